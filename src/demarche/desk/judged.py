"""Claims as they stand after people's judgements. The machine's output is not touched: this is a view over both, made for each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from demarche.desk.passages import KINDS
from demarche.model import Attribution, Denial, Group, Judgement, Quote, Reading, Response, Victim
from demarche.verbs.decisions import Decisions

ADDABLE: dict[str, type[Any]] = {"attributions": Attribution, "denials": Denial, "responses": Response, "victims": Victim}
"""Kinds of claims that a person can add."""
EDITABLE = ("by", "to", "certainty", "responsibility", "type", "types", "status", "country", "groups", "background")
HAND = "by-hand"
"""Rule of claims that people added."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim of a document as it stands: ``machine`` is the claim before corrections, None for one that a person added."""

    kind: str
    claim: Any
    reading: Reading
    machine: Any | None
    judgement: Judgement | None

    @property
    def rejected(self) -> bool:
        return self.judgement is not None and self.judgement.action == "reject"

    @property
    def published(self) -> str:
        return self.reading.document.published or ""

    @property
    def state(self) -> str:
        """``machine``, ``accept``, ``correct``, ``reject`` or ``add``: what people have said about it."""
        return self.judgement.action if self.judgement else "machine"


def standings(reading: Reading, decisions: Decisions) -> list[Standing]:
    """All claims of a document, rejected ones included, then those that people added."""
    found = [_standing(kind, claim, reading, decisions) for kind in KINDS for claim in getattr(reading.claims, kind)]
    return found + list(_added(reading, decisions))


def _standing(kind: str, claim: Any, reading: Reading, decisions: Decisions) -> Standing:
    judgement = decisions.standing(claim.id)
    changes = decisions.corrected(claim.id)
    return Standing(kind, corrected(claim, changes) if changes else claim, reading, claim, judgement)


def corrected(claim: Any, changes: Mapping[str, Any]) -> Any:
    """A claim with the fields that a person set; fields its kind does not have are passed over."""
    known = {field.name for field in fields(claim)} & set(EDITABLE)
    return replace(claim, **{name: _value(name, value) for name, value in changes.items() if name in known})


def _value(name: str, value: Any) -> Any:
    if name == "groups":
        return tuple(Group(str(group), str(group)) for group in value)
    return tuple(value) if isinstance(value, list) else value


def _added(reading: Reading, decisions: Decisions) -> Iterator[Standing]:
    for entry, value in decisions.added(reading.document.id):
        kind = str(value.get("kind"))
        if kind in ADDABLE:
            yield Standing(kind, _made(kind, entry, value), reading, None, entry)


def _made(kind: str, entry: Judgement, value: Mapping[str, Any]) -> Any:
    """The claim a person added, with the defaults of its kind for what was left open."""
    blank: dict[str, Any] = {
        "by": "unnamed", "to": None, "groups": (), "certainty": "stated", "responsibility": "group-only", "types": ("flat",),
        "type": "condemn" if kind == "responses" else "state", "status": "done", "country": None,
    }  # fmt: skip
    wanted = {field.name for field in fields(ADDABLE[kind])}
    chosen = {name: _value(name, value.get(name) or default) for name, default in blank.items() if name in wanted}
    quote = Quote(int(value["start"]), int(value["end"]), str(value["exact"]))
    return ADDABLE[kind](id=f"added-{entry.seq}", quotes=(quote,), rule=HAND, **chosen)
