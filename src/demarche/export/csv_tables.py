"""CSV (RFC 4180, UTF-8): the table of claims as one file, or one file an entity in a folder; no cell starts a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from demarche.export import tables
from demarche.export.cells import plain
from demarche.export.format import Format, Part
from demarche.export.view import View
from demarche.export.words import words


def write_table(view: View, table: str, out: BinaryIO) -> None:
    """One table with a header line."""
    header = list(tables.columns(table))
    text = io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace", newline="", write_through=False)
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(header)
    for row in tables.rows(view, table):
        lines.writerow([plain(row[name]) for name in header])
    text.detach()


def write(view: View, out: BinaryIO) -> None:
    """The table of claims, one row a claim."""
    write_table(view, tables.MAIN, out)


def parts(view: View) -> Iterator[Part]:
    """Every table, and one that describes their columns."""
    for table in tables.names():
        yield f"{table}.csv", partial(write_table, view, table)
    yield "columns.csv", _columns


def _columns(out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(("table", "column", "type", "meaning"))
    for table, described in words("tables").items():
        for column, (kind, meaning) in described.items():
            lines.writerow((table, column, kind, plain(meaning)))
    text.detach()


FORMAT = Format(
    name="csv",
    suffix=".csv",
    about="tables for spreadsheets and statistics: the claims, one a row; into a folder or .zip one file an entity with keys",
    write=write,
    parts=parts,
    losses=(
        "The raw bytes, the cleaned text and what cleaning removed are not in it.",
        "The single file has the claims with their first quotation only; the folder form has all quotations, documents and incidents.",
        "A cell that a spreadsheet would take for a formula has an apostrophe before it; take one away to have the text back.",
        "Several values in one cell are joined by '; ', so a value that has this in it cannot be told from two (parquet keeps lists).",
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "The claims that were read in a copy are not in it: a copy repeats its original.",
    ),
)
