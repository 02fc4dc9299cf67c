"""What one actor or group stands for in the record: accused of, by whom; answers; own accusations and responses; over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from demarche.export.groups import LAYERS, facts
from demarche.model import Group
from demarche.verbs.overview import ClaimHead, Overview, Stance

MOST = 60
"""Lines shown of each part, the newest first."""


@dataclass(slots=True)
class Line:
    """A claim with its date and incident."""

    claim: ClaimHead
    published: str
    incident: str | None


@dataclass(slots=True)
class Ledger:
    """Parts are newest first and cut at ``MOST``; ``totals`` count all, ``years`` accusations of it and its answers by year."""

    key: str
    accused_of: list[Line] = field(default_factory=list)
    answers: list[Line] = field(default_factory=list)
    accuses: list[Line] = field(default_factory=list)
    responds: list[Line] = field(default_factory=list)
    suffered: list[Line] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    changes: list[Stance] = field(default_factory=list)
    years: list[tuple[str, int, int]] = field(default_factory=list)
    counterparts: list[tuple[str, int]] = field(default_factory=list)
    groups: list[tuple[str, int]] = field(default_factory=list)


PARTS = ("accused_of", "answers", "accuses", "responds", "suffered")
SPEAKS = {"attributions": "accuses", "denials": "answers", "responses": "responds"}


def ledger(record: Overview, key: str) -> Ledger | None:
    """The ledger of a state, organisation or other claimant; None when the record never names it."""
    claims = record.by_actor.get(key)
    if not claims:
        return None
    found = Ledger(key)
    parts = _parted(claims, key)
    for part, members in parts.items():
        found.totals[part] = len(members)
        setattr(found, part, [_line(record, claim) for claim in newest(record, members)])
    changes = [change for head in record.ordered for change in head.changes if key in (change.by, change.to)]
    found.changes = sorted(changes, key=lambda change: record.published(change.after), reverse=True)[:MOST]
    found.years = _by_year(record, parts["accused_of"], parts["answers"])
    found.counterparts = Counter(claim.by for claim in parts["accused_of"] if claim.by).most_common(12)
    found.groups = Counter(group for claim in parts["accused_of"] for group in claim.groups).most_common(12)
    return found


def _parted(claims: Iterable[ClaimHead], key: str) -> dict[str, list[ClaimHead]]:
    """The claims by the part that the actor has in them; one that accuses itself stands in two."""
    parts: dict[str, list[ClaimHead]] = {part: [] for part in PARTS}
    for claim in claims:
        if claim.kind == "attributions" and claim.to == key:
            parts["accused_of"].append(claim)
        if claim.kind in SPEAKS and claim.by == key:
            parts[SPEAKS[claim.kind]].append(claim)
        elif claim.kind == "victims":
            parts["suffered"].append(claim)
    return parts


def _by_year(record: Overview, accusations: Iterable[ClaimHead], answers: Iterable[ClaimHead]) -> list[tuple[str, int, int]]:
    said, answered = (Counter(record.published(claim)[:4] for claim in claims) for claims in (accusations, answers))
    return [(year, said[year], answered[year]) for year in sorted(said | answered) if year]


def newest(record: Overview, claims: Sequence[ClaimHead]) -> list[ClaimHead]:
    """The newest first, undated ones last, ``MOST`` of them; ``claims`` are the earliest first, undated ones last."""
    dated = list(islice((claim for claim in reversed(claims) if record.published(claim)), MOST))
    return (dated + [claim for claim in claims[-MOST:] if not record.published(claim)])[:MOST]


def _line(record: Overview, claim: ClaimHead) -> Line:
    return Line(claim, record.published(claim), record.documents[claim.document].incident)


@dataclass(slots=True)
class GroupFile:
    """A threat group: who blames it, whose it is said to be, and what reference works know, which is never part of a claim.

    ``aliases`` are other names by where they come from.
    """

    name: str
    lines: list[Line]
    total: int
    states: list[tuple[str, list[str]]]
    aliases: dict[str, list[str]]
    attack: str | None
    known_states: list[str]

    @property
    def disputed(self) -> bool:
        """Whether accusers, or accusers and reference works, put it down to different states."""
        return len({state for state, _ in self.states} | set(self.known_states)) > 1


def group_file(record: Overview, name: str, known: Group | None) -> GroupFile | None:
    """The file of a group by its canonical name; None when no claim names it. ``known`` is the group as some claim has it."""
    claims = record.by_group.get(name)
    if not claims:
        return None
    said: dict[str, list[str]] = {}
    for claim in claims:
        if claim.to and claim.by and claim.by not in said.setdefault(claim.to, []):
            said[claim.to].append(claim.by)
    reference = facts(known or Group(name, name))
    lines = [_line(record, claim) for claim in newest(record, claims)]
    states = sorted(said.items(), key=lambda one: (-len(one[1]), one[0]))
    aliases = {layer: [alias for alias, origin in reference.origins.items() if origin == layer] for layer in LAYERS}
    states_known = [known.known_state] if known and known.known_state else []
    return GroupFile(name, lines, len(claims), states, aliases, reference.attack, states_known)
