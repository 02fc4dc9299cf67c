"""Atom feeds (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

EPOCH = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; ``updated`` is RFC 3339 in UTC."""

    id: str
    title: str
    link: str
    updated: str
    text: str


def atom(templates: Environment, title: str, page: str, own: str, entries: Sequence[Entry]) -> str:
    """The feed. Characters that XML cannot hold become question marks."""
    safe = [Entry(e.id, xml_text(e.title), xml_text(e.link), e.updated, xml_text(e.text)) for e in entries]
    updated = max((entry.updated for entry in entries), default=EPOCH)
    return templates.get_template("feed.atom").render(title=xml_text(title), page=xml_text(page), own=own, entries=safe, updated=updated)


def xml_text(text: str) -> str:
    """Text without the characters outside the ``Char`` production of XML 1.0."""
    return "".join(char if _allowed(ord(char)) else "?" for char in text)


def _allowed(code: int) -> bool:
    return code in (9, 10, 13) or 32 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
