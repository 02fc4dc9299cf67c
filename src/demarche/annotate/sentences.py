"""Sentences and paragraphs with exact offsets. Breaks at full stops before a capital, not in an abbreviation, and at line ends."""

from __future__ import annotations

import re

from demarche.annotate.annotated import Sentence
from demarche.lexicon import Token, fold
from demarche.lexicon.stops import abbreviations

LINE = re.compile(r"[^\n]+")
END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»“\)\]]*+(?=\s)")
OPENERS = "\"'“„«‘‚([-–—»"
HEADING_LIMIT = 90


def split(text: str, title_end: int) -> list[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence."""
    spans = []
    for paragraph, line in enumerate(LINE.finditer(text)):
        start = line.start()
        for mark in END.finditer(text, line.start(), line.end()):
            if _breaks(text, start, mark, line.end()):
                spans.append((start, mark.end(), paragraph))
                start = mark.end()
        if text[start : line.end()].strip():
            spans.append((start, line.end(), paragraph))
    return [_trim(text, s, e, p) for s, e, p in spans]


def _trim(text: str, start: int, end: int, paragraph: int) -> tuple[int, int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end, paragraph


def _breaks(text: str, start: int, mark: re.Match[str], stop: int) -> bool:
    follow = text[mark.end() : min(mark.end() + 12, stop)].lstrip().lstrip(OPENERS).lstrip()
    if not follow:
        return False
    if not (follow[0].isupper() or follow[0].isdigit()) and "!" not in mark.group() and "?" not in mark.group():
        return False
    if follow[0].islower():
        return False
    return not _abbreviated(text, start, mark)


def _abbreviated(text: str, start: int, mark: re.Match[str]) -> bool:
    """True when the full stop belongs to an abbreviation, an initial or an ordinal number."""
    if mark.group()[0] != "." or len(mark.group()) > 1:
        return False
    head = re.split(r"[\s(\"“„«'’]", text[max(start, mark.start() - 20) : mark.start()])[-1]
    if len(head) == 1 and head.isalpha() and head.isupper():
        return True
    if head.isdigit() and len(head) <= 2 and not _numbered(text, start, mark.start() - len(head)):
        return True
    return fold(head) in abbreviations() or ("." in head and len(head) <= 6)


def _numbered(text: str, start: int, at: int) -> bool:
    """Whether the number that begins at ``at`` belongs to a name in capitals, and so ends its sentence: "by APT 31. They ..."."""
    word = text[max(start, at - 10) : at].rstrip(" -").rsplit(" ", 1)[-1]
    return len(word) > 1 and word.isupper()


def sentences(text: str, title_end: int, tokens: list[Token]) -> list[Sentence]:
    """The document's sentences with the tokens in them."""
    made: list[Sentence] = []
    at = 0
    for start, end, paragraph in split(text, title_end):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        first = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        if at > first:
            title = bool(title_end) and end <= title_end
            heading = not title and end - start < HEADING_LIMIT and text[end - 1] not in '.!?:;,"”»…' and _alone(text, start, end)
            made.append(Sentence(len(made), first, at, start, end, paragraph, title, heading, question=text[end - 1] == "?"))
    return made


def _alone(text: str, start: int, end: int) -> bool:
    """True when the sentence is its whole line."""
    before = text.rfind("\n", 0, start)
    after = text.find("\n", end)
    return not text[before + 1 : start].strip() and not text[end : after if after >= 0 else len(text)].strip()
