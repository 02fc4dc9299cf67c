"""Which of several namesakes or spells of office a document of a given date means."""

from __future__ import annotations

import re
from collections.abc import Iterable

from demarche.lexicon.names import Name

MONTHS = 12
PUBLISHED = re.compile(r"(\d{4})(?:-(\d{2}))?")


def fitting(candidates: Iterable[Name], published: str | None) -> Name:
    """Of names with one form, the one that a document of ``published`` (EDTF date or month or year, None when unknown) means.

    A person whose office covers the date wins over one whose office does not; where none does, the nearest in time; without a date the
    latest spell. Names without dates (organs, companies ...) hold at any time. Equals keep their order. Raises ValueError for none.

    >>> tusk = [Name("person", "EU", "Donald Tusk", since="2014-12", until="2019-11"), Name("person", "PL", "Donald Tusk", since="2023-12")]
    >>> fitting(tusk, "2024-06-03").key, fitting(tusk, "2017").key, fitting(tusk, None).key
    ('PL', 'EU', 'PL')
    """
    span = _months(published)
    rows = list(candidates)
    if not rows:
        raise ValueError("fitting() needs at least one name to choose from")
    if span is None:
        return max(rows, key=lambda name: name.since or "9999")
    return min(rows, key=lambda name: _distance(name, span))


def _months(date: str | None) -> tuple[int, int] | None:
    """First and last month of ``date``, counted from year 0; a year alone, or a season, is its twelve months."""
    found = PUBLISHED.match(date or "")
    if not found:
        return None
    start = int(found[1]) * MONTHS
    month = int(found[2] or 0)
    return (start + month, start + month) if 1 <= month <= MONTHS else (start + 1, start + MONTHS)


def _distance(name: Name, span: tuple[int, int]) -> int:
    """Months between the office of ``name`` and ``span``, 0 where they meet."""
    since, until = _months(name.since), _months(name.until)
    early = since[0] - span[1] if since else 0
    late = span[0] - until[1] if until else 0
    return max(early, late, 0)
