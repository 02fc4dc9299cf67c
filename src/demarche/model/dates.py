"""Dates as half-open intervals of days with the words they came from, and EDTF in and out.

EDTF is ISO 8601-2:2019, annex A (Library of Congress, level 1): ``2021``, ``2021-07``, ``2021-07-19``, seasons ``2021-21`` (spring) to
``2021-24``, ``~`` approximate, ``?`` uncertain, ``%`` both, ``201X`` and ``2021-XX``, ``a/b``, ``../b``, ``a/..``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
"""EDTF season to its first month and length, meteorological, northern hemisphere."""
PART = re.compile(r"(\d{4}|\d{3}[Xu]|\d{2}[Xu]{2})(?:-(\d{2}|[Xu]{2})(?:-(\d{2}|[Xu]{2}))?)?([~?%]?)\Z")


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``start`` up to but not including ``end``; None on a side is open. ``words`` are the source's own, "" where none.

    ``approximate``: the words say about. Raises ``ValueError`` when nothing lies between the ends.
    """

    start: date | None
    end: date | None
    words: str = ""
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.start and self.end and self.start >= self.end:
            raise ValueError(f"no day lies from {self.start} up to {self.end}")

    @property
    def days(self) -> int | None:
        """Length in days; None when a side is open."""
        return (self.end - self.start).days if self.start and self.end else None

    @property
    def edtf(self) -> str:
        """As EDTF: one day, month, season, year where it is just that, else an interval."""
        single = _single(self.start, self.end) if self.start and self.end else None
        text = single or f"{self.start or '..'}/{self.end - DAY if self.end else '..'}"
        return "/".join(part if part == ".." else part + "~" for part in text.split("/")) if self.approximate else text

    def within(self, other: Interval) -> Interval | None:
        """The part that lies in ``other`` too, with these words; None when they do not meet."""
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        start, end = max(starts, default=None), min(ends, default=None)
        return None if start and end and start >= end else replace(self, start=start, end=end)

    def delay(self, later: Interval) -> tuple[int | None, int | None]:
        """Fewest and most days from a day in here to a day in ``later``; None where a side is open. Fewest is at least 0."""
        fewest = (later.start - self.end + DAY).days if later.start and self.end else None
        most = (later.end - DAY - self.start).days if later.end and self.start else None
        return (max(fewest, 0) if fewest is not None else None), most


def from_edtf(edtf: str, words: str = "") -> Interval:
    """Read EDTF. Raises ``ValueError`` for what is none, naming it."""
    first, slash, second = edtf.strip().partition("/")
    one, two = _end(first, edtf), _end(second, edtf) if slash else _end(first, edtf)
    if first in ("", "..") and (not slash or second in ("", "..")):
        raise ValueError(f"{edtf!r} is no date in EDTF")
    return Interval(one.start, two.end, words, one.approximate or two.approximate)


def published(edtf: str | None, words: str = "") -> Interval | None:
    """A publication date of the record as an interval; None when undated or not understood."""
    try:
        return from_edtf(edtf, words) if edtf else None
    except ValueError:
        return None


def day(when: date, words: str = "") -> Interval:
    """One day."""
    return Interval(when, when + DAY, words)


def month(year: int, number: int, words: str = "", length: int = 1) -> Interval:
    """One month, or several from it."""
    return Interval(date(year, number, 1), _month_after(year, number, length), words)


def year(number: int, words: str = "") -> Interval:
    """One calendar year."""
    return Interval(date(number, 1, 1), date(number + 1, 1, 1), words)


def _month_after(year: int, number: int, length: int = 1) -> date:
    months = year * 12 + number - 1 + length
    return date(months // 12, months % 12 + 1, 1)


def _end(text: str, whole: str) -> Interval:
    if text in ("", ".."):
        return Interval(None, None)
    match = PART.match(text)
    if match is None:
        raise ValueError(f"{whole!r} is no date in EDTF")
    try:
        found = _read(match[1].replace("u", "X"), match[2], match[3])
    except ValueError as error:
        raise ValueError(f"{whole!r} is no date in EDTF: {error}") from error
    return replace(found, approximate=match[4] in ("~", "%"))


def _read(years: str, months: str | None, days: str | None) -> Interval:
    if "X" in years:
        return Interval(date(int(years.replace("X", "0")), 1, 1), date(int(years.replace("X", "9")) + 1, 1, 1))
    number = int(years)
    if months is None or not months.isdigit():
        return year(number)
    if int(months) in SEASONS:
        first, length = SEASONS[int(months)]
        return month(number, first, length=length)
    if days is None or not days.isdigit():
        return month(number, int(months))
    return day(date(number, int(months), int(days)))


def _single(start: date, end: date) -> str | None:
    if end - start == DAY:
        return start.isoformat()
    if start.day != 1:
        return None
    if end == _month_after(start.year, start.month):
        return f"{start.year:04d}-{start.month:02d}"
    if start.month == 1 and end == date(start.year + 1, 1, 1):
        return f"{start.year:04d}"
    for season, (first, length) in SEASONS.items():
        if start.month == first and end == _month_after(start.year, first, length):
            return f"{start.year:04d}-{season}"
    return None
