"""Machine claims as people's judgements leave them. The log is never changed and the claims are never written back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from demarche.errors import UsageError
from demarche.incidents.assemble import part_of, unions
from demarche.incidents.decisions import Decisions
from demarche.lexicon.names import group_named
from demarche.model import Claims, Group, Incident, Judgement, Quote, Reading
from demarche.model.claims import Attribution, Denial, Response, Tag, Victim

TYPES: dict[str, type[Any]] = {
    "attributions": Attribution, "denials": Denial, "responses": Response, "victims": Victim, "techniques": Tag, "objectives": Tag,
}  # fmt: skip
FIXED = frozenset({"id", "rule", "cues", "score"})
"""What no correction changes: how the program came to the claim."""


def judged(reading: Reading, decisions: Decisions) -> Reading:
    """The reading with rejected claims left out, corrected fields set and added claims put in; irrelevant when nothing is left."""
    changed: dict[str, list[Any]] = {}
    for kind in TYPES:
        found = ((claim, decisions.on(reading, kind, claim)) for claim in getattr(reading.claims, kind))
        changed[kind] = [settled(reading, claim, verdict) for claim, verdict in found if not rejected(verdict)]
    for _, kind, claim in added(reading, decisions):
        changed[kind].append(claim)
    told = any(changed.values())
    emptied = not told and any(getattr(reading.claims, kind) for kind in TYPES)
    relevant = told or (reading.claims.relevant and not emptied)
    return replace(reading, claims=Claims(relevant, **{kind: tuple(found) for kind, found in changed.items()}))


def retold(incident: Incident, readings: Iterable[Reading]) -> Incident | None:
    """The incident with what its documents, as judged, amount to; None when they no longer tell of one."""
    parts = [part_of(one) for one in readings if one.claims.relevant and one.duplicate is None]
    return replace(incident, **unions(parts)) if parts else None


def rejected(verdict: Judgement | None) -> bool:
    """Whether a claim is to be left out."""
    return verdict is not None and verdict.action == "reject"


def settled(reading: Reading, claim: Any, verdict: Judgement | None) -> Any:
    """The claim with what its standing verdict sets."""
    if verdict is None or verdict.action != "correct":
        return claim
    return replace(claim, **_values(reading, type(claim), json.loads(verdict.value or "{}")))


def added(reading: Reading, decisions: Decisions) -> Iterator[tuple[Judgement, str, Any]]:
    """(judgement, kind, claim) of the claims that people added to a document. What has no words in the text is passed over."""
    for entry in decisions.added(reading.document.id):
        value = json.loads(entry.value or "{}")
        kind = str(value.get("kind", ""))
        shape = _values(reading, TYPES[kind], value) if kind in TYPES else {}
        if shape.get("quotes") and _needed(TYPES[kind]) <= shape.keys():
            yield entry, kind, TYPES[kind](id=added_id(entry), rule=f"judgement by {entry.user}", **shape)


def added_id(entry: Judgement) -> str:
    """The id of the claim that a judgement adds."""
    return f"judgement-{entry.seq}"


def _needed(shape: type[Any]) -> set[str]:
    """Fields that an added claim must bring."""
    return {one.name for one in fields(shape) if one.name not in (*FIXED, "background")}


def _values(reading: Reading, shape: type[Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a judgement that this kind of claim has. Quotations that are not in the text are passed over."""
    names = {one.name for one in fields(shape)} - FIXED
    found = {name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name in names}
    if "groups" in found:
        found["groups"] = tuple(_group(item) for item in found["groups"])
    if "quotes" in found:
        quotes = [quote for item in found.pop("quotes") if (quote := _quote(reading.document.text, item))]
        found |= {"quotes": tuple(quotes)} if quotes else {}
    return found


def _group(item: Any) -> Group:
    """A group by its name; what reference works know of it comes along."""
    known = group_named(str(item))
    return Group(known.name, known.id or known.name, known.key)


def _quote(text: str, item: Mapping[str, Any]) -> Quote | None:
    """The quotation where it was marked, else where a copy of the text has the same words."""
    exact, start = str(item["exact"]), int(item.get("start", -1))
    if not text.startswith(exact, max(start, 0)) or start < 0:
        start = text.find(exact)
    return Quote(start, start + len(exact), exact) if exact.strip() and start >= 0 else None


def check_quotes(text: str, quotes: Sequence[Mapping[str, Any]]) -> None:
    """Raise ``UsageError`` unless each quotation stands in the text, at ``start`` where it says so."""
    for item in quotes:
        exact, start = str(item.get("exact", "")), item.get("start")
        if not exact.strip() or exact not in text or (start is not None and not text.startswith(exact, int(start))):
            raise UsageError(f"these words are not in the text: {exact[:60]!r}", "quote the document's own words, as they stand")
