"""Characters that act on a terminal, a browser or a reader's eye, made visible; a source's text is shown, never obeyed."""

from __future__ import annotations

import re

ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Control characters but tab and line feed, and the marks that turn the direction of text."""


def visible(text: str) -> str:
    """The text with such characters as their code points."""
    return ACTS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
