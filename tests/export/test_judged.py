"""What people decided reaches every format; the dossier keeps both, and jsonl the program's claims unless it is asked for the others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import deskrecord
import factory
import pytest

import demarche

TEXT = "België beschuldigt China. Frankrijk beschuldigt China ook.\n\nChina ontkent alles. De slachtoffers zijn ingelicht."
OTHER = "Estland beschuldigt Rusland van een aanval op een school."
ID, OTHER_ID = factory.source(TEXT).id, factory.source(OTHER).id
ATTRIBUTION, DENIAL = f"a{ID[:8]}", f"d{ID[:8]}"
GROUPS = ("APT31",)


@pytest.fixture
def record(tmp_path: Path) -> str:
    """Two incidents. Of the first the accusation is corrected, its denial rejected and a second accuser added; of the second all is rejected."""
    said = deskrecord.claims(TEXT, accusing="België beschuldigt China.", denying="China ontkent alles.")
    gone = deskrecord.claims(OTHER, accuser="EE", accusing="Estland beschuldigt Rusland")
    where = deskrecord.keep(str(tmp_path / "r.db"), (TEXT, said, {}), (OTHER, gone, {"published": "2015-01-01"}))
    start = TEXT.index("Frankrijk")
    changes = {"certainty": "possible", "groups": list(GROUPS), "quotes": [{"start": 0, "exact": "België beschuldigt China"}]}
    missed = {
        "kind": "attributions", "by": "FR", "to": "CN", "groups": [], "certainty": "stated", "responsibility": "state",
        "quotes": [{"start": start, "exact": TEXT[start : start + 32]}],
    }  # fmt: skip
    demarche.judge("correct", ATTRIBUTION, "ann", value=changes, record=where)
    demarche.judge("reject", DENIAL, "ann", "a joke", record=where)
    demarche.judge("add", ID, "bob", value=missed, record=where)
    for claim in (*gone.attributions, *gone.victims):
        demarche.judge("reject", claim.id, "ann", record=where)
    return where


def written(record: str, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    demarche.export_to(out, format, record, **options)
    return out.getvalue()


def from_csv(record: str) -> set[tuple[str, str, str]]:
    rows = csv.DictReader(io.StringIO(written(record, "csv").decode()))
    return {(row["by"], row["certainty"], row["quotation"]) for row in rows if row["kind"] in ("attributions", "denials")}


def from_parquet(record: str) -> set[tuple[str, str, str]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(written(record, "parquet"))).to_pylist()
    return {(row["by"], row["certainty"], row["quotation"]) for row in rows if row["kind"] in ("attributions", "denials")}


def from_xlsx(record: str) -> set[tuple[str, str, str]]:
    openpyxl = pytest.importorskip("openpyxl")
    header, *rows = openpyxl.load_workbook(io.BytesIO(written(record, "xlsx")))["claims"].values
    told = (dict(zip(header, row, strict=True)) for row in rows)
    return {(row["by"], row["certainty"], row["quotation"]) for row in told if row["kind"] in ("attributions", "denials")}


def from_jsonl(record: str) -> set[tuple[str, str, str]]:
    lines = [json.loads(line) for line in written(record, "jsonl", judged=True).decode().splitlines()]
    claims = [claim for line in lines for kind in ("attributions", "denials") for claim in line[kind]]
    return {(claim["by"], claim.get("certainty", ""), claim["quotes"][0]["exact"]) for claim in claims}


def from_stix(record: str) -> set[tuple[str, str, str]]:
    objects = json.loads(written(record, "stix"))["objects"]
    said = [value for one in objects if one["type"] == "note" for value in one["extensions"].values()]
    return {
        (one["claimant"], one.get("certainty", ""), one["quotations"][0]["exact"])
        for one in said
        if one["kind"] in ("attributions", "denials")
    }


READERS: dict[str, Callable[[str], set[tuple[str, str, str]]]] = {
    "csv": from_csv, "parquet": from_parquet, "xlsx": from_xlsx, "jsonl": from_jsonl, "stix": from_stix,
}  # fmt: skip


@pytest.mark.parametrize("format", READERS)
def test_claims_are_written_as_judged(record: str, format: str) -> None:
    assert READERS[format](record) == {
        ("BE", "possible", "België beschuldigt China"),
        ("FR", "stated", "Frankrijk beschuldigt China ook."),
    }


@pytest.mark.parametrize("format", ["misp", "eurepoc", "webannotation"])
def test_what_is_rejected_is_not_in_it_and_what_is_added_is(record: str, format: str) -> None:
    text = written(record, format).decode()
    assert "Frankrijk beschuldigt China ook." in text or "France" in text
    assert "APT31" in text
    assert "Estland" not in text
    assert "Estonia" not in text
    assert '"China ontkent alles."' not in text


def test_incidents_are_summed_up_as_judged(record: str, tmp_path: Path) -> None:
    from demarche.verbs.export import export_files

    export_files(tmp_path / "out", "csv", record, folder=True)
    (row,) = csv.DictReader((tmp_path / "out" / "incidents.csv").open(encoding="utf-8", newline=""))
    assert (row["accusers"], row["groups"], row["deniers"]) == ("BE; FR", "APT31", "")
    kept = csv.DictReader((tmp_path / "out" / "judgements.csv").open(encoding="utf-8", newline=""))
    assert [entry["action"] for entry in kept] == ["correct", "reject", "add", "reject", "reject"]


def test_a_selection_goes_by_what_is_judged(record: str) -> None:
    from demarche.verbs.selection import Selection

    assert "Frankrijk" in written(record, "csv", selection=Selection(state="FR")).decode()
    assert "Frankrijk" not in written(record, "csv", selection=Selection(state="FR"), judged=False).decode()


def test_without_judgements_the_claims_are_those_the_program_found(record: str) -> None:
    lines = [json.loads(line) for line in written(record, "jsonl").decode().splitlines()]
    assert {claim["by"] for line in lines for claim in line["attributions"]} == {"BE", "EE"}
    assert {claim["certainty"] for line in lines for claim in line["attributions"]} == {"likely"}
    assert written(record, "jsonl", judged=False) == written(record, "jsonl")
    assert "China ontkent alles." in written(record, "csv", judged=False).decode()


def test_a_corrected_statement_is_a_newer_version_of_the_same_object(record: str) -> None:
    def notes(**options: Any) -> dict[str, dict[str, Any]]:
        objects = json.loads(written(record, "stix", **options))["objects"]
        return {one["id"]: one for one in objects if one["type"] == "note"}

    before, after = notes(judged=False), notes()
    corrected = [id for id in before.keys() & after.keys() if before[id]["content"] != after[id]["content"]]
    assert len(corrected) == 1
    assert after[corrected[0]]["modified"] > before[corrected[0]]["modified"]


def test_a_dossier_reports_as_judged_and_keeps_what_was_found(record: str, tmp_path: Path) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(record, "dossier")))
    report = archive.read("dossier/data/report.html").decode()
    assert "Frankrijk beschuldigt China ook." in report
    assert "Estland beschuldigt" not in report
    kept = archive.read("dossier/data/record/documents.jsonl").decode()
    assert "Estland beschuldigt" in kept
    assert DENIAL in kept
    (tmp_path / "d.zip").write_bytes(written(record, "dossier"))
    again = str(tmp_path / "again.db")
    demarche.import_dossier(tmp_path / "d.zip", again)
    assert written(again, "csv") == written(record, "csv")


def test_words_that_are_not_in_the_text_are_not_taken(record: str) -> None:
    from demarche.errors import UsageError

    for quotes in ([{"start": 3, "exact": "België"}], [{"exact": "Spanje"}], [{"exact": " "}]):
        with pytest.raises(UsageError, match="not in the text"):
            demarche.judge("correct", ATTRIBUTION, "ann", value={"quotes": quotes}, record=record)
