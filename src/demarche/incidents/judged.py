"""Machine claims as people's judgements leave them. The log is never changed and the claims are never written back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from demarche.model import Claims, Group, Judgement, Quote, Reading
from demarche.model.claims import Attribution, Denial, Response, Tag, Victim

VERDICTS = ("accept", "correct", "reject")
TYPES: dict[str, type[Any]] = {
    "attributions": Attribution, "denials": Denial, "responses": Response, "victims": Victim, "techniques": Tag, "objectives": Tag,
}  # fmt: skip
FIXED = frozenset({"id", "quotes", "rule", "cues", "score"})
"""What no correction changes: words are the source's."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The standing judgements: by claim id, by the words of the claim judged, and what was added to a document."""

    by_id: Mapping[str, Judgement] = field(default_factory=dict)
    by_words: Mapping[tuple[str, str, str], Judgement] = field(default_factory=dict)
    added: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)

    def on(self, document_id: str, kind: str, claim: Any) -> Judgement | None:
        """The verdict on a claim: by its id, else by the same words of the same document (a claim extracted anew may get another id)."""
        found = self.by_id.get(claim.id)
        return found or next((self.by_words[key] for key in word_keys(document_id, kind, claim) if key in self.by_words), None)


def word_keys(document_id: str, kind: str, claim: Any) -> list[tuple[str, str, str]]:
    """What a claim can be recognised by without its id: document, kind with claimant or victim, and each quotation."""
    who = getattr(claim, "by", None) or getattr(claim, "country", None) or getattr(claim, "type", "")
    return [(document_id, f"{kind} {who}", quote.exact) for quote in claim.quotes]


def words_of(document_id: str, kind: str, claim: Any) -> str:
    """The same as JSON, to be kept with a judgement."""
    return json.dumps(word_keys(document_id, kind, claim), ensure_ascii=False)


def standing(judgements: Iterable[Judgement]) -> Verdicts:
    """The last verdict on each claim that was not taken back."""
    log = sorted(judgements, key=lambda entry: entry.seq)
    undone = {entry.other for entry in log if entry.action == "undo"}
    by_id: dict[str, Judgement] = {}
    by_words: dict[tuple[str, str, str], Judgement] = {}
    added: dict[str, list[Judgement]] = defaultdict(list)
    for entry in log:
        if str(entry.seq) in undone:
            continue
        if entry.action in VERDICTS:
            by_id[entry.target] = entry
            for key in json.loads(entry.words) if entry.words else ():
                by_words[tuple(key)] = entry
        elif entry.action == "add" and entry.value:
            added[entry.target].append(entry)
    return Verdicts(by_id, by_words, {target: tuple(entries) for target, entries in added.items()})


def judged(reading: Reading, verdicts: Verdicts) -> Reading:
    """The reading with rejected claims left out, corrected fields set and added claims put in."""
    changed: dict[str, list[Any]] = {}
    for kind in TYPES:
        kept = (_applied(reading.document.id, kind, claim, verdicts) for claim in getattr(reading.claims, kind))
        changed[kind] = [claim for claim in kept if claim is not None]
    for entry in verdicts.added.get(reading.document.id, ()):
        made = _added(reading, entry)
        if made is not None:
            changed[made[0]].append(made[1])
    told = any(changed.values())
    return replace(reading, claims=Claims(reading.claims.relevant or told, **{kind: tuple(found) for kind, found in changed.items()}))


def _applied(document_id: str, kind: str, claim: Any, verdicts: Verdicts) -> Any:
    verdict = verdicts.on(document_id, kind, claim)
    if verdict is None or verdict.action == "accept":
        return claim
    return None if verdict.action == "reject" else replace(claim, **_values(claim, json.loads(verdict.value or "{}")))


def _values(claim: Any, value: Mapping[str, Any]) -> dict[str, Any]:
    """The corrected fields that this kind of claim has."""
    names = {entry.name for entry in fields(claim)} - FIXED
    found = {name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name in names}
    if "groups" in found:
        found["groups"] = tuple(_group(item) for item in found["groups"])
    return found


def _group(item: Any) -> Group:
    return Group(**item) if isinstance(item, dict) else Group(str(item), str(item))


def _added(reading: Reading, entry: Judgement) -> tuple[str, Any] | None:
    value = json.loads(entry.value or "{}")
    kind = str(value.get("kind", ""))
    text = reading.document.text
    quotes = tuple(_quote(text, item) for item in value.get("quotes", ()))
    if kind not in TYPES or not quotes or any(quote is None for quote in quotes):
        return None
    shape = {name: item for name, item in value.items() if name in {one.name for one in fields(TYPES[kind])} - FIXED}
    if "groups" in shape:
        shape["groups"] = tuple(_group(item) for item in shape["groups"])
    if "types" in shape:
        shape["types"] = tuple(shape["types"])
    try:
        return kind, TYPES[kind](id=f"judgement-{entry.seq}", quotes=quotes, rule=f"judgement by {entry.user}", **shape)
    except TypeError:
        return None


def _quote(text: str, item: Any) -> Quote | None:
    exact = str(item["exact"] if isinstance(item, dict) else item)
    start = int(item["start"]) if isinstance(item, dict) and "start" in item else text.find(exact)
    return Quote(start, start + len(exact), exact) if start >= 0 and text[start : start + len(exact)] == exact and exact else None
