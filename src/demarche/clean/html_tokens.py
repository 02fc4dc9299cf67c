"""A linear HTML tokenizer that knows where it is: no tree, no recursion, no quadratic case on hostile markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:_-]{0,60}+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]{0,60}+)([^>]*+)>")
ATTRIBUTE = re.compile(r"""([A-Za-z_:@][\w:.@-]{0,60}+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
MAX_ATTRIBUTES = 4_000
"""Characters of one tag that are searched for attributes."""
MAX_RETRIES = 50
"""Tags with unbalanced quotes that are read a second, looser time; after that all tags are read loosely."""
RAW_TEXT = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in ("script", "style", "textarea", "title", "xmp", "noscript", "iframe")
}


class Token(NamedTuple):
    """A tag or a text: ``kind`` is ``text``, ``open``, ``close`` or ``raw`` (content of script, style, title ...)."""

    kind: str
    name: str
    start: int
    end: int
    attributes: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Walk ``source`` once. Comments, declarations and processing instructions are passed over."""
    position, size, retries = 0, len(source), 0
    last = source.rfind(">")
    while position < size:
        at = source.find("<", position)
        if at < 0 or at > last:
            break
        if at > position:
            yield Token("text", "", position, at)
        found = TAG.match(source, at) if retries < MAX_RETRIES else None
        if found is None and source[at + 1].isalpha() | (source[at + 1] == "/"):
            retries += 1
            found = LOOSE_TAG.match(source, at)
        if found is None:
            position = _markup_end(source, at)
            if position == at + 1:
                yield Token("text", "", at, position)
            continue
        name = found.group(2).lower()
        position = found.end()
        if found.group(1):
            yield Token("close", name, at, position)
            continue
        yield Token("open", name, at, position, found.group(3)[:MAX_ATTRIBUTES])
        if name in RAW_TEXT:
            closing = RAW_TEXT[name].search(source, position)
            end = closing.start() if closing else size
            yield Token("raw", name, position, end)
            position = end
    if position < size:
        yield Token("text", "", position, size)


def _markup_end(source: str, at: int) -> int:
    """Where a comment, declaration or stray closing ends; ``at + 1`` when the sign is only a character of the text."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return end + 3 if end >= 0 else len(source)
    if source[at + 1 : at + 2] in ("!", "?", "/"):
        end = source.find(">", at)
        return end + 1 if end >= 0 else len(source)
    return at + 1


def attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, first one wins; values are not yet unescaped."""
    values: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(text):
        values.setdefault(name.lower(), double or single or bare)
    return values
