"""Dates in the lines around an article, with what the line calls them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from demarche.clean.choose import Chosen
from demarche.clean.dates import Found, find_dates, weekdays
from demarche.clean.head import MAX_BYLINE_WORDS, is_byline
from demarche.clean.items import Item
from demarche.clean.words import load

AFTER_START = 8
"""Lines after the first paragraph that may still be the byline (a lead stands before it)."""
LAST_LINES = 6
DATELINE_REACH = 70
"""Characters within which a dateline ends."""
PLACE = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’./-]*+[\s,]*+(?:(?:de|den|der|am|aan|sur|the|an|le|la|of|upon|bei|im)\s)?){1,7}(?:\([^()]{1,40}\)[\s,]*)?\(?$"
)
DASH = re.compile(r"(?:\s?\([^()]{1,40}\))?[^-–—.:()]{0,30}?(?:\s?[-–—]{1,2}\s|\)\s?[:.]\s|\.\s(?=[\"'“„«‘]?[A-ZÀ-Þ]))")
LONG_PARAGRAPH = 25
FOREIGN = frozenset({"prefix", "related", "comments", "cookie", "menu", "footer", "aside"})
SIGNS = re.compile(r"[|•·;–—(\[]")
BRACKETED = re.compile(r"\([^()]{6,60}\)\s*$")
WORD = re.compile(r"[^\W\d_]+")


class Mark(NamedTuple):
    """A date that a line gives: ``rank`` 0 is best, ``weekday`` the day of the week written beside it (Monday 0)."""

    rank: int
    found: Found
    origin: str
    words: str
    weekday: int | None = None


PUBLISHED, BYLINE, DATELINE, HEADING, UPDATED = range(5)


@cache
def _labels() -> tuple[tuple[str, int | None], ...]:
    dates = load("dates")
    ranked = [(name, PUBLISHED) for name in dates["published"]] + [(name, UPDATED) for name in dates["updated"]]
    return tuple(ranked + [(name, None) for name in dates["other"]])


def label_before(segment: str) -> tuple[bool, int | None]:
    """What the words before a date call it: (said anything, its rank or None for a date of something else)."""
    line = " ".join(segment.lower().split())
    best: tuple[int, int, int | None] | None = None
    for phrase, rank in _labels():
        at = line.rfind(phrase)
        end = at + len(phrase)
        if at < 0 or line[max(at - 1, 0) : at].isalnum() or line[end : end + 1].isalnum():
            continue
        if best is None or (end, len(phrase)) > best[:2]:
            best = (end, len(phrase), rank)
    return (False, None) if best is None else (True, best[2])


def line_marks(text: str, plain: int, months: bool = False) -> Iterator[Mark]:
    """The dates of one line; ``plain`` is the rank of a date that the line gives no name. ``months`` admits a bare month that ends it."""
    edge = 0
    for found in find_dates(text):
        segment = text[edge : found.start]
        edge = found.end
        said, rank = label_before(SIGNS.split(segment)[-1] if not segment.strip().endswith(("(", "[")) else segment)
        if said and rank is None:
            continue
        origin = "line" if said else ("byline" if plain == BYLINE else "heading")
        if not said and found.day is None and not (months and plain == BYLINE and found.start and found.end == len(text)):
            continue
        yield Mark(plain if not said or rank is None else rank, found, origin, text[found.start : found.end], _weekday(segment))


def _weekday(segment: str) -> int | None:
    words = WORD.findall(segment.lower())
    return weekdays().get(words[-1]) if words else None


def head_marks(chosen: Chosen) -> Iterator[Mark]:
    """Dates above the text and just below its lead."""
    top = _first_long(chosen)
    for index, item in enumerate(chosen.items[: max(top, chosen.start) + AFTER_START]):
        if item.reason in FOREIGN and not _dated_menu(index, item, chosen):
            continue
        byline = is_byline(item.text)
        if item.prose and index < top:
            yield from (
                mark
                for mark in line_marks(item.text, HEADING)
                if (mark.found.day or mark.origin == "line") and item.text[mark.found.end :][:1] in ("", ".")
            )
        elif not item.prose and (index < top or byline):
            yield from line_marks(item.text, BYLINE if byline else HEADING, months=index < chosen.start)


def _first_long(chosen: Chosen) -> int:
    """The index of the first paragraph that is too long for a lead or a note."""
    long = (index for index, item in enumerate(chosen.items) if index >= chosen.start and not item.reason and item.count >= LONG_PARAGRAPH)
    return next(long, chosen.start)


def _dated_menu(index: int, item: Item, chosen: Chosen) -> bool:
    return item.reason == "menu" and index < chosen.start and any(found.year and found.day for found in find_dates(item.text))


def tail_marks(chosen: Chosen) -> Iterator[Mark]:
    """Dates below the text: only where a line calls them the publication's, or signs a statement with place and day."""
    rest = chosen.items[chosen.start + AFTER_START :]
    for item in rest:
        if not item.prose and item.reason in ("", "byline", "share", "reading") and is_byline(item.text):
            yield from (mark for mark in line_marks(item.text, HEADING) if mark.origin == "line")
    for item in chosen.items[max(chosen.start + 1, len(chosen.items) - 2) :]:
        bracketed = BRACKETED.search(item.text)
        if bracketed and item.count <= MAX_BYLINE_WORDS + 4:
            yield from line_marks(bracketed.group(), HEADING)
    for item in [item for item in rest if not item.reason][-LAST_LINES:]:
        if not item.prose and is_byline(item.text) and not item.text[:1].isdigit():
            yield from (mark for mark in line_marks(item.text, HEADING) if mark.found.year and mark.found.day)


def dateline_date(chosen: Chosen) -> Iterator[Mark]:
    """The date of a dateline: "WASHINGTON, July 19, 2021 -", "Potsdam, 30. Mai 2024.", "PARIS, 26 sept 2019 (AFP) -"."""
    for item in chosen.items[chosen.start : chosen.start + 2]:
        for found in find_dates(item.text[:DATELINE_REACH]):
            before = item.text[: found.start]
            if item.prose and found.day and PLACE.match(before) and DASH.match(item.text, found.end):
                yield Mark(DATELINE, found, "dateline", item.text[: found.end], _weekday(before))
            break
