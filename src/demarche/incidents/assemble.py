"""One incident record out of the documents that report it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from demarche.model import Incident, Member, Reading

ID_LENGTH = 10
UNIONS = ("accusers", "accused", "groups", "deniers", "victims", "techniques", "certainties", "levels")
"""Fields of an incident that are the union of what its documents bring."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one document brings into an incident."""

    id: str
    published: str | None
    accusers: frozenset[str]
    accused: frozenset[str]
    groups: frozenset[str]
    deniers: frozenset[str]
    victims: frozenset[str]
    techniques: frozenset[str]
    certainties: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()


def part_of(reading: Reading) -> Part:
    """The foreground of one document's claims."""
    claims = reading.claims
    attributions = [claim for claim in claims.attributions if not claim.background]
    return Part(
        id=reading.document.id,
        published=reading.document.published,
        accusers=frozenset(claim.by for claim in attributions),
        accused=frozenset(claim.to for claim in attributions if claim.to),
        groups=frozenset(group.name for claim in attributions for group in claim.groups),
        deniers=frozenset(claim.by for claim in claims.denials if not claim.background),
        victims=frozenset(f"{claim.country or '*'}/{claim.type}" for claim in claims.victims if not claim.background),
        techniques=frozenset(claim.type for claim in claims.techniques if not claim.background),
        certainties=frozenset(claim.certainty for claim in attributions),
        levels=frozenset(claim.responsibility for claim in attributions),
    )


def assemble(parts: Sequence[Part], members: Iterable[Member]) -> Incident:
    """The incident of these documents, at least one; ``members`` are they and those that only recall it."""
    ordered = sorted(parts, key=lambda part: part.id)
    dates = sorted(part.published for part in ordered if part.published)
    return Incident(
        id=f"inc-{ordered[0].id[:ID_LENGTH]}",
        anchor=ordered[0].id,
        members=tuple(sorted(members, key=lambda member: member.document_id)),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        voices=len(ordered),
        **unions(ordered),
    )


def unions(parts: Sequence[Part]) -> dict[str, Any]:
    """What the documents bring together, by field of the incident."""
    return {name: tuple(sorted(frozenset[str]().union(*(getattr(part, name) for part in parts)))) for name in UNIONS}
