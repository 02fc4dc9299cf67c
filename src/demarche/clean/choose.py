"""Which blocks are the article's own, and why the others are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.clean.blocks import Block
from demarche.clean.body import Walk
from demarche.clean.groups import settle_groups
from demarche.clean.head import body_start, settle_head
from demarche.clean.html_layout import Page
from demarche.clean.items import HEADINGS, Item, item_of
from demarche.clean.scope import leave_outside
from demarche.clean.splitting import at, split_counters, split_glued_byline, split_inserts, split_items
from demarche.clean.trust import keep_lead, settle_zones
from demarche.model import Removed

PREFIX = re.compile(r"date (\d{4}(?:-\d\d){0,2})(?!\d)\s?")
"""The mark that some crawls put before a text: " date 2022-07"."""

PREFIX_LINES = 4
HEAD_LINES = 15
"""Lines from the top among which a headline with a glued byline is looked for."""


@dataclass(slots=True)
class Chosen:
    """The blocks that stay, in order, and what was taken out. ``title`` is the first of them when the document has one."""

    kept: list[Block] = field(default_factory=list)
    title: Block | None = None
    removed: list[Removed] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    start: int = 0


def choose(page: Page, source: str) -> Chosen:
    """Decide on every block of ``page``; ``source`` is the decoded text that the blocks come from."""
    items = [item_of(block, source[block.raw : block.raw_end]) for block in _blocks(page)]
    _mark_prefix(items)
    keep_lead(items)
    leave_outside(items)
    start = body_start(items)
    title = settle_head(items, start, page.title.text if page.title else None)
    Walk(items, start).run()
    settle_groups(items, start)
    kept = [item.block for item in items if not item.reason]
    return Chosen(kept, items[title].block if title is not None else None, _removed(items), items, start)


def _blocks(page: Page) -> list[Block]:
    made: list[Block] = []
    settle_zones(page.blocks)
    for index, block in enumerate(page.blocks):
        prefix = PREFIX.match(block.text) if index < PREFIX_LINES and not block.tag else None
        for piece in at(block, prefix.end()) if prefix else [block]:
            made.extend(_apart(piece, index))
    return made


def _apart(block: Block, index: int) -> list[Block]:
    """``block`` cut where a page glued together what belongs apart."""
    if block.zone or block.tag in HEADINGS:
        return [block]
    pieces = split_glued_byline(block) if index < HEAD_LINES and not block.tag else [block]
    for split in (split_items, split_counters, split_inserts):
        pieces = [part for piece in pieces for part in split(piece)]
    return pieces


def _mark_prefix(items: list[Item]) -> None:
    for item in items[:PREFIX_LINES]:
        if not item.block.tag and PREFIX.fullmatch(item.text + " "):
            item.reason = "prefix"


def _removed(items: list[Item]) -> list[Removed]:
    """The foreign stretches; neighbours with one reason are one."""
    removed: list[Removed] = []
    for item in items:
        if not item.reason:
            continue
        if removed and removed[-1].reason == item.reason and item is not items[0]:
            previous = removed.pop()
            removed.append(Removed(previous.raw, max(previous.raw_end, item.block.raw_end), item.reason))
        else:
            removed.append(Removed(item.block.raw, item.block.raw_end, item.reason))
    return removed
