"""Which ``article`` or ``main`` element of a page holds the article; what stands outside it is another part of the page."""

from __future__ import annotations

from collections import Counter

from demarche.clean.items import Item

MIN_SHARE = 0.6
"""Part of the fullest element's running text that an element must hold to be the article: less is one post of many, or a teaser."""
MIN_TOTAL = 0.5
"""Part of the page's running text that the chosen element must hold; below it the page's elements say nothing."""
MAX_ABOVE = 8
"""Blocks between the main heading and the element among which a lead may stand."""


def main_scope(items: list[Item]) -> int | None:
    """The number of the innermost element that holds most of the running text, or None when no element does."""
    weight: Counter[int] = Counter()
    total = 0
    for item in items:
        if item.prose and not item.reason and item.label is None and not item.linked:
            total += len(item.text)
            weight.update(dict.fromkeys(item.block.scopes, len(item.text)))
    full = max(weight.values(), default=0)
    if full < MIN_TOTAL * total or not full:
        return None
    return max(scope for scope, size in weight.items() if size >= MIN_SHARE * full)


def leave_outside(items: list[Item]) -> None:
    """Mark what stands outside the article's element; headings above it and a lead between heading and element stay."""
    scope = main_scope(items)
    if scope is None:
        return
    inside = [index for index, item in enumerate(items) if scope in item.block.scopes]
    first, last = inside[0], inside[-1]
    heading = next((index for index in range(first, -1, -1) if items[index].block.tag == "h1"), first)
    for index, item in enumerate(items):
        if item.reason or scope in item.block.scopes:
            continue
        if index > last:
            item.reason = item.label.reason if item.label else "outside"
        elif index < heading or not (item.block.tag == "h1" or first - heading <= MAX_ABOVE):
            item.reason = item.label.reason if item.label else "menu"
