"""The record in a form that others use."""

from __future__ import annotations

from typing import BinaryIO

from demarche.export import load
from demarche.export.view import View
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.verbs.selection import Selection


def export_to(out: BinaryIO, format: str = "jsonl", record: str | None = None, selection: Selection | None = None) -> None:
    """Write the record, or the selected incidents of it, to ``out``.

    Raises ``UsageError`` for an unknown format, ``MissingExtraError`` when its library is not installed.
    """
    chosen = load(format)
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        ids = None if selection is None else [one.id for one in read.incidents(asked) if selection.takes(one)]
        chosen.write(View(asked, ids), out)


def losses(format: str) -> tuple[str, ...]:
    """What a format cannot hold, a sentence each."""
    return load(format).losses
