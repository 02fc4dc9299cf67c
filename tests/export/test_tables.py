"""Tables: every column documented, keys that hold, no cell that a spreadsheet acts on, and the same text after reading back."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from exportrecords import AWKWARD
from hypothesis import given
from hypothesis import strategies as st

import demarche
from demarche.export import tables
from demarche.export.cells import original, safe
from demarche.export.view import View
from demarche.export.words import words
from demarche.store import open_record
from demarche.verbs.export import export_files

ACTS = "=+-@\t\r\n＝＋－＠"


def read_csv(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: original(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("table", tables.names())
def test_rows_have_the_documented_columns(gold: str, table: str) -> None:
    with open_record(gold) as kept, kept.reading() as asked:
        rows = list(tables.rows(View(asked), table))
    assert rows
    assert all(set(row) == set(tables.columns(table)) for row in rows)


def test_every_key_leads_somewhere(gold: str, here: Path) -> None:
    export_files(here, "csv", gold)
    found = {path.stem: read_csv(path) for path in here.glob("*.csv")}
    assert set(found) == {*words("tables"), "columns"}
    documents = {row["document"] for row in found["documents"]}
    incidents = {row["incident"] for row in found["incidents"]}
    claims = {(row["document"], row["kind"], row["claim"]) for row in found["claims"]}
    assert len(claims) == len(found["claims"]) > 500
    assert {row["document"] for row in found["claims"]} <= documents
    assert {row["incident"] for row in found["claims"]} <= incidents
    assert {(row["document"], row["kind"], row["claim"]) for row in found["quotations"]} == claims
    assert {(row["document"], "attributions", row["claim"]) for row in found["claim_groups"]} <= claims
    (copy,) = [row for row in found["documents"] if row["duplicate_of"]]
    assert copy["document"] not in {row["document"] for row in found["claims"]}


def test_awkward_strings_stay_text_and_come_back(awkward: str, here: Path) -> None:
    export_files(here, "csv", awkward)
    csv.field_size_limit(10**9)
    for path in here.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if cell and (cell[0] in ACTS or cell.lstrip(" \u00a0\u200b\ufeff")[:1] in tuple(ACTS))]
    titles = {row["paths"]: row["title"] for row in read_csv(here / "documents.csv")}
    assert titles == {f"{number:03}.txt": text for number, text in enumerate(AWKWARD)}
    assert {row["by"] for row in read_csv(here / "claims.csv") if row["kind"] == "attributions"} == set(AWKWARD)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_safe_cell_can_be_turned_back(text: str) -> None:
    assert original(safe(text)) == text
    assert not safe(text).startswith(tuple(ACTS))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_cells_can_be_turned_back(text: str) -> None:
    assert original(safe(text)) == text


def test_a_zip_has_the_same_files_and_is_the_same_every_time(gold: str, here: Path) -> None:
    export_files(here / "folder", "csv", gold, folder=True)
    for name in ("one.zip", "two.zip"):
        assert export_files(here / name, "csv", gold) == [here / name]
    assert (here / "one.zip").read_bytes() == (here / "two.zip").read_bytes()
    with zipfile.ZipFile(here / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {p.name: p.read_bytes() for p in (here / "folder").iterdir()}


def test_the_single_file_is_the_table_of_claims(gold: str, here: Path) -> None:
    export_files(here, "csv", gold)
    out = io.BytesIO()
    demarche.export_to(out, "csv", gold)
    assert out.getvalue() == (here / "claims.csv").read_bytes()


def test_nothing_is_left_behind_when_writing_fails(gold: str, here: Path) -> None:
    with pytest.raises(demarche.errors.UsageError, match="no single incident"):
        export_files(here / "x.csv", "csv", gold, incidents=["nothing"])
    (here / "file").touch()
    with pytest.raises(demarche.errors.UsageError, match="cannot be written"):
        export_files(here / "file" / "x.csv", "csv", gold)
    assert [path.name for path in here.iterdir()] == ["file"]
