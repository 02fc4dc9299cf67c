"""Plain text: whatever is neither binary nor of another format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import MAX_TEXT, Limits
from demarche.model import Problem, Source


def source_of(raw: bytes, path: str, kind: str) -> Source:
    """The source record of one item: its bytes under their SHA-256."""
    return Source(hashlib.sha256(raw).hexdigest(), path, kind, raw)


def one_source(kind: str):  # type: ignore[no-untyped-def]
    """The ``sources`` function of a format whose file is one document."""

    def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
        yield source_of(raw, path, kind)

    return sources


def cut(text: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    """``text`` up to ``MAX_TEXT`` characters, with a problem that says what is missing."""
    if len(text) <= MAX_TEXT:
        return text, ()
    reason = f"only the first {MAX_TEXT:,} of {len(text):,} characters were read"
    return text[:MAX_TEXT], (Problem(path, "partly-read", reason, "split the file into one document each", fatal=False),)


def decode(source: Source) -> Decoded:
    text, problems = decode_bytes(source.raw, source.path)
    text, missing = cut(text, source.path)
    return Decoded(text, problems=problems + missing)


FORMAT = Format("text", lambda raw: True, one_source("text"), decode)
