"""All formats: registered, documented, honest about losses, deterministic, and reached by the command line with its filters."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from exportrecords import ROOT, item, keep
from typer.testing import CliRunner

import demarche
from demarche.cli.app import app
from demarche.export import FORMATS, load
from demarche.export.words import words
from demarche.store import open_record, read
from demarche.verbs.selection import Selection

PAGE = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
SAID = {"certainty": "stated", "responsibility": "state"}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two incidents far apart."""
    first = {
        "relevant": True,
        "published": "2022-07-18",
        "attributions": [{"by": "BE", "to": "CN", **SAID}],
        "victims": [{"country": "BE", "type": "state"}],
    }
    second = {"relevant": True, "published": "2015-01-02", "attributions": [{"by": "US", "to": "RU", "groups": ["APT28"], **SAID}]}
    items = [item("cn.txt", b"Belgium accuses China of the attack on its ministry. " * 3, first)]
    items.append(item("ru.txt", b"Washington says APT28 of Russia was behind quite another thing. " * 3, second))
    return keep(str(tmp_path_factory.mktemp("two") / "r.db"), items)


def exported(where: str, format: str, selection: Selection | None = None) -> bytes:
    out = io.BytesIO()
    demarche.export_to(out, format, where, selection)
    return out.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented_with_its_losses(name: str) -> None:
    assert f"| `{name}` |" in PAGE
    assert load(name).losses
    told = CliRunner().invoke(app, ["export", "--format", name, "--losses"])
    assert told.stdout.splitlines() == list(load(name).losses)


@pytest.mark.parametrize("table", words("tables"))
def test_every_column_is_documented(table: str) -> None:
    section = PAGE.split(f"### {table}\n")[1].split("###")[0]
    for column, (kind, meaning) in words("tables")[table].items():
        assert f"| `{column}` | {kind} | {meaning} |" in section


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_deterministic_and_takes_filters(two: str, name: str) -> None:
    whole, china, again = exported(two, name), exported(two, name, Selection(state="CN")), exported(two, name, Selection(state="CN"))
    assert china == again
    assert china != whole
    if name not in ("parquet", "xlsx", "dossier"):
        assert b"Belgium accuses" in china
        assert b"APT28" in whole
        assert b"APT28" not in china


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_selection_is_an_empty_export_not_an_error(two: str, name: str) -> None:
    nothing = exported(two, name, Selection(state="KP"))
    assert b"Belgium accuses" not in nothing
    if name == "misp":
        assert json.loads(nothing) == {"response": []}


def test_the_command_writes_files_folders_and_one_incident(two: str, tmp_path: Path) -> None:
    run = CliRunner()
    with open_record(two) as kept, kept.reading() as asked:
        (incident,) = [one.id for one in read.incidents(asked) if "CN" in one.accused]
    told = run.invoke(
        app, ["export", "-f", "stix", "--record", two, "--incident", incident[:9], "--tlp", "green", "-o", str(tmp_path / "b.json")]
    )
    assert told.exit_code == 0, told.output
    found = json.loads((tmp_path / "b.json").read_text())
    assert found["objects"][0]["name"] == "TLP:GREEN"
    assert "APT28" not in json.dumps(found)
    assert run.invoke(app, ["export", "-f", "eurepoc", "--record", two, "-o", f"{tmp_path}/rows/"]).exit_code == 0
    assert {path.name for path in (tmp_path / "rows").iterdir()} == {"eurepoc.csv", "quotations.csv", "empty_columns.csv"}
    assert run.invoke(app, ["export", "-f", "jsonl", "--record", two, "-o", str(tmp_path)]).exit_code == 0
    assert (tmp_path / "record.jsonl").read_bytes() == exported(two, "jsonl")


def test_wrong_options_say_so(two: str) -> None:
    for options, words_of in ((["-f", "pdf"], "no format pdf"), (["--tlp", "purple"], "TLP:purple"), (["--incident", "x"], "id x")):
        told = CliRunner().invoke(app, ["export", "--record", two, *options])
        assert words_of in str(told.exception)


def test_the_examples_go_through_every_format(tmp_path: Path) -> None:
    where = str(tmp_path / "examples.db")
    demarche.build([str(ROOT / "examples" / "documents")], where)
    for name in FORMATS:
        assert exported(where, name)
    validator = pytest.importorskip("stix2validator")
    options = validator.ValidationOptions(strict=True, version="2.1", disabled="103")
    assert validator.validate_string(exported(where, "stix").decode(), options).errors == []
