"""mbox (RFC 4155): many mails in one file. A file is read mail by mail, so an archive may be larger than one item and than memory."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.intake import eml
from demarche.intake.decoded import Format
from demarche.intake.limits import Limits
from demarche.mail import sources as boxes
from demarche.model import Problem, Source


def is_file(path: str) -> bool:
    """Whether the file at a path begins as an mbox; false for one that cannot be opened."""
    try:
        with open(path, "rb") as file:
            return boxes.is_mbox(file.read(boxes.PROBE))
    except OSError:
        return False


def in_file(path: str, limits: Limits) -> Iterator[Source | Problem]:
    """The mails of an mbox file, each a source of its own under ``path:number``."""
    for item in boxes.items([path], limits.max_bytes):
        place = f"{path}:{item.index + 1}"
        try:
            raw = item.read()
        except boxes.Unreadable as error:
            reason = error.detail or f"the mail is larger than {limits.max_bytes:,} bytes, the limit for one item"
            yield Problem(place, error.code, reason, "save this mail in a file of its own")
        else:
            yield from eml.sources(raw, place, limits)


def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
    """The same for bytes held already."""
    for number, (start, end) in enumerate(boxes.cuts(raw), 1):
        yield from eml.sources(raw[start:end], f"{path}:{number}", limits)


FORMAT = Format("mbox", boxes.is_mbox, sources, eml.decode)
