"""Incidents along the time axis, a lane an accused. An interval is drawn as an interval; nothing is drawn that has no date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from zlib import crc32

from demarche.export.dates import interval
from demarche.model.claims import RESPONSIBILITIES
from demarche.verbs.overview import IncidentHead

WIDTH, LEFT, RIGHT = 1000, 132, 12
"""Drawing units."""
ROW = 19
NARROWEST = 9.0
HEIGHTS = {"group-only": 6, "territory": 9, "state-backed": 12, "state": 15}
LANES = 6
MOST_ROWS = 5
"""Rows a lane may pile up; what does not fit is counted."""
MOST_MARKS = 240
OTHER, NOBODY = "*", ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One incident."""

    head: IncidentHead
    x: float
    y: float
    width: float
    height: int
    denied: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One accused: its key, ``OTHER`` or ``NOBODY``; ``hidden`` incidents did not fit."""

    key: str
    y: float
    height: float
    bars: tuple[Bar, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or a month as 1 to 12 when ``year`` is 0."""

    x: float
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; ``undated`` and ``left_out`` incidents are not in it."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    height: float
    undated: int
    years: tuple[int, ...]
    left_out: int = 0
    width: int = WIDTH
    left: int = LEFT


def draw(heads: Sequence[IncidentHead], year: int | None = None) -> Timeline:
    """The incidents that have a date; of very many those with the most voices, and of equals a sample that prefers no period."""
    dated = [(head, span) for head in heads if (span := _span(head))]
    years = tuple(sorted({end.year for _, span in dated for end in span}))
    every = [one for one in dated if year is None or one[1][0].year <= year <= one[1][1].year]
    if not every:
        return Timeline((), (), 0, len(heads) - len(dated), years)
    inside = sorted(every, key=lambda one: (-one[0].incident.voices, crc32(one[0].id.encode())))[:MOST_MARKS]
    first = date(year or min(span[0] for _, span in every).year, 1, 1)
    last = date(year or max(span[1] for _, span in every).year, 12, 31)
    scale = (WIDTH - LEFT - RIGHT) / ((last - first).days + 1)
    lanes, y = [], 8.0
    top = _top([head for head, _ in inside])
    for key in _lane_keys([head for head, _ in inside], top):
        members = [one for one in inside if _lane(one[0], top) == key]
        lane = _filled(key, members, first, last, scale, y)
        lanes.append(lane)
        y += lane.height
    return Timeline(tuple(lanes), _ticks(first, last, scale), y + 22, len(heads) - len(dated), years, len(every) - len(inside))


def _span(head: IncidentHead) -> tuple[date, date] | None:
    return _days(head.incident.first, head.incident.last)


@lru_cache(maxsize=100_000)
def _days(first: str | None, last: str | None) -> tuple[date, date] | None:
    begins, ends = interval(first), interval(last)
    return (begins[0], (ends or begins)[1]) if begins else None


def _top(heads: Sequence[IncidentHead]) -> tuple[str, ...]:
    counted = Counter(state for head in heads for state in head.incident.accused)
    return tuple(key for key, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:LANES])


def _lane(head: IncidentHead, top: tuple[str, ...]) -> str:
    named = [key for key in top if key in head.incident.accused]
    return named[0] if named else OTHER if head.incident.accused else NOBODY


def _lane_keys(heads: Sequence[IncidentHead], top: tuple[str, ...]) -> list[str]:
    used = {_lane(head, top) for head in heads}
    return [key for key in (*top, OTHER, NOBODY) if key in used]


def _filled(key: str, members: list[tuple[IncidentHead, tuple[date, date]]], first: date, last: date, scale: float, y: float) -> Lane:
    ends: list[float] = []
    bars, hidden = [], 0
    for head, span in sorted(members, key=lambda one: (one[1], one[0].id)):
        x = LEFT + max(0, (span[0] - first).days) * scale
        width = max(NARROWEST, ((min(span[1], last) - max(span[0], first)).days + 1) * scale)
        row = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        if row >= MOST_ROWS:
            hidden += 1
            continue
        ends[row : row + 1] = [x + width + 2]
        height = HEIGHTS.get(head.level or RESPONSIBILITIES[0], 6)
        bars.append(Bar(head, round(x, 1), y + 6 + row * ROW + (15 - height), round(width, 1), height, bool(head.incident.deniers)))
    return Lane(key, y, max(1, len(ends)) * ROW + 10, tuple(bars), hidden)


def _ticks(first: date, last: date, scale: float) -> tuple[Tick, ...]:
    if first.year == last.year:
        return tuple(Tick(round(LEFT + (date(first.year, m, 1) - first).days * scale, 1), 0, m) for m in range(1, 13))
    step = max(1, (last.year - first.year + 1) // 14)
    return tuple(Tick(round(LEFT + (date(y, 1, 1) - first).days * scale, 1), y, 0) for y in range(first.year, last.year + 1, step))
