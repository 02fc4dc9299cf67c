"""Parquet and Excel: the same rows come back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from exportrecords import AWKWARD

import demarche
from demarche.export import tables
from demarche.export.cells import original, plain
from demarche.export.view import View
from demarche.store import open_record
from demarche.verbs.export import export_files

pq = pytest.importorskip("pyarrow.parquet")
openpyxl = pytest.importorskip("openpyxl")


def rows(where: str, table: str) -> list[dict[str, Any]]:
    with open_record(where) as kept, kept.reading() as asked:
        found = list(tables.rows(View(asked), table))
    return [{name: list(value) if isinstance(value, tuple) else value for name, value in row.items()} for row in found]


def exported(where: str, format: str) -> bytes:
    out = io.BytesIO()
    demarche.export_to(out, format, where)
    return out.getvalue()


@pytest.mark.parametrize("table", tables.names())
def test_parquet_reads_back_equal(gold: str, here: Path, table: str) -> None:
    export_files(here, "parquet", gold)
    found = pq.read_table(here / f"{table}.parquet")
    assert found.column_names == list(tables.columns(table))
    assert found.to_pylist() == rows(gold, table)


def test_awkward_strings_read_back_equal_from_parquet(awkward: str) -> None:
    assert pq.read_table(io.BytesIO(exported(awkward, "parquet"))).to_pylist() == rows(awkward, "claims")


@pytest.mark.parametrize("format", ["parquet", "xlsx"])
def test_the_same_record_gives_the_same_bytes(gold: str, format: str) -> None:
    assert exported(gold, format) == exported(gold, format)


def unescaped(cell: Any) -> str:
    """What a spreadsheet program shows."""
    from openpyxl.utils.escape import unescape

    return original(unescape(cell or ""))


def test_the_workbook_has_every_table_and_no_formula(gold: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exported(gold, "xlsx")))
    assert book.sheetnames == [*tables.names(), "columns"]
    for table in tables.names():
        header, *lines = book[table].iter_rows()
        assert [cell.value for cell in header] == list(tables.columns(table))
        assert len(lines) == len(rows(gold, table))
        assert all(cell.data_type != "f" for line in lines for cell in line)


def test_awkward_strings_survive_a_workbook_or_are_cut_visibly(awkward: str) -> None:
    data = exported(awkward, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    shown = {
        row[0]: row[1]
        for row in book["documents"].iter_rows(min_row=2, values_only=True, min_col=2, max_col=4)
        for row in [(row[0], row[2])]
    }
    for number, text in enumerate(AWKWARD):
        cell = shown[f"{number:03}.txt"]
        assert unescaped(cell) == text or (cell.endswith("…") and len(text.encode("utf-16-le")) // 2 >= 32_767) or plain(text) == "", text
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
