"""Reading: paths in, sources and problems out. Nothing here raises for bad input."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from demarche.intake import mbox
from demarche.intake.limits import Limits
from demarche.intake.registry import OUTLOOK, sniff
from demarche.intake.walk import STDIN, files
from demarche.model import Problem, Source

WAYS_OUT = {OUTLOOK: "save it as .eml; demarche inspect reads it as it is"}
ELSE = "turn it into text, HTML, PDF or JSON Lines first"


def read(paths: Iterable[str], *, stdin: bytes | None = None, limits: Limits = Limits()) -> Iterator[Source | Problem]:
    """Yield every document under ``paths`` (files, folders, globs, ``-`` for ``stdin``) as a ``Source``, or a ``Problem`` saying why not.

    The order is that of ``paths``, folders sorted. The kind is sniffed from the content. Each file is opened when it is its turn.
    """
    for path in files(paths):
        if isinstance(path, Problem):
            yield path
        elif path != STDIN and mbox.is_file(path):
            yield from mbox.in_file(path, limits)
        else:
            yield from _file(path, stdin, limits)


def _file(path: str, stdin: bytes | None, limits: Limits) -> Iterator[Source | Problem]:
    raw = _bytes(path, stdin, limits)
    if isinstance(raw, Problem):
        yield raw
    else:
        yield from sources_of(raw, path, limits)


def sources_of(raw: bytes, path: str, limits: Limits = Limits()) -> Iterator[Source | Problem]:
    """The documents within the bytes of one file."""
    if len(raw) > limits.max_bytes:
        yield _too_large(path, len(raw), limits)
    elif not raw.strip(b" \t\r\n\v\f\x00\xef\xbb\xbf"):
        yield _empty(path, raw)
    else:
        found = sniff(raw)
        if isinstance(found, str):
            yield Problem(path, "binary", f"the file is {found}, not text", WAYS_OUT.get(found, ELSE))
        else:
            yield from found.sources(raw, path, limits)


def _bytes(path: str, stdin: bytes | None, limits: Limits) -> bytes | Problem:
    if path == STDIN:
        return stdin if stdin is not None else b""
    try:
        size = os.path.getsize(path)
        if size > limits.max_bytes:
            return _too_large(path, size, limits)
        with open(path, "rb") as handle:
            return handle.read(limits.max_bytes + 1)
    except OSError as error:
        return Problem(path, "unreadable", f"the file cannot be read: {error.strerror or error}", "check its permissions")


def _too_large(path: str, size: int, limits: Limits) -> Problem:
    return Problem(path, "too-large", f"{size:,} bytes, the limit for one item is {limits.max_bytes:,}", "split it into single documents")


def _empty(path: str, raw: bytes) -> Problem:
    reason = "nothing but white space" if raw else "the file is empty"
    return Problem(path, "empty", reason, "leave it out or fetch it again")
