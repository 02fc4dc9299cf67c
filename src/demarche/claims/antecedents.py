"""Of whom a sentence speaks that names nobody: "Russia denies it. Estonia accuses it of hacking", "La Belgique expulse un diplomate
russe. Elle lui reproche d'avoir piraté"."""

from __future__ import annotations

from demarche.annotate import Mention
from demarche.claims.roles import Slots
from demarche.lexicon.names import is_state
from demarche.resolve.discourse import Discourse

REACH = 2
"""Sentences back to who is spoken of."""
NATIONS = frozenset({"state", "place", "organ", "adjective", "demonym", "person"})


def spoken_of(rows: list[Slots], index: int, talk: Discourse, accusing: set[str | None]) -> Mention | None:
    """The state that "it", "them" or "the country" stands for in sentence ``index``, where it is accused: the last one named before that
    neither accuses nor was harmed, in the nearest sentence that has one; who denies there goes before all others."""
    for row in reversed(rows[max(0, index - REACH) : index]):
        denying = [m for h in row.has("deny") if h.cue.frame == "subject" and (m := row.subject(h)) is not None]
        others = [m for m in row.mentions if m.type in NATIONS and row.harm(m.first, m.last) == "no"]
        for mention in (*denying, *reversed(others)):
            key = talk.key_of(mention)
            if is_state(key) and key not in accusing:
                return mention
    return None
