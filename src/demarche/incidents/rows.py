"""Which accusations of one accuser are told as one: those that name only groups stand with those that name their state too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from demarche.model import Attribution


def accused(claims: Iterable[Attribution]) -> dict[str, str | None]:
    """For each attribution, by id, the state under which a summary of the incident tells it.

    That is its own; for one that names groups alone, the only state that the same accuser names beside one of these groups, else None.
    """
    every = list(claims)
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in every:
        for group in claim.groups:
            if claim.to:
                named[claim.by, group.name].add(claim.to)
    return {claim.id: claim.to or _only({state for group in claim.groups for state in named[claim.by, group.name]}) for claim in every}


def _only(states: set[str]) -> str | None:
    return next(iter(states)) if len(states) == 1 else None
