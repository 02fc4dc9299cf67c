"""The top of a document: which line is the title, and which lines around it are mastheads, menus, bylines and dates."""

from __future__ import annotations

import re
from functools import cache

from demarche.clean.dates import find_dates
from demarche.clean.items import Item
from demarche.clean.lines import folded, words
from demarche.clean.phrases import is_agency, lexicon
from demarche.clean.words import load

BEFORE_TITLE = frozenset({"menu", "cookie", "newsletter", "app", "paywall", "ad", "related", "footer", "comments"})
"""What pages put above a headline: a line after it starts the search anew."""
AFTER_TITLE = frozenset({"share", "reading", "caption", "byline"})
"""What pages put below a headline: a line after it is no headline any more."""
NO_TITLE = 4
MIN_NAMED = 12
"""Characters from which a line found within the page's title is the headline and not one word of it."""
MAX_TITLE_WORDS = 35
MIN_TITLE_WORDS = 4
MAX_HEAD = 200
"""Lines from the top within which a document's head ends; a longer one is a list, not a head."""
MAX_BYLINE = 300
MAX_BYLINE_WORDS = 6
"""Words that a date line may hold beside its dates and times."""
SPOKEN = re.compile(r"[\[(>/]|[A-ZÀ-Þ0-9 .()/]{4,40}:\s")
"""Stage directions, addresses and speakers' labels: no headline begins so."""
CLOCK = re.compile(r"\b\d{1,2}\s?(?:[:.h]\s?\d{2}|[Hh]\d{2})\b|\b\d{1,2}\s?h\b")


def body_start(items: list[Item]) -> int:
    """The index of the first running text that is not foreign, below a page's main heading; the number of items where there is none."""
    main = next((index for index, item in enumerate(items) if item.block.tag == "h1" and not item.reason), 0)
    for index, item in enumerate(items[main:], main):
        if item.prose and not item.reason and item.label is None and not item.linked and item.block.tag not in ("h1", "h2"):
            return index
    return len(items)


def settle_head(items: list[Item], start: int, page_title: str | None) -> int | None:
    """Give every foreign line before ``start`` its reason and return the index of the title, or None."""
    head = items[: min(start, MAX_HEAD)]
    for item in head:
        item.reason = item.reason or _reason(item)
    title = _title(items, start, page_title)
    masthead = any(item.reason for item in head[: title or 0] if item.reason != "byline")
    for index, item in enumerate(head):
        if title is not None and index < title and not item.reason:
            item.reason = _before_title(item, masthead)
        elif title is not None and index > title and _same(item.text, items[title].text):
            item.reason = "doubled"
    return title


def _reason(item: Item) -> str:
    if item.block.tag == "h1":
        return ""
    if not item.prose and is_byline(item.text):
        return "byline"
    if item.label is not None and item.label.kind != "weak":
        return item.label.reason
    return "menu" if item.menu or item.linked else ""


def is_byline(text: str) -> bool:
    """True for a line that is little more than a date, a time and who wrote it."""
    if is_agency(text):
        return True
    if len(text) > MAX_BYLINE:
        return False
    spans = [(found.start, found.end) for found in find_dates(text)]
    clock = CLOCK.search(text)
    if not spans and not clock:
        return False
    rest = text
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    known = _line_words()
    left = [word for word in words(CLOCK.sub(" ", rest)) if not word.isdigit() and word.lower() not in known]
    return len(left) <= MAX_BYLINE_WORDS


def is_dated_byline(text: str) -> bool:
    """True for a byline that names agencies or a day and its year: certain enough below the first paragraph."""
    return is_byline(text) and (is_agency(text) or any(found.year for found in find_dates(text)))


@cache
def _line_words() -> frozenset[str]:
    dates = load("dates")
    single = {word for name in ("published", "updated") for phrase in dates[name] for word in phrase.split()}
    days = {name for names in dates["weekdays"].values() for name in names}
    return frozenset(single | days | set(dates["line_words"]))


def _title(items: list[Item], start: int, page_title: str | None) -> int | None:
    candidates = [index for index, item in enumerate(items[: min(start + 1, MAX_HEAD)]) if _may_be_title(item)]
    ranked = sorted((_title_rank(items[index], page_title or ""), index) for index in candidates)
    if ranked and ranked[0][0] < NO_TITLE:
        return ranked[0][1]
    return None if page_title and items[0].block.tag else _title_of_text(items, candidates, start)


def _title_rank(item: Item, page_title: str) -> int:
    """0 for the main heading, then a heading and any line that the page's own title repeats, then any other heading."""
    if item.block.tag == "h1":
        return 0
    named = len(item.text) >= MIN_NAMED and folded(item.text) in folded(page_title)
    if named:
        return 1 if item.heading else 2
    return 3 if item.heading else NO_TITLE


def _may_be_title(item: Item) -> bool:
    if item.reason or item.count > MAX_TITLE_WORDS:
        return False
    if item.block.tag == "h1":
        return True
    letters = item.count >= MIN_TITLE_WORDS or any(map(str.islower, item.text))
    return item.count > 0 and letters and not (item.prose and item.text.rstrip()[-1] == ".") and not SPOKEN.match(item.text)


def _title_of_text(items: list[Item], candidates: list[int], start: int) -> int | None:
    """The first line with enough words of the last unbroken run of lines before the text; else the longest of them."""
    run: list[int] = []
    for index in candidates:
        if index >= start:
            break
        between = {item.reason for item in items[(run[-1] if run else index) : index]} - {""}
        if between & AFTER_TITLE and any(items[old].count >= MIN_TITLE_WORDS for old in run):
            break
        run = [index] if between & BEFORE_TITLE else [*run, index]
    doubled = next((index for index in run if any(_same(items[index].text, items[other].text) for other in run if other > index)), None)
    if doubled is not None:
        return doubled
    long = [index for index in run if items[index].count >= MIN_TITLE_WORDS and folded(items[index].text) not in lexicon().rubrics]
    if long:
        return long[0]
    return max(run, key=lambda index: items[index].count) if run else None


def _before_title(item: Item, masthead: bool) -> str:
    if masthead or item.block.tag:
        return "menu"
    return "rubric" if folded(item.text) in lexicon().rubrics else ""


def _same(first: str, second: str) -> bool:
    return folded(first) == folded(second)
