"""Hostile text made safe to print: control, direction and zero-width characters are shown by name, addresses cannot be clicked."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Characters that change the display without showing: C0/C1 controls, Unicode format and direction characters, fillers, tags."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ZERO_WIDTH = re.compile("[\xad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0\U000e0000-\U000e007f]")
SCHEME = re.compile(r"(h)tt(ps?)(?=:|%3a)|^(f)tp(?=:)", re.IGNORECASE)


def visible(text: str) -> str:
    """``text`` with every unseen character written as ``[U+202E]``; line breaks and tabs become spaces.

    >>> visible("a\\u202eb")
    'a[U+202E]b'
    """
    return UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text.replace("\n", " ").replace("\t", " "))


def defang(url: str) -> str:
    """An address nobody can click: ``hxxps://example[.]org/path``. The host's dots and every scheme change, nothing else.

    >>> defang("https://a.example.org/x.gif?u=1.2")
    'hxxps://a[.]example[.]org/x.gif?u=1.2'
    """
    head, mark, rest = url.partition("//")
    if not mark:
        return visible(url.replace("://", "[:]//").replace("javascript:", "javascript[:]"))
    host_end = next((i for i, c in enumerate(rest) if c in "/?#\\"), len(rest))
    host = rest[:host_end].replace(".", "[.]")
    return visible(unclickable(head) + mark + host + unclickable(rest[host_end:]))


def unclickable(text: str) -> str:
    """``text`` with every web scheme written so that no program makes a link of it."""
    return SCHEME.sub(lambda match: f"{match[1]}xx{match[2]}" if match[1] else f"{match[3]}xp", text)


def refang(text: str) -> str:
    """The inverse, for lists of indicators: ``hxxp``, ``[.]``, ``(dot)``, ``[@]`` and ``[:]`` back to what they stand for."""
    text = re.sub(r"^h(?:xx|XX|\*\*)p", "http", text.strip())
    for shown, meant in (
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("[@]", "@"),
        ("[at]", "@"),
        ("[:]", ":"),
        ("[/]", "/"),
    ):
        text = text.replace(shown, meant)
    return text


def shorten(text: str, most: int) -> str:
    """``text`` cut to ``most`` characters, the cut marked."""
    return text if len(text) <= most else text[: most - 1] + "…"


def scripts(text: str) -> frozenset[str]:
    """The scripts of the letters in ``text``, by the first word of their Unicode names (LATIN, CYRILLIC, GREEK ...)."""
    return frozenset(unicodedata.name(c, "UNKNOWN").split(" ")[0] for c in text if c.isalpha())
