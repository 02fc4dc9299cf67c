"""Plain text to blocks: one block a line, hard-wrapped lines joined to paragraphs."""

from __future__ import annotations

import re

from demarche.clean.blocks import SPECIAL_TEXT, Block, Builder

LINE = re.compile(r"[^\n\r\v\f\u2028\u2029\x85]+")


def blocks_of(text: str, wrapped: bool = False) -> list[Block]:
    """The lines of ``text`` that hold something readable, each with the number of blank lines before it."""
    builder = Builder(text, SPECIAL_TEXT)
    blocks: list[Block] = []
    end = 0
    for found in LINE.finditer(text):
        gap = text.count("\n", end, found.start()) or text.count("\r", end, found.start())
        builder.add(found.start(), found.end())
        block = builder.block(gap=gap)
        if block is not None:
            blocks.append(block)
            end = found.end()
    return blocks
