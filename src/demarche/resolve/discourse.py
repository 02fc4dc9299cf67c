"""What "the ministry", "the country", "the group" stand for: the nearest fitting name before, else the document's home; abstains otherwise."""

from __future__ import annotations

from demarche.annotate import Annotated, Mention

STATE_TYPES = ("state", "place", "organ", "person", "demonym")
SAME_KIND = {
    "company": ("company",),
    "ngo": ("ngo",),
    "media": ("media",),
}
UNNAMED = "unnamed"
MEDIA = "media"


class Discourse:
    """Resolves mentions of one document; made once, asked often."""

    def __init__(self, note: Annotated) -> None:
        self.note = note
        self._keys: dict[int, str | None] = {}
        self._resolve_all()

    def key_of(self, mention: Mention) -> str | None:
        """Claimant key of ``mention``, None when it stays open."""
        if mention.type == "unnamed":
            return UNNAMED
        return mention.key or self._keys.get(id(mention))

    def _resolve_all(self) -> None:
        by_kind: dict[str, str] = {}
        last: str | None = None
        for mention in self.note.mentions:
            if mention.key is None and mention.type in ("generic", "organ"):
                self._keys[id(mention)] = self._antecedent(mention, by_kind, last)
            elif mention.key and mention.type in (*STATE_TYPES, "company", "ngo", "media"):
                if mention.kind:
                    by_kind[mention.kind] = mention.key
                if mention.type in ("organ", "person", "company"):
                    last = mention.key

    def _antecedent(self, mention: Mention, by_kind: dict[str, str], last: str | None) -> str | None:
        """Same kind of organ named before; then, for a spokesperson or an official, whoever acted last; then the home state."""
        if mention.keys:
            return None
        if mention.kind in by_kind:
            return by_kind[mention.kind]
        if mention.kind in ("spokesperson", "official", "diplomat", "ambassador", "embassy") and last:
            return last
        return self.note.home
