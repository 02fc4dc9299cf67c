"""Foreign matter that only shows in a group: rows of headlines nobody announced, a page's last list, names over a picture's credit."""

from __future__ import annotations

from demarche.clean.body import LONG_PARAGRAPH
from demarche.clean.items import Item
from demarche.clean.lines import ends_sentence
from demarche.clean.phrases import MAX_OPENER_WORDS

MAX_CREDIT_WORDS = 6
PAGE_SIGNS = frozenset(
    {"menu", "cookie", "newsletter", "share", "ad", "paywall", "related", "comments", "footer", "tags", "reading", "app", "aside"}
)
"""Reasons that show a text to come from a page with more on it than the article."""
TAIL_SIGNS = frozenset({"related", "newsletter", "comments", "tags", "footer", "aside", "paywall", "app"})
MIN_CARDS = 2
TABLE = frozenset({"td", "th", "dt", "dd"})


def settle_groups(items: list[Item], start: int) -> None:
    """Mark what belongs together with foreign items found so far, and lists that only their shape gives away."""
    _pull(items)
    page = any(item.reason in PAGE_SIGNS for item in items)
    _headlines(items, start, 2 if page else 3)
    _trailing_list(items, start)
    _cards(items, start)
    _tail(items)


def _pull(items: list[Item]) -> None:
    """A download's or picture's bare mark takes the name above it with it."""
    first_long = next(
        (index for index, item in enumerate(items) if item.prose and item.count >= LONG_PARAGRAPH and not item.reason), len(items)
    )
    for index in range(len(items) - 1, 1, -1):
        item, above = items[index], items[index - 1]
        credit = item.reason == "caption" and item.count <= MAX_CREDIT_WORDS and index <= first_long
        named = not above.reason and not above.prose and not above.heading and not ends_sentence(above.text)
        if named and (credit or item.reason == "downloads"):
            above.reason = item.reason


def _headlines(items: list[Item], start: int, least: int) -> None:
    """At least so many headlines in a row, with the line that announces them; where nothing else shows a page, only below the text."""
    last_prose = max((index for index, item in enumerate(items) if item.prose and not item.reason), default=-1)
    index, above = start, None
    while index < len(items):
        end = _group_end(items, index)
        if (
            end - index >= least
            and (least == 2 or index > last_prose)
            and not _is_announced(above)
            and _may_be_foreign(items, index, end, last_prose)
        ):
            for item in items[_announcement(items, index, start) : end]:
                item.reason = item.reason or "related"
        for item in items[index : max(end, index + 1)]:
            above = item if not item.reason else above
        index = max(end, index + 1)


def _group_end(items: list[Item], index: int) -> int:
    """Where a run of headlines ends; a shorter line between two of them is one too."""
    end = index
    while end < len(items) and not items[end].reason and (items[end].headline or _is_between(items, index, end)):
        end += 1
    return end


def _is_between(items: list[Item], index: int, end: int) -> bool:
    item = items[end]
    if end == index or end + 1 >= len(items) or item.prose or item.heading or ends_sentence(item.text):
        return False
    return items[end + 1].headline and not items[end + 1].reason


def _is_announced(above: Item | None) -> bool:
    """True where the article itself announces a list."""
    if above is None:
        return False
    sign = above.text.rstrip()[-1:]
    return sign == ":" or (sign == "?" and not above.prose) or above.block.tag in ("li", "dt", "th")


def _may_be_foreign(items: list[Item], index: int, end: int, last_prose: int) -> bool:
    if items[index].block.tag and last_prose >= end:
        return False
    return not any(item.block.tag in TABLE for item in items[index:end])


def _announcement(items: list[Item], index: int, start: int) -> int:
    above = items[index - 1]
    opens = index > start and not above.reason and not above.prose and above.count <= MAX_OPENER_WORDS
    return index - 1 if opens and not ends_sentence(above.text) else index


def _trailing_list(items: list[Item], start: int) -> None:
    """A page's last list, after the last paragraph, is of other pages unless the paragraph announces it; so is all under a last heading."""
    last = next((index for index in range(len(items) - 1, start, -1) if items[index].prose and not items[index].reason), None)
    if last is None or items[last].block.tag in ("", "li") or items[last].text.rstrip().endswith(":"):
        return
    rest = [item for item in items[last + 1 :] if not item.reason]
    rest = rest[next((index for index, item in enumerate(rest) if item.heading), 0) :]
    plain = all(item.heading or (not ends_sentence(item.text) and item.text[-1:] not in ";,") for item in rest)
    if len(rest) > 1 and plain and (rest[0].heading or all(item.block.tag == "li" for item in rest)):
        for item in rest:
            item.reason = "related"


def _cards(items: list[Item], start: int) -> None:
    """Linked headings with a summary each, two or more of them to the end of the page, are other articles."""
    cards = [index for index, item in enumerate(items) if index > start and item.heading and item.linked]
    edges = [*cards, len(items)]
    first = len(cards)
    while first > 0 and sum(item.prose and not item.reason for item in items[edges[first - 1] : edges[first]]) <= 1:
        first -= 1
    if len(cards) - first >= MIN_CARDS:
        for item in items[edges[first] :]:
            item.reason = item.reason or "related"


def _tail(items: list[Item]) -> None:
    """Below the last paragraph nothing is the article's any more once something foreign has stood there."""
    last = max((index for index, item in enumerate(items) if item.prose and not item.reason), default=len(items))
    foreign = False
    for item in items[last + 1 :]:
        foreign = foreign or item.reason in TAIL_SIGNS
        if foreign and not item.reason:
            item.reason = "outside"
