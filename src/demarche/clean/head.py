"""The top of a document: which line is the title, and which lines around it are mastheads, menus, bylines and dates."""

from __future__ import annotations

import re
from functools import cache

from demarche.clean.dates import find_dates
from demarche.clean.items import Item
from demarche.clean.lines import folded, is_name_row, mostly_names, plain, words
from demarche.clean.phrases import is_agency, lexicon
from demarche.clean.words import load

AFTER_TITLE = frozenset({"share", "reading", "caption", "byline"})
"""What pages put below a headline."""
STEM = 5
"""Letters of a word that are compared: enough to tell words apart, few enough to pass over inflection."""
BODY_ITEMS = 30
MIN_SHARED = 0.5
"""Score from which a line above the best one is the headline and the best one its subtitle."""
LONG, FIRST, OVER_BYLINE, REPEATED, BELOW_DATE = 0.3, 0.15, 0.25, 0.5, 0.15
"""What it adds to a line's score to have a headline's length, to come first, to stand over a byline, to be repeated, and what it takes
away to stand below a date."""
NAMES = 0.3
"""What it takes away from a line that is mostly capitalised words: a masthead, a menu, a letterhead."""
RUBRIC = 0.17
"""What is left of the score of a line of few words."""
MASTHEAD = frozenset({"menu", "cookie", "newsletter", "paywall", "app", "related", "share", "comments"})
"""Reasons that show the top of a page rather than the letterhead of a document."""
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
    masthead = any(item.reason in MASTHEAD for item in head[: title or 0])
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
    return _title_of_text(items, candidates, start)


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
    """The line above the text that shares most words with it; of unbroken lines that share enough, the first."""
    scores = _title_scores(items, [index for index in candidates if index < start], start)
    if not scores:
        return None
    best = max(scores, key=lambda index: (scores[index], -index))
    for index in range(best - 1, -1, -1):
        if items[index].reason or items[index].count < MIN_TITLE_WORDS or scores.get(index, 0.0) < MIN_SHARED:
            break
        best = index
    return best


def _title_scores(items: list[Item], candidates: list[int], start: int) -> dict[int, float]:
    """How well each line would do as the headline: the part of its words that the text has, and where it stands."""
    known = _stems(" ".join(item.text for item in items[start : start + BODY_ITEMS]))
    dated = next((index for index, item in enumerate(items[:start]) if item.reason == "byline"), start)
    rows = [index for index in candidates if not is_name_row(items[index].text)]
    return {index: _title_score(items, index, known, index == rows[0], index > dated) for index in rows}


def _title_score(items: list[Item], index: int, known: set[str], first: bool, dated: bool) -> float:
    own = _stems(items[index].text)
    below = items[index + 1 : index + 3]
    score = len(own & known) / len(own) if own else 0.0
    score -= NAMES * mostly_names(items[index].text)
    score += LONG + FIRST * first + OVER_BYLINE * any(item.reason in AFTER_TITLE for item in below) - BELOW_DATE * dated
    if items[index].count < MIN_TITLE_WORDS or folded(items[index].text) in lexicon().rubrics:
        score *= RUBRIC
    return score + REPEATED * any(_same(items[index].text, item.text) for item in below)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in words(plain(text)) if len(word) >= STEM - 1}


def _before_title(item: Item, masthead: bool) -> str:
    if masthead or item.block.tag or is_name_row(item.text):
        return "menu"
    return "rubric" if folded(item.text) in lexicon().rubrics else ""


def _same(first: str, second: str) -> bool:
    return folded(first) == folded(second)
