"""Blocks: the lines or elements of one document, as readable text that remembers where every character came from."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from demarche.model import Edit

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
"""Soft hyphens, zero-width and bidirectional marks, control characters: kept in the source, left out of the text."""
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
SPECIAL_TEXT = re.compile(rf"[^\S ]\s*| \s+|[{INVISIBLE}]+")
SPECIAL_HTML = re.compile(rf"[^\S ]\s*| \s+|[{INVISIBLE}]+|{ENTITY}")


Zones = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Block:
    """One line or element. ``runs`` are edits with offsets within ``text``; ``raw``-``raw_end`` is its stretch of the decoded source.

    ``tag`` is the HTML element (or ``""``), ``gap`` the number of blank lines before it, ``link`` the characters of it inside links,
    ``zones`` the elements around it that the page's structure calls foreign, outermost first, each a number and a reason (``menu``,
    ``related`` ...), ``zone`` the reason that was believed, or ``""``; ``scopes`` the numbers of the article and main elements around it.
    """

    text: str
    runs: list[Edit]
    raw: int
    raw_end: int
    tag: str = ""
    gap: int = 0
    link: int = 0
    zone: str = ""
    scopes: tuple[int, ...] = ()
    zones: Zones = ()


class Builder:
    """Collects characters of the source into one block; white space collapses, entities are decoded, invisible marks go."""

    __slots__ = ("length", "parts", "raw_end", "raw_start", "runs", "source", "special")

    def __init__(self, source: str, special: re.Pattern[str]) -> None:
        self.source = source
        self.special = special
        self.clear()

    def clear(self) -> None:
        self.parts: list[str] = []
        self.runs: list[Edit] = []
        self.length = 0
        self.raw_start = self.raw_end = -1

    def add(self, start: int, end: int) -> None:
        """Take ``source[start:end]``."""
        at = start
        for found in self.special.finditer(self.source, start, end):
            self._verbatim(at, found.start())
            at = found.end()
            self._stand_in(found.group(), found.start(), at)
        self._verbatim(at, end)

    def _verbatim(self, start: int, end: int) -> None:
        if start < end and self.source[start] == " " and self._at_space():
            start += 1
        if start < end:
            self._put(self.source[start:end], start, end - start)

    def _stand_in(self, raw: str, start: int, end: int) -> None:
        if raw[0] == "&":
            value = html.unescape(raw)
            if value == raw:
                self._verbatim(start, end)
                return
        else:
            value = " " if raw[0].isspace() else ""
        if value.isspace():
            if not self._at_space():
                self._put(" ", start, end - start if end - start > 1 else 0)
        elif value and not (len(value) == 1 and self.special.match(value)):
            self._put(value, start, end - start)

    def space(self, raw: int) -> None:
        """A word boundary that the source marks otherwise than by a character (a line break element, a cell)."""
        if not self._at_space():
            self._put(" ", raw, 0)

    def _at_space(self) -> bool:
        return not self.parts or self.parts[-1][-1] == " "

    def _put(self, value: str, raw: int, raw_length: int) -> None:
        if self.raw_start < 0:
            self.raw_start = raw
        self.raw_end = raw + raw_length
        self.runs.append(Edit(self.length, len(value), raw, raw_length))
        self.parts.append(value)
        self.length += len(value)

    def block(self, **features: object) -> Block | None:
        """The block so far, or None when nothing readable was added; the builder starts afresh."""
        self._strip()
        made = None
        if self.parts:
            made = Block("".join(self.parts), self.runs, self.raw_start, self.raw_end, **features)  # type: ignore[arg-type]
        self.clear()
        return made

    def _strip(self) -> None:
        while self.parts and self.parts[-1][-1] == " ":
            last, value = self.runs.pop(), self.parts.pop().rstrip(" ")
            self.length = last.start + len(value)
            if value:
                self.parts.append(value)
                self.runs.append(Edit(last.start, len(value), last.raw, len(value)))


HYPHENS = "-\u2010"


def merged(lines: list[Block], known: set[str]) -> Block:
    """Lines of one paragraph as one block. A word divided at a line's end is put together unless both halves are words of the text
    (``known``: those that come more than once) in their own right ("state-" + "sponsored")."""
    if len(lines) == 1:
        return lines[0]
    parts, runs, length = [lines[0].text], list(lines[0].runs), len(lines[0].text)
    for line in lines[1:]:
        if _divided(parts[-1], line.text, known):
            parts[-1] = parts[-1][:-1]
            runs[-1] = Edit(runs[-1].start, runs[-1].length - 1, runs[-1].raw, runs[-1].raw_length - 1)
            runs = runs if runs[-1].length else runs[:-1]
            length -= 1
        elif parts[-1][-1] not in HYPHENS or not line.text[0].islower():
            parts.append(" ")
            runs.append(Edit(length, 1, line.raw, 0))
            length += 1
        parts.append(line.text)
        runs.extend(Edit(length + run.start, run.length, run.raw, run.raw_length) for run in line.runs)
        length += len(line.text)
    first = lines[0]
    return Block("".join(parts), runs, first.raw, lines[-1].raw_end, first.tag, first.gap)


def _divided(above: str, below: str, known: set[str]) -> bool:
    """True for a word that was divided at the end of a line by a hyphen of its own."""
    first, second = above.rsplit(" ", 1)[-1], below.split(" ", 1)[0].rstrip(".,;:!?)\"'")
    if len(first) < 3 or first[-1] not in HYPHENS or not below[0].islower() or not first[:-1].isalpha():
        return False
    return not (first[:-1] in known and second in known)


def joined(blocks: list[Block], separator: str) -> tuple[str, list[Edit]]:
    """The blocks' texts with ``separator`` between them, and the edits of the whole. A separator stands for no raw character."""
    text: list[str] = []
    edits: list[Edit] = []
    length = 0
    for block in blocks:
        if text:
            edits.append(Edit(length, len(separator), block.raw, 0))
            text.append(separator)
            length += len(separator)
        edits.extend(Edit(length + run.start, run.length, run.raw, run.raw_length) for run in block.runs)
        text.append(block.text)
        length += len(block.text)
    return "".join(text), edits
