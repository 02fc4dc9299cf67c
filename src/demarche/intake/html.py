"""HTML pages, known by their first tags."""

from __future__ import annotations

import re

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import bom_encoding
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import MAX_MARKUP
from demarche.intake.text import cut, one_source
from demarche.model import Source

HEAD = 4096
FIRST = re.compile(
    rb"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^<>]{0,2000}-->\s*)?<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)\b",
    re.I,
)
INSIDE = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head>|body[\s>])", re.I)
PAIRED = re.compile(rb"</(?:p|div|a|span|li|h[1-6]|td)>", re.I)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)


def matches(raw: bytes) -> bool:
    """True for bytes that begin as a page does, or hold its outer tags near the start."""
    head = _narrow(raw[:HEAD])
    return bool(FIRST.match(head) or INSIDE.search(head) or len(PAIRED.findall(head)) >= 3)


def _narrow(head: bytes) -> bytes:
    named = bom_encoding(head)
    if named and named != "utf-8-sig":
        return head.replace(b"\x00", b"")[2:]
    return head.removeprefix(b"\xef\xbb\xbf")


def declared_charset(raw: bytes) -> str | None:
    """The charset that a meta element within the first kilobytes declares."""
    found = CHARSET.search(raw[:HEAD])
    return found.group(1).decode("ascii") if found else None


def decode(source: Source) -> Decoded:
    text, problems = decode_bytes(source.raw, source.path, declared_charset(source.raw))
    text, missing = cut(text, source.path, MAX_MARKUP)
    return Decoded(text, markup="html", problems=problems + missing)


FORMAT = Format("html", matches, one_source("html"), decode)
