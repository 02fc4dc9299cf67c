"""When a page's class names are not to be believed: a lead called teaser, a whole article inside a "related" wrapper."""

from __future__ import annotations

from collections import Counter

from demarche.clean.items import Item

MAX_SHARE = 0.5
"""Part of a page's running text that one zone may hold; above it the zone's name is taken for an accident."""
MIN_LEAD_WORDS = 8
LEAD_ZONES = frozenset({"related", "byline", "author", "ad", "tags", "aside"})
BETWEEN = frozenset({"byline", "caption", "share", "author", "tags", "ad"})
"""Zones that may stand between the main heading and the lead."""


def trust(items: list[Item]) -> None:
    """Take zones off blocks where the text itself says otherwise."""
    if any(item.block.zone for item in items):
        _big_zones(items)
        _lead(items)


def _big_zones(items: list[Item]) -> None:
    weight: Counter[str] = Counter()
    for item in items:
        if item.prose and item.block.zone != "silent" and item.label is None and not item.linked:
            weight[item.reason] += len(item.text)
    total = sum(weight.values())
    for zone, size in weight.items():
        if zone and size > MAX_SHARE * total:
            for item in items:
                if item.reason == zone:
                    item.reason = ""


def _lead(items: list[Item]) -> None:
    main = next((index for index, item in enumerate(items) if item.block.tag == "h1" and not item.reason), None)
    if main is None:
        return
    for item in items[main + 1 :]:
        if item.reason in LEAD_ZONES and item.prose and item.count >= MIN_LEAD_WORDS and item.label is None and not item.block.link:
            item.reason = ""
            return
        if item.reason not in BETWEEN or item.prose:
            return
