"""A linear HTML tokenizer that keeps offsets: tags with their attributes, runs of text, style sheets.

It follows the tokenization stage of the HTML standard closely enough for what mail programs do with hostile markup, and differs on
purpose in one place: Outlook's conditional comments (``<!--[if mso]> ... <![endif]-->``) are read, because Outlook loads what is in them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,100})")
ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)(\"|\Z)|'([^']*)('|\Z)|([^\s>]*)))?")
CONDITION = re.compile(r"<!--\[if[^\]>]{0,200}\]>(?:<!-->|-->)?", re.IGNORECASE)
CONDITION_END = "<![endif]"
RAW_TEXT = frozenset({"script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe"})
MOST_ATTRIBUTES = 200


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag. ``attributes``: lower-cased names, decoded values, the first of a name counts. ``open_value``: name of the attribute
    whose quotation mark never closes. ``outlook``: it stands in a conditional comment."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    closed: bool
    outlook: bool = False
    open_value: str = ""


@dataclass(frozen=True, slots=True)
class EndTag:
    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Run:
    """Text between tags, entities still in it; ``of`` names the raw-text element (style, script, title) it fills, or is empty."""

    start: int
    end: int
    of: str = ""


Token = Tag | EndTag | Run


def unescape(text: str) -> str:
    """Character references decoded; an absurdly long number stays as written."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:
        return text


def tokens(text: str) -> Iterator[Token]:
    """Cut markup into tokens from start to end. Works on any text and takes time in proportion to its length."""
    at, outlook, size = 0, False, len(text)
    while at < size:
        mark = text.find("<", at)
        if mark < 0:
            yield Run(at, size)
            return
        if mark > at:
            yield Run(at, mark)
        match = TAG.match(text, mark)
        if match is None:
            at, outlook = _declaration(text, mark, outlook)
        elif match[1]:
            yield EndTag(match[2].lower(), mark)
            at = _after(text, ">", match.end())
        else:
            tag = _tag(text, match, outlook)
            yield tag
            at = tag.end
            if tag.name in RAW_TEXT and not tag.closed:
                end = _raw_end(text, tag.name, at)
                yield Run(at, end, tag.name)
                at = end


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return len(text) if found < 0 else found + len(mark)


def _declaration(text: str, at: int, outlook: bool) -> tuple[int, bool]:
    """Step over what is no tag: a comment, a declaration, a stray ``<``; enter and leave conditional comments."""
    if text.startswith("<!--", at):
        if match := CONDITION.match(text, at):
            return match.end(), not match[0].endswith("-->")
        if text.startswith(("<!-->", "<!--->"), at):
            return text.index(">", at) + 1, outlook
        return _after(text, "-->", at + 4), outlook
    if text[at : at + 9].lower() == CONDITION_END:
        end = _after(text, ">", at)
        return end, False
    if text.startswith(("<!", "<?", "</"), at):
        return _after(text, ">", at), outlook
    return at + 1, outlook


def _tag(text: str, match: re.Match[str], outlook: bool) -> Tag:
    at, size = match.end(), len(text)
    attributes: dict[str, str] = {}
    open_value = ""
    closed = False
    while at < size:
        found = ATTRIBUTE.match(text, at)
        if found is None:
            close = _after(text, ">", at)
            closed = text[close - 2 : close] == "/>"
            at = close
            break
        at = found.end()
        name, value, unended = _attribute(found)
        open_value = name if unended else open_value
        if len(attributes) < MOST_ATTRIBUTES:
            attributes.setdefault(name, value)
    return Tag(match[2].lower(), attributes, match.start(), at, closed, outlook, open_value)


def _attribute(found: re.Match[str]) -> tuple[str, str, bool]:
    quoted, quote, single, single_quote, bare = found[2], found[3], found[4], found[5], found[6]
    if quoted is not None:
        return found[1].lower(), unescape(quoted), not quote
    if single is not None:
        return found[1].lower(), unescape(single), not single_quote
    return found[1].lower(), unescape(bare or ""), False


def _raw_end(text: str, name: str, at: int) -> int:
    """Where the content of a raw-text element ends. Only ``</`` is searched for, so many unclosed elements cost one pass each at most."""
    closing = "</" + name
    while (found := text.find("</", at)) >= 0:
        if text[found : found + len(closing)].lower() == closing:
            return found
        at = found + 2
    return len(text)
