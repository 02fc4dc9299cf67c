"""Who accuses whom: accusers by accused, with the number of incidents and the strongest certainty in each field."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from demarche.model.claims import CERTAINTIES
from demarche.verbs.overview import IncidentHead

MOST_ROWS, MOST_COLUMNS = 14, 7
STEPS = (1, 2, 5, 10)
"""Incidents from which a field is one step darker."""


@dataclass(frozen=True, slots=True)
class Field:
    """Accusations of one by another; ``step`` is the shade, 0 (none) to 4."""

    incidents: int
    certainty: str
    step: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Accusers and accused with most incidents first; ``more`` are the accusers and accused left out."""

    accusers: tuple[str, ...]
    accused: tuple[str, ...]
    fields: dict[tuple[str, str], Field]
    more: tuple[int, int]


def matrix(heads: Iterable[IncidentHead]) -> Matrix:
    """Count foreground attributions of states, each incident once a field."""
    incidents = Counter[tuple[str, str]]()
    strongest: dict[tuple[str, str], int] = defaultdict(int)
    for head in heads:
        for pair, certainty in head.pairs.items():
            incidents[pair] += 1
            strongest[pair] = max(strongest[pair], certainty)
    rows, columns = Counter[str](), Counter[str]()
    for (by, to), found in incidents.items():
        rows[by] += found
        columns[to] += found
    accusers, accused = _most(rows, MOST_ROWS), _most(columns, MOST_COLUMNS)
    fields = {
        pair: Field(found, CERTAINTIES[strongest[pair]], shade(found))
        for pair, found in incidents.items()
        if pair[0] in accusers and pair[1] in accused
    }
    return Matrix(accusers, accused, fields, (len(rows) - len(accusers), len(columns) - len(accused)))


def shade(number: int) -> int:
    """The step of a number."""
    return sum(number >= step for step in STEPS)


def _most(counted: Counter[str], most: int) -> tuple[str, ...]:
    return tuple(key for key, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most])
