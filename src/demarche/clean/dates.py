"""Dates within a text: ISO, numeric in day or month order, month names of every language in the data. Nothing is guessed."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from demarche.clean.words import load


class Found(NamedTuple):
    """A date as written: ``day``, ``month`` and ``year`` where said; ``swap`` when day and month could be the other way round."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    swap: bool = False

    @property
    def edtf(self) -> str | None:
        if self.year is None or self.swap:
            return None
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations, lower case, of all languages."""
    return {name: number for number, names in load("dates")["months"].items() for name in names}


@cache
def weekdays() -> dict[str, int]:
    """Weekday names and abbreviations, lower case; Monday is 0."""
    return {name: number for number, names in load("dates")["weekdays"].items() for name in names}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    end = r"(?![\w/]|[.-]\d)"
    forms = (
        rf"(?P<iy>{year})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d)",
        rf"(?P<nd>\d{{1,2}})(?P<sep>[./-])\s?(?P<nm>\d{{1,2}})(?P=sep)(?:\s?(?P<ny>{year})|(?P<sy>\d\d)(?!:)){end}",
        rf"(?P<dd>\d{{1,2}})(?:er|e|st|nd|rd|th)?\.?\s?(?:de\s|of\s|-)?(?P<dm>{month})\.?(?![a-zà-ÿ])(?:,?[\s-]{{1,2}}(?:de\s)?(?P<dy>{year})(?!\d))?",
        rf"(?P<mm>{month})\.?(?![a-zà-ÿ])\s(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<my>{year})(?!\d))?",
        rf"(?P<om>{month})\.?(?![a-zà-ÿ]),?\s(?P<oy>{year})(?!\d)",
    )
    return re.compile(r"(?<![\w/.-])(?:" + "|".join(forms) + ")", re.I)


@lru_cache(maxsize=1024)
def find_dates(text: str) -> tuple[Found, ...]:
    """Every date in ``text``, in order: full dates, day and month, month and year."""
    if not any(map(text.__contains__, "0123456789")):
        return ()
    return tuple(found for found in map(_read, _pattern().finditer(text)) if found is not None)


def _read(match: re.Match[str]) -> Found | None:
    group = match.groupdict()
    start, end = match.span()
    if group["iy"]:
        return _checked(Found(start, end, int(group["iy"]), int(group["im"]), int(group["id"])))
    if group["nd"]:
        year = int(group["ny"] or group["sy"])
        return _numeric(start, end, int(group["nd"]), int(group["nm"]), year if year > 99 else year + (2000 if year < 70 else 1900))
    if group["dd"]:
        return _checked(Found(start, end, _year(group["dy"]), months()[group["dm"].lower()], int(group["dd"])))
    if group["mm"]:
        return _checked(Found(start, end, _year(group["my"]), months()[group["mm"].lower()], int(group["md"])))
    return Found(start, end, int(group["oy"]), months()[group["om"].lower()], None)


def _year(text: str | None) -> int | None:
    return int(text) if text else None


def _numeric(start: int, end: int, first: int, second: int, year: int) -> Found | None:
    if second > 12:
        return _checked(Found(start, end, year, first, second))
    return _checked(Found(start, end, year, second, first, swap=first <= 12 and first != second))


def _checked(found: Found) -> Found | None:
    return found if 1 <= found.month <= 12 and found.day is not None and 1 <= found.day <= 31 else None
