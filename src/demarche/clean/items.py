"""Blocks with what can be told of each before looking at its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.clean.blocks import Block
from demarche.clean.lines import SEPARATORS, is_headline_like, is_prose, segments, word_count
from demarche.clean.phrases import Label, is_menu, is_ticker, label_of
from demarche.clean.splitting import counter, dateline

LINKED = 0.8
"""Share of a block's characters inside links from which it is a link and not a text with a link in it."""
MAX_LINK_WORDS = 40


@dataclass(slots=True)
class Item:
    """A block under decision; ``reason`` stays empty while it is the article's."""

    block: Block
    prose: bool
    count: int
    label: Label | None
    menu: bool = False
    reason: str = ""
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def headline(self) -> bool:
        """True for an unmarked line that could be another article's headline."""
        return not self.prose and self.label is None and not self.heading and is_headline_like(self.text)

    @property
    def linked(self) -> bool:
        return self.block.link >= LINKED * len(self.block.text) and self.count <= MAX_LINK_WORDS

    @property
    def heading(self) -> bool:
        return self.block.tag in HEADINGS

    @property
    def agency(self) -> bool:
        """True where the line begins as an agency's item does: "TEHERAN (ANP/RTR) - ", "MOSKOU - "."""
        return bool(dateline().match(self.block.text) or PLACED.match(self.block.text))

    @property
    def aged(self) -> bool:
        """True for a line with the age of a news item ("12 minuten geleden")."""
        return not self.prose and bool(counter().search(self.block.text))


PLACED = re.compile(r"[A-ZÀ-Þ]{3,20}[A-ZÀ-Þ /'-]{0,20}\s?[-–—]\s(?=[\"'“„«‘]?[A-ZÀ-Þ])")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def item_of(block: Block, raw_text: str) -> Item:
    """Features of one block; ``raw_text`` is its stretch of the source, where wide gaps between menu entries still show."""
    prose = is_prose(block.text)
    parts = segments(raw_text if not block.tag and SEPARATORS.search(raw_text) else block.text)
    label = label_of(block.text, prose)
    return Item(
        block, prose, word_count(block.text), label, not prose and (is_menu(block.text, parts) or is_ticker(block.text)), block.zone, parts
    )
