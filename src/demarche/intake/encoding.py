"""Bytes to Unicode: byte order mark, then UTF-8, then the declared charset, then Windows-1252, saying so where it had to guess."""

from __future__ import annotations

import codecs
import re

from demarche.model import Problem

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH = re.compile(rb"[\x80-\xff]+")
WESTERN = {"iso-8859-1", "latin-1", "iso8859-1", "us-ascii", "ascii"}


def bom_encoding(raw: bytes) -> str | None:
    """The encoding that a byte order mark at the start of ``raw`` names, or None."""
    return next((name for mark, name in BOMS if raw.startswith(mark)), None)


def decode(raw: bytes, path: str, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Decode ``raw``; the problems are never fatal and say which encoding was assumed and what was lost."""
    named = bom_encoding(raw)
    if named:
        return _lossy(raw, path, named)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _not_utf8(raw, path, _known(declared))


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        b"".decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return "cp1252" if name in WESTERN else name


def _not_utf8(raw: bytes, path: str, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    if declared and declared != "utf-8":
        return _lossy(raw, path, declared)
    multibyte = sum(1 for _ in MULTIBYTE.finditer(raw))
    stray = sum(len(run) for run in HIGH.findall(raw)) - sum(len(found) for found in MULTIBYTE.findall(raw))
    if multibyte > stray:
        return _lossy(raw, path, "utf-8")
    reason = "the bytes are not UTF-8 and no charset that fits is declared; read as Windows-1252"
    return raw.decode("cp1252", "replace"), (_guess(path, "encoding-guessed", reason),)


def _lossy(raw: bytes, path: str, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return raw.decode(encoding), ()
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
    reason = f"{text.count(chr(0xFFFD))} places are not valid {encoding} and stand as U+FFFD"
    return text, (_guess(path, "encoding-damaged", reason),)


def _guess(path: str, code: str, reason: str) -> Problem:
    return Problem(path, code, reason, "save the file as UTF-8 and read it again", fatal=False)
