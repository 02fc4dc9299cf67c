"""When a document was published, with the words that say so. Evidence is ranked, never invented; what nothing says stays None."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from demarche.clean.choose import PREFIX, PREFIX_LINES, Chosen
from demarche.clean.date_lines import Mark, dateline_date, head_marks, tail_marks
from demarche.clean.date_order import ordered
from demarche.clean.dates import Found, find_dates
from demarche.clean.html_layout import Page
from demarche.clean.words import load
from demarche.intake import Decoded

JSON_LD = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{4,60})"')
ISO = re.compile(r"\s*((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
PARTIAL_ISO = re.compile(r"\s*((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?)\s*$")
ADDRESS = re.compile(r"[/_-]((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)")
COPYRIGHT_YEAR = re.compile(r"(?:©|\(c\)|copyright)[^\d\n]{0,40}(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)", re.I)
LIKE_PUBLISHED = re.compile(r"date|publi|issued|releas|created")
UNLIKE_PUBLISHED = re.compile(r"modif|updat|expir|valid|until|copyright|review|event|start|end\b|birth|last|crawl|fetch")
MONTH_FIRST = frozenset({"ms.date"})
"""Metadata whose numeric dates are month first by its own convention."""


class Evidence(NamedTuple):
    """``published`` (EDTF), where it was found, and the words."""

    published: str
    origin: str
    words: str


def date_of(page: Page, chosen: Chosen, result: Decoded, lang: str, url: str | None) -> Evidence | None:
    """The best evidence for the day of publication: what carries the document, the page's metadata, a line that says so, the dateline,
    the address, a crawler's prefix, in that order. Of published and updated the first counts."""
    for found in (_carried(result), _metadata(page), _time_mark(page, chosen), _written(page, chosen, result, lang, url)):
        if found is not None:
            return found
    return None


def _carried(result: Decoded) -> Evidence | None:
    value = edtf(result.published or "")
    return Evidence(value, result.published_from or "field", result.published_words or value) if value else None


def edtf(text: str, month_first: bool = False) -> str | None:
    """A machine-written date as EDTF: ISO 8601 first, whole or to the month or year, then whatever is unambiguous."""
    iso = ISO.match(text)
    if iso:
        return "-".join(iso.groups())
    partial = PARTIAL_ISO.match(text)
    if partial:
        return partial.group(1)
    for found in find_dates(text[:80]):
        if month_first and found.swap and found.day and found.year:
            return f"{found.year:04d}-{found.day:02d}-{found.month:02d}"
        return found.edtf
    return None


def _metadata(page: Page) -> Evidence | None:
    for script in page.json_ld:
        found = JSON_LD.search(script)
        if found and (value := edtf(found.group(1))):
            return Evidence(value, "metadata", found.group(1))
    named: dict[str, str] = {}
    for name, content in page.metas:
        named.setdefault(name, content)
    for name in load("dates")["meta_published"] if named else ():
        value = edtf(named[name], name in MONTH_FIRST) if name in named else None
        if value:
            return Evidence(value, "metadata", named[name])
    for name, content in named.items():
        if LIKE_PUBLISHED.search(name) and not UNLIKE_PUBLISHED.search(name) and (value := edtf(content)):
            return Evidence(value, "metadata", content)
    return None


def _time_mark(page: Page, chosen: Chosen) -> Evidence | None:
    """A time element that calls itself the publication's, or the first one above the text."""
    limit = chosen.items[chosen.start].block.raw if chosen.start < len(chosen.items) else 0
    for mark in sorted(page.times, key=lambda mark: (not mark.published, mark.raw)):
        if (mark.published or mark.raw < limit) and (value := edtf(mark.value)):
            return Evidence(value, "time", mark.value)
    return None


def _written(page: Page, chosen: Chosen, result: Decoded, lang: str, url: str | None) -> Evidence | None:
    """What the text itself, its address and a crawler's prefix say, taken together."""
    prefix = _prefix(chosen)
    address = _address(page, url)
    marks = sorted(_marks(chosen), key=lambda mark: mark.rank)
    for mark in marks:
        value = _resolved(mark, page, chosen, result, lang, address or prefix)
        if value:
            return Evidence(value, mark.origin, mark.words)
    return address or _modified(page) or prefix


def _marks(chosen: Chosen) -> Iterator[Mark]:
    yield from head_marks(chosen)
    yield from dateline_date(chosen)
    yield from tail_marks(chosen)


def _resolved(mark: Mark, page: Page, chosen: Chosen, result: Decoded, lang: str, hint: Evidence | None) -> str | None:
    found = mark.found
    if found.swap:
        return ordered(found, page, chosen, lang)
    if found.year is not None:
        return found.edtf
    year = _year_for(mark, page, result, hint)
    return found._replace(year=year).edtf if year and found.day else None


def _year_for(mark: Mark, page: Page, result: Decoded, hint: Evidence | None) -> int | None:
    """The year of a day and month, only where the document gives it: address or prefix, a copyright line that fits the weekday."""
    if hint is not None and _may_share_year(mark.found, hint):
        return int(hint.published[:4])
    if mark.weekday is None:
        return None
    years = {int(value[:4]) for _, value in page.metas if ISO.match(value)} | {int(year) for year in COPYRIGHT_YEAR.findall(result.text)}
    fits = [year for year in sorted(years) if _weekday(year, mark.found) == mark.weekday]
    return fits[0] if len(fits) == 1 else None


def _may_share_year(found: Found, hint: Evidence) -> bool:
    """An address without a day must name the month of the line; a crawler came in that month or later."""
    if hint.origin == "url":
        return hint.published[5:] == f"{found.month:02d}"
    return int(hint.published[5:7] or 13) >= found.month


def _weekday(year: int, found: Found) -> int | None:
    try:
        return date(year, found.month, found.day or 1).weekday()
    except ValueError:
        return None


def _address(page: Page, url: str | None) -> Evidence | None:
    addresses = [url, page.canonical, *(content for name, content in page.metas if name in ("og:url", "twitter:url"))]
    for address in addresses:
        found = ADDRESS.search(address) if address else None
        if found:
            return Evidence("-".join(part for part in found.groups() if part), "url", found.group().strip("/_-"))
    return None


def _modified(page: Page) -> Evidence | None:
    for name in load("dates")["meta_modified"]:
        for key, content in page.metas:
            if key == name and (value := edtf(content)):
                return Evidence(value, "metadata-modified", content)
    return None


def _prefix(chosen: Chosen) -> Evidence | None:
    for item in chosen.items[:PREFIX_LINES]:
        found = PREFIX.match(item.text + " ") if item.reason == "prefix" else None
        if found:
            return Evidence(found.group(1), "prefix", found.group().strip())
    return None
