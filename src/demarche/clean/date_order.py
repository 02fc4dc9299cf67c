"""Day first or month first: numeric dates such as 05/03/2024."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from demarche.clean.choose import Chosen
from demarche.clean.dates import Found
from demarche.clean.html_layout import Page
from demarche.clean.words import load

NUMERIC = re.compile(r"(?<!\d)(\d{1,2}[/.]\d{1,2})[/.](?:19|20)?\d\d(?!\d)")


def ordered(found: Found, page: Page, chosen: Chosen, lang: str) -> str:
    """A numeric date whose two numbers could change places. Only English pages are in doubt; the weekdays of the text may settle it."""
    day_first = f"{found.year:04d}-{found.month:02d}-{found.day:02d}"
    month_first = f"{found.year:04d}-{found.day:02d}-{found.month:02d}"
    if lang != "en":
        return day_first
    country = (page.lang or "")[3:5].upper()
    if country in load("dates")["month_first_countries"]:
        return month_first
    if country or _day_first_elsewhere(chosen):
        return day_first
    if _month_first_elsewhere(chosen):
        return month_first
    named = _weekdays_named(chosen)
    fits = [value for value in (day_first, month_first) if date.fromisoformat(value).weekday() in named]
    return fits[0] if len(fits) == 1 else f"{found.year:04d}"


def _numeric_dates(chosen: Chosen) -> Iterator[str]:
    for item in chosen.items:
        if not item.prose:
            yield from NUMERIC.findall(item.text)


def _day_first_elsewhere(chosen: Chosen) -> bool:
    return any(int(re.split("[/.]", text)[0]) > 12 for text in _numeric_dates(chosen))


def _month_first_elsewhere(chosen: Chosen) -> bool:
    return any(int(re.split("[/.]", text)[1]) > 12 for text in _numeric_dates(chosen))


def _weekdays_named(chosen: Chosen) -> set[int]:
    names = {name: number for number, all_names in load("dates")["weekdays"].items() for name in all_names if len(name) > 4}
    lead = " ".join(item.text for item in chosen.items[chosen.start : chosen.start + 3])
    return {names[word] for word in re.findall(r"[a-z]+", lead.lower()) if word in names}
