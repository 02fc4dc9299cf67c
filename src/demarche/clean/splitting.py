"""Cuts within a line: what pages glue together although it belongs apart."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from demarche.clean.blocks import Block
from demarche.clean.dates import find_dates
from demarche.clean.words import languages, load
from demarche.model import Edit

MAX_GLUED = 400
MIN_HEADLINE = 20
"""Characters before which no headline ends."""
SENTENCE_END = re.compile(r"[.!?][\"”»)]?(?=\s[\"“„«(]?[A-ZÀ-Þ])|[\])](?=\s)")
SENTENCE_STOP = re.compile(r"[.!?][\"”»)]?(?=\s|\d)")


@cache
def counter() -> re.Pattern[str]:
    """ "8 minuten geleden", "vor 4 Minuten", "il y a 2 heures", "3h ago": the age of a news item."""
    choices = []
    for code in languages():
        ago = load(code)["ago"]
        unit = "|".join(sorted(map(re.escape, ago["unit"]), key=len, reverse=True))
        before = "|".join(map(re.escape, ago["before"]))
        after = "|".join(map(re.escape, ago["after"]))
        choices.append(rf"\b(?:{before})\s\d{{1,3}}\s?(?:{unit})(?![a-zà-þ])" if before else rf"\b\d{{1,3}}\s?(?:{unit})\s(?:{after})")
    return re.compile("|".join(choices), re.I)


@cache
def dateline() -> re.Pattern[str]:
    """ "TEHERAN (ANP/RTR) - ", "Berlin (dpa) - ": the start of an agency item."""
    agencies = "|".join(re.escape(name) for code in languages() for name in load(code)["agencies"])
    word = r"[A-ZÀ-Þ][\w'’]{0,30}"
    place = rf"(?<![A-ZÀ-Þ0-9.]){word}(?:[ /-]{word}){{0,4}}"
    return re.compile(
        rf"{place}(?:,?\s[^()\n]{{0,20}}\d[^()\n]{{0,12}})?\s?\((?i:(?:{agencies})(?:\s?[/,]\s?[\w.-]{{2,12}}){{0,3}})\)\s?[-–—:]\s"
    )


def part(block: Block, start: int, end: int) -> Block | None:
    """``block.text[start:end]`` as a block of its own, without white space at its ends."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        return None
    end = start + len(text)
    runs = [_cut(run, start, end) for run in block.runs if run.start < end and run.start + run.length > start]
    last = runs[-1]
    return Block(
        text,
        runs,
        runs[0].raw,
        last.raw + last.raw_length,
        block.tag,
        block.gap,
        min(block.link, len(text)),
        block.zone,
        block.scopes,
        block.zones,
    )


def _cut(run: Edit, start: int, end: int) -> Edit:
    left, right = max(run.start, start), min(run.start + run.length, end)
    if run.length != run.raw_length:
        return Edit(left - start, right - left, run.raw, run.raw_length)
    return Edit(left - start, right - left, run.raw + left - run.start, right - left)


def at(block: Block, *offsets: int) -> list[Block]:
    """``block`` cut at ``offsets`` of its text."""
    edges = [0, *sorted(offsets), len(block.text)]
    made = (part(block, left, right) for left, right in pairwise(edges))
    return [piece for piece in made if piece is not None]


def split_counters(block: Block) -> list[Block]:
    """A counter glued to the item after it ("8 minuten geledenTEHERAN (ANP) - ...") becomes a line of its own."""
    found = counter().match(block.text)
    if found and found.end() < len(block.text) and block.text[found.end()].isupper():
        return at(block, found.end())
    return [block]


@cache
def _glue() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in load("dates")["glued"])
    return re.compile(
        rf"(?:(?<=[a-zß-ÿ0-9)])|(?<=[\"'”»?!.])\s?|\s(?=\S{{1,20}}:?\s?\d{{1,2}}[.\s]))(?=(?:{names})(?:\s[A-ZÀ-Þ]|[\s:]{{1,3}}\d))"
    )


def split_glued_byline(block: Block) -> list[Block]:
    """A byline or date glued to a headline ("...festgenommenVon Redaktion, 23.04.2024") becomes a line of its own."""
    if len(block.text) > MAX_GLUED or not any(found.year for found in find_dates(block.text)):
        return [block]
    found = _glue().search(block.text, MIN_HEADLINE)
    return at(block, found.start()) if found else [block]


@cache
def _insert() -> re.Pattern[str]:
    leads = [phrase for code in languages() for phrase in load(code)["teaser_leads"]["strong"] if " " in phrase]
    names = "|".join(re.escape(phrase) for phrase in sorted(leads, key=len, reverse=True))
    return re.compile(rf"(?<=[.!?\"”»)])\s?(?=[\[(>▶►→]?\s?(?:{names})\s?[:|])", re.I)


def split_inserts(block: Block) -> list[Block]:
    """Teasers put between or after the sentences of a paragraph ("... zei hij. Lees ook: <headline>") become lines of their own."""
    offsets: list[int] = []
    for found in _insert().finditer(block.text):
        if found.start() and (not offsets or found.start() >= offsets[-1]):
            after = SENTENCE_END.search(block.text, found.end())
            offsets += [found.start(), after.end()] if after else [found.start()]
    return at(block, *offsets) if offsets else [block]


def split_items(block: Block) -> list[Block]:
    """News items run together in one paragraph come apart where a counter or an agency's dateline begins the next."""
    if "(" not in block.text:
        return [block]
    offsets = [found.start() for found in dateline().finditer(block.text) if found.start()]
    pieces = at(block, *offsets) if offsets else [block]
    return [part for piece in pieces for part in _split_end(piece)] if offsets else pieces


def _split_end(block: Block) -> list[Block]:
    """What follows the last sentence of a piece ("... Meer uit Buitenland", "8 minuten geleden") is a line of its own."""
    last = max((found.end() for found in SENTENCE_STOP.finditer(block.text)), default=0)
    return at(block, last) if 0 < last < len(block.text) - 1 else [block]
