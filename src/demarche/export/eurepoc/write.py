"""The rows as CSV, and beside them the evidence of every filled cell and the columns that stay empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from demarche.export.eurepoc.fill import row
from demarche.export.format import Part
from demarche.export.view import View
from demarche.export.words import words

QUOTATIONS = ("incident_id", "column", "value", "claim", "document", "source", "quotation", "start", "end")


def _lines(out: BinaryIO, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(header)
    lines.writerows(rows)
    text.detach()


def write(view: View, out: BinaryIO) -> None:
    """One row an incident under the header of version 1.3."""
    _lines(out, words("eurepoc")["columns"], (row(case).line() for case in view.cases()))


def quotations(view: View, out: BinaryIO) -> None:
    """For each filled cell, the words that fill it."""
    _lines(out, QUOTATIONS, (line for case in view.cases() for line in row(case).quotations()))


def empty_columns(out: BinaryIO) -> None:
    """The columns that are never filled, with the reason."""
    _lines(out, ("column", "reason"), words("eurepoc")["empty"].items())


def parts(view: View) -> Iterator[Part]:
    """The rows and their side files."""
    writers: tuple[tuple[str, Callable[[BinaryIO], None]], ...] = (
        ("eurepoc.csv", partial(write, view)),
        ("quotations.csv", partial(quotations, view)),
        ("empty_columns.csv", empty_columns),
    )
    yield from writers
