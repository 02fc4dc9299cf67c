"""Plain text to blocks: one block a line; hard-wrapped lines joined to paragraphs, the furniture of printed pages set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from demarche.clean.blocks import SPECIAL_TEXT, Block, Builder, merged
from demarche.clean.lines import WORD, ends_sentence

LINE = re.compile(r"[^\n\r\v\f\u2028\u2029\x85]+")
DIGITS = re.compile(r"\d+")
LISTED = re.compile(r"(?:[-–—•*·▪■◦>]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)")
PAGE_NUMBER = re.compile(r"\W*(?:\w{1,8}\W+)?\d{1,4}(?:\W+(?:\w{1,4}\W+)?\d{1,4})?\W*")
EDGE_LINES = 3
"""Lines at the top and at the foot of a printed page among which headers, footers and page numbers stand."""
MIN_LINES = 8
MIN_WIDTH, MAX_WIDTH = 40, 120
MIN_CONTINUED = 0.25
"""Part of the line breaks after which a small letter goes on, from which a text counts as hard-wrapped."""
FULL = 0.72
"""Part of the usual line length below which a line was ended on purpose."""


def blocks_of(text: str, wrapped: bool = False) -> list[Block]:
    """The lines of ``text`` that hold something readable, each with the number of blank lines before it.

    ``wrapped`` says that lines break within sentences (printed pages); otherwise that is found out.
    """
    lines = list(_lines(text))
    if "\f" in text:
        _mark_furniture(text, lines)
    if not wrapped and not is_wrapped(lines):
        return lines
    furniture = [line for line in lines if line.zone]
    return sorted([*_paragraphs([line for line in lines if not line.zone]), *furniture], key=attrgetter("raw"))


def _lines(text: str) -> Iterator[Block]:
    builder = Builder(text, SPECIAL_TEXT)
    end = 0
    for found in LINE.finditer(text):
        breaks = text.count("\n", end, found.start()) or text.count("\r", end, found.start())
        builder.add(found.start(), found.end())
        block = builder.block(gap=max(breaks - 1, 0))
        if block is not None:
            yield block
            end = found.end()


def is_wrapped(lines: list[Block]) -> bool:
    """True where lines of even width break within sentences."""
    long = [line for line in lines if len(line.text) >= MIN_WIDTH]
    if len(long) < MIN_LINES or any(len(line.text) > MAX_WIDTH for line in lines):
        return False
    breaks = [(above, below) for above, below in pairwise(lines) if not below.gap and len(above.text) >= MIN_WIDTH]
    return sum(below.text[0].islower() for _, below in breaks) >= MIN_CONTINUED * max(len(breaks), 1)


def _paragraphs(lines: list[Block]) -> Iterator[Block]:
    if not lines:
        return
    width = sorted(len(line.text) for line in lines)[int(0.9 * (len(lines) - 1))]
    counts = Counter(word for line in lines for word in WORD.findall(line.text))
    known = {word for word, count in counts.items() if count > 1}
    run = [lines[0]]
    for above, below in pairwise(lines):
        if not _goes_on(above, below, width):
            yield merged(run, known)
            run = []
        run.append(below)
    yield merged(run, known)


def _goes_on(above: Block, below: Block, width: int) -> bool:
    """True where ``below`` continues the sentence or paragraph of ``above``."""
    if below.gap or LISTED.match(below.text):
        return False
    if below.text[0].islower():
        return True
    full = len(above.text) >= FULL * width
    return full and not (ends_sentence(above.text) and len(above.text) < 0.9 * width)


def _mark_furniture(text: str, lines: list[Block]) -> None:
    """Give headers, footers and page numbers that come again on other pages the zone ``page``."""
    pages: dict[int, list[Block]] = {}
    at = page = 0
    for line in lines:
        page += text.count("\f", at, line.raw)
        at = line.raw
        pages.setdefault(page, []).append(line)
    edges = [line for page_lines in pages.values() for line in page_lines[:EDGE_LINES] + page_lines[-EDGE_LINES:]]
    seen = Counter(DIGITS.sub("#", line.text) for line in {id(line): line for line in edges}.values())
    for line in edges:
        again = seen[DIGITS.sub("#", line.text)] >= max(2, len(pages) / 2)
        if len(pages) > 1 and (again or PAGE_NUMBER.fullmatch(line.text)):
            line.zone = "page"
