"""Excel workbook: one sheet an entity, every cell text or number, none a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from demarche.export import tables
from demarche.export.archive import pack
from demarche.export.cells import plain
from demarche.export.format import Format, Part
from demarche.export.view import View
from demarche.export.words import words

LONGEST = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
CUT = "…"
MOST_ROWS = 1_048_575
"""Rows below the header that a sheet can hold."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")
"""What XML cannot hold, and the sign that starts an escape itself (ECMA-376, ST_Xstring)."""
STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
FIXED = rb"\g<1>1980-01-01T00:00:00Z"


def cell_text(text: str) -> str:
    """A text as a cell can hold it: escapes for what XML cannot, cut at the longest that a cell takes."""
    shown = FORBIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    if len(shown.encode("utf-16-le")) // 2 <= LONGEST:
        return shown
    return shown.encode("utf-16-le")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + CUT


def workbook(view: View) -> Workbook:
    """All tables and the sheet that describes their columns."""
    book = Workbook(write_only=True)
    for table in tables.names():
        sheet = book.create_sheet(table)
        header = list(tables.columns(table))
        sheet.append(header)
        for number, row in enumerate(tables.rows(view, table)):
            if number < MOST_ROWS:
                sheet.append([_cell(sheet, row[name]) for name in header])
    sheet = book.create_sheet("columns")
    sheet.append(["table", "column", "type", "meaning"])
    for table, described in words("tables").items():
        for column, (kind, meaning) in described.items():
            sheet.append([_cell(sheet, value) for value in (table, column, kind, meaning)])
    return book


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = cell_text(plain(value))
    cell.data_type = "s"
    return cell


def write(view: View, out: BinaryIO) -> None:
    """The workbook, packed again without the times that its library puts into it."""
    with TemporaryFile() as held:
        workbook(view).save(held)
        with zipfile.ZipFile(cast(BinaryIO, held)) as archive:
            pack(_timeless(archive), out)


def _timeless(archive: zipfile.ZipFile) -> Iterator[Part]:
    for name in sorted(archive.namelist()):
        yield name, partial(_copy, archive, name)


def _copy(archive: zipfile.ZipFile, name: str, out: BinaryIO) -> None:
    data = archive.read(name)
    out.write(STAMP.sub(FIXED, data) if name == "docProps/core.xml" else data)


FORMAT = Format(
    name="xlsx",
    suffix=".xlsx",
    about="Excel workbook with one sheet an entity and one that describes the columns",
    write=write,
    losses=(
        "The raw bytes, the cleaned text and what cleaning removed are not in it.",
        "A text of more than 32,767 characters is cut, and ends in …; rows beyond 1,048,575 are left out: use csv or parquet.",
        "Characters that XML cannot hold are escaped as _x0000_; a text that looks like a formula has an apostrophe before it.",
        "Several values in one cell are joined by '; '.",
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "The claims that were read in a copy are not in it: a copy repeats its original.",
    ),
)
