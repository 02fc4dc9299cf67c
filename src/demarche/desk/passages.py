"""A text cut at the ends of its quotations. Joined again, the pieces are the text; the pieces of a claim are its quotation, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from demarche.model import Quote
from demarche.model.claims import Claims

KINDS = tuple(name for name in Claims.__dataclass_fields__ if name != "relevant")
CONTEXT = 170
"""Characters shown on either side of a quotation on a card."""
BLANK_LINES = re.compile(r"\n\s*\n")
"""A card shows that a paragraph ends, not how far apart paragraphs are."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked: ``id`` of the claim and its ``kind``; a removed stretch has the kind ``removed`` and its reason as id."""

    start: int
    end: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. ``first`` are the marks that begin here."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    first: tuple[Mark, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of the marks, each once, in the order of the legend."""
        here = {mark.kind for mark in self.marks}
        return tuple(kind for kind in (*KINDS, "removed", "asked") if kind in here)

    @property
    def claims(self) -> tuple[str, ...]:
        """Claims that these words belong to, each once."""
        return tuple(dict.fromkeys(mark.id for mark in self.marks if mark.kind != "removed"))


def pieces(text: str, marks: Iterable[Mark], cuts: Sequence[int] = ()) -> list[Piece]:
    """``text`` cut wherever a mark begins or ends, and at ``cuts``. Marks outside the text raise ``ValueError``."""
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.id))
    if any(not 0 <= mark.start < mark.end <= len(text) for mark in ordered):
        raise ValueError("a mark lies outside the text")
    bounds = sorted(
        {0, len(text), *(at for at in cuts if 0 <= at <= len(text)), *(at for mark in ordered for at in (mark.start, mark.end))}
    )
    found, open_marks, following = [], list[Mark](), 0
    for start, end in pairwise(bounds):
        open_marks = [mark for mark in open_marks if mark.end > start]
        beginning = []
        while following < len(ordered) and ordered[following].start == start:
            beginning.append(ordered[following])
            following += 1
        open_marks += beginning
        found.append(Piece(text[start:end], start, tuple(open_marks), tuple(beginning)))
    return found


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document with those around them: ``parts`` are (text, whether it is quoted); ``more`` whether the text goes on before and
    after."""

    parts: tuple[tuple[str, bool], ...]
    more: tuple[bool, bool]


def excerpts(text: str, quotes: Sequence[Quote], context: int = CONTEXT) -> list[Excerpt]:
    """The quotations with the words around them, in the order of the text; those that are near each other share an excerpt."""
    runs: list[list[Quote]] = []
    for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
        if runs and quote.start - max(one.end for one in runs[-1]) <= context:
            runs[-1].append(quote)
        else:
            runs.append([quote])
    return [_excerpt(text, run, context) for run in runs]


def _excerpt(text: str, run: Sequence[Quote], context: int) -> Excerpt:
    """One run, its context cut at words, within the paragraphs of its ends."""
    start, end = run[0].start, max(quote.end for quote in run)
    before, after = text[max(0, start - context) : start], text[end : end + context]
    if start > context:
        before = before.partition(" ")[2]
    if end + context < len(text):
        after = after.rpartition(" ")[0]
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    marks = [Mark(quote.start - start, quote.end - start, "", "asked") for quote in run]
    inside = tuple((BLANK_LINES.sub("\n", piece.text), bool(piece.marks)) for piece in pieces(text[start:end], marks))
    return Excerpt(((before, False), *inside, (after, False)), (start > len(before), end + len(after) < len(text)))


def shown(text: object) -> Markup:
    """Text from outside for a page: markup inert, and characters that steer (controls, direction overrides) fenced in and named.

    What a reader copies from the page is what the source has, but for the C0 controls, for which HTML has no place.
    """
    return Markup("".join(_char(char) for char in str(text))) if _steered(str(text)) else escape(str(text))


def _steered(text: str) -> bool:
    return any(_steers(ord(char)) for char in text) if not text.isascii() else not text.isprintable()


def _steers(code: int) -> bool:
    return (
        (code < 32 and code not in (9, 10))
        or 127 <= code < 160
        or code in (0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF)
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or 0xE0000 <= code <= 0xE007F
    )


def _char(char: str) -> str:
    code = ord(char)
    if not _steers(code):
        return str(escape(char))
    inside = chr(0x2400 + code) if code < 32 and code != 13 else "&#13;" if code == 13 else char
    return f'<bdi class="steers" data-code="U+{code:04X}">{inside}</bdi>'
