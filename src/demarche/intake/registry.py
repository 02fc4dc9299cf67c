"""The formats that can be read, in the order in which their marks are looked for. A new format is one module and one line here."""

from __future__ import annotations

import re

from demarche.intake import eml, html, jsonl, mbox, pdf, text
from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import bom_encoding
from demarche.model import Problem, Source

SURE: tuple[Format, ...] = (pdf.FORMAT, mbox.FORMAT, eml.FORMAT)
"""Formats known by their beginning, whatever bytes come after it."""
FORMATS: tuple[Format, ...] = (*SURE, jsonl.FORMAT, html.FORMAT, text.FORMAT)
BY_KIND = {entry.kind: entry for entry in FORMATS}

MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or an Office file"), (b"\x1f\x8b", "a gzip file"), (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"BZh", "a bzip2 file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"), (b"\xfd7zXZ", "an xz file"), (b"PAR1", "a Parquet file"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
OUTLOOK = "an Outlook mail"
PROPERTY = "__substg1.0_".encode("utf-16-le")
"""How the parts of an Outlook mail are named inside the Office file that it is."""
SAMPLE = 65_536
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL = 0.01
"""Share of control bytes above which a file counts as binary; text of any Western encoding has none."""


def sniff(raw: bytes) -> Format | str:
    """The format of ``raw``, or the words for what it is when it is not text at all."""
    for magic, name in MAGIC:
        if raw.startswith(magic):
            return OUTLOOK if PROPERTY in raw else name
    for entry in SURE:
        if entry.matches(raw):
            return entry
    sample = raw[:SAMPLE]
    if not bom_encoding(raw) and len(CONTROL.findall(sample)) > MAX_CONTROL * len(sample):
        return "binary data"
    return next(entry for entry in FORMATS if entry.matches(raw))


def decode(source: Source) -> Decoded | Problem:
    """The source as Unicode by its format; never raises for bad input."""
    return BY_KIND[source.kind].decode(source)
