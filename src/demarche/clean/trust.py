"""Which of a page's own names are to be believed: a wrapper called "with-sidebar" holds the article, a lead may be called teaser."""

from __future__ import annotations

from collections import Counter

from demarche.clean.blocks import Block
from demarche.clean.items import Item
from demarche.clean.lines import ends_sentence

MAX_SHARE = 0.5
"""Part of a page's running text that one foreign element may hold; above it its name is taken for an accident."""
CERTAIN = frozenset({"comments", "footer", "cookie"})
"""Names that are believed however much text they hold: readers write more than the paper."""
MIN_SENTENCE = 60
"""Characters from which a block that ends like a sentence counts as running text here."""
MIN_LEAD_WORDS = 8
LEAD_ZONES = frozenset({"related", "byline", "author", "ad", "tags", "aside"})
BETWEEN = frozenset({"byline", "caption", "share", "author", "tags", "ad"})
"""Zones that may stand between the main heading and the lead."""


def settle_zones(blocks: list[Block]) -> None:
    """Give every block of a page the outermost of its foreign elements that is believed."""
    if not any(block.zones for block in blocks):
        return
    held: Counter[int] = Counter()
    headed: set[int] = set()
    total = 0
    for block in blocks:
        size = len(block.text) if len(block.text) >= MIN_SENTENCE and not block.link and ends_sentence(block.text) else 0
        total += size
        for number, _ in block.zones:
            held[number] += size
            if block.tag == "h1":
                headed.add(number)
    accidents = {number for number, size in held.items() if size > MAX_SHARE * total or (size and number in headed)}
    for block in blocks:
        believed = (zone for number, zone in block.zones if number not in accidents or (zone in CERTAIN and number not in headed))
        block.zone = next(believed, "")


def keep_lead(items: list[Item]) -> None:
    """Take a foreign name off the lead: the first sentence under the main heading."""
    main = next((index for index, item in enumerate(items) if item.block.tag == "h1" and not item.reason), None)
    if main is None:
        return
    for item in items[main + 1 :]:
        if item.reason in LEAD_ZONES and item.prose and item.count >= MIN_LEAD_WORDS and item.label is None and not item.block.link:
            item.reason = ""
            return
        if item.reason not in BETWEEN or item.prose:
            return
