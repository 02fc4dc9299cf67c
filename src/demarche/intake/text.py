"""Plain text: whatever is neither binary nor of another format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import MAX_TEXT, Limits
from demarche.model import Problem, Source


def source_of(raw: bytes, path: str, kind: str) -> Source:
    """The source record of one item: its bytes under their SHA-256."""
    return Source(hashlib.sha256(raw).hexdigest(), path, kind, raw)


def one_source(kind: str) -> Callable[[bytes, str, Limits], Iterator[Source | Problem]]:
    """The ``sources`` function of a format whose file is one document."""

    def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
        yield source_of(raw, path, kind)

    return sources


def cut(text: str, path: str, limit: int = MAX_TEXT) -> tuple[str, tuple[Problem, ...]]:
    """``text`` up to ``limit`` characters, with a problem that says what is missing."""
    if len(text) <= limit:
        return text, ()
    reason = f"only the first {limit:,} of {len(text):,} characters were read"
    return text[:limit], (Problem(path, "partly-read", reason, "split the file into one document each", fatal=False),)


def decode(source: Source) -> Decoded:
    text, problems = decode_bytes(source.raw, source.path)
    text, missing = cut(text, source.path)
    return Decoded(text, problems=problems + missing)


FORMAT = Format("text", lambda raw: True, one_source("text"), decode)
