"""Dossiers: complete, checkable by other tools, equal after import, and any change is found and named."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from exportrecords import AWKWARD, item, keep
from typer.testing import CliRunner

import demarche
from demarche.cli.app import app
from demarche.errors import RecordError, UsageError
from demarche.export.archive import pack
from demarche.model import Judgement
from demarche.store import open_record, read, write
from demarche.verbs.export import export_files
from demarche.verbs.selection import Selection


def dossier(where: str, path: Path, **options: Any) -> Path:
    (made,) = export_files(path, "dossier", where, **options)
    return made


def digest_of(where: str) -> str:
    return demarche.verify(where).digest


@pytest.fixture(scope="module")
def made(gold: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dossier(gold, tmp_path_factory.mktemp("dossier") / "d.zip")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    said = {"by": "BE", "to": "CN", "certainty": "likely", "responsibility": "state"}
    gold = {"relevant": True, "published": "2022-07", "title": "<b>T</b>", "attributions": [said], "cut": True}
    where = keep(str(tmp_path / "r.db"), [item("a.txt", b"Belgium suspects China of <script>alert(1)</script> it. " * 3, gold)])
    with open_record(where) as record, record.reading() as asked:
        (found,) = read.readings(asked)
    demarche.judge("correct", found.claims.attributions[0].id, "ann", value={"certainty": "possible"}, record=where)
    return dossier(where, tmp_path / "small.zip")


def test_a_whole_dossier_has_no_fault(made: Path, gold: str) -> None:
    found, record = demarche.verify_dossier(str(made)), demarche.verify(gold)
    assert found.faults == record.faults == []
    assert (found.sources, found.documents, found.quotes) == (record.sources, record.documents, record.quotes)


def test_import_gives_the_same_record_and_the_same_dossier(made: Path, gold: str, here: Path) -> None:
    where = str(here / "again.db")
    demarche.import_dossier(str(made), where)
    assert digest_of(where) == digest_of(gold)
    assert dossier(where, here / "again.zip").read_bytes() == made.read_bytes()
    for format in ("jsonl", "csv", "stix"):
        one, two = io.BytesIO(), io.BytesIO()
        demarche.export_to(one, format, gold)
        demarche.export_to(two, format, where)
        assert one.getvalue() == two.getvalue()


def test_awkward_strings_survive_a_round_trip(awkward: str, here: Path) -> None:
    made = dossier(awkward, here / "a.zip")
    where = str(here / "again.db")
    assert demarche.import_dossier(str(made), where) == len(AWKWARD)
    assert digest_of(where) == digest_of(awkward)
    assert dossier(where, here / "b.zip").read_bytes() == made.read_bytes()


def test_a_selection_round_trips_with_its_part_of_the_judgements(gold: str, here: Path) -> None:
    made = dossier(gold, here / "cn.zip", selection=Selection(state="CN"), tlp="amber")
    where = str(here / "cn.db")
    demarche.import_dossier(str(made), where)
    with open_record(where) as kept, kept.reading() as asked:
        ids = read.document_ids(asked)
    with open_record(gold) as kept, kept.reading() as asked:
        assert 0 < len(ids) < len(read.document_ids(asked))
    assert dossier(where, here / "again.zip", tlp="amber").read_bytes() == made.read_bytes()


def test_judgements_keep_their_place_in_the_log(gold: str, here: Path) -> None:
    with open_record(gold) as kept, kept.reading() as asked:
        last = read.judgements(asked)[-1]
        (incident,) = [one.id for one in read.incidents(asked) if last.target in one.documents][:1]
    where = str(here / "one.db")
    demarche.import_dossier(str(dossier(gold, here / "one.zip", incidents=[incident])), where)
    with open_record(where) as kept, kept.writing() as connection:
        assert read.judgements(connection)[-1] == last
        assert write.judge(connection, Judgement("c", "note", "x")) > last.seq


def test_sha256sum_checks_it_after_unpacking(made: Path, here: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        archive.extractall(here)
    bag = here / "dossier"
    assert (bag / "bagit.txt").read_bytes().startswith(b"BagIt-Version: 1.0\n")
    payload = [path for path in (bag / "data").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in payload)
    assert f"Payload-Oxum: {size}.{len(payload)}" in (bag / "bag-info.txt").read_text()
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=bag, check=True)
    changed = next(path for path in payload if path.name == "documents.jsonl")
    changed.write_bytes(changed.read_bytes().replace(b"a", b"b", 1))
    told = subprocess.run(["sha256sum", "--check", "--quiet", "manifest-sha256.txt"], cwd=bag, check=False, capture_output=True, text=True)
    assert (told.returncode, "documents.jsonl" in told.stdout) == (1, True)


def test_every_flipped_byte_is_found(small: Path, here: Path) -> None:
    whole = small.read_bytes()
    chance = random.Random(5)
    places = set(range(len(whole) - 400, len(whole))) | {chance.randrange(len(whole)) for _ in range(500)} | set(range(60))
    with zipfile.ZipFile(small) as archive:
        starts = sorted((info.header_offset, info.filename) for info in archive.infolist())
    path = here / "flipped.zip"
    for place in sorted(places):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        faults = demarche.verify_dossier(str(path)).faults
        assert faults, place
        name = [name for start, name in starts if start <= place][-1]
        in_data = place < starts[-1][0]
        assert not in_data or any(name in fault or "cannot be read" in fault for fault in faults), (place, faults)


def test_what_was_changed_on_purpose_is_named(small: Path, here: Path) -> None:
    path = here / "changed.zip"
    with zipfile.ZipFile(small) as archive, zipfile.ZipFile(path, "w") as out:
        for info in archive.infolist():
            data = archive.read(info)
            out.writestr(info, data.replace(b"likely", b"stated") if info.filename.endswith("documents.jsonl") else data)
        out.writestr("dossier/data/extra.txt", b"x")
    faults = demarche.verify_dossier(str(path)).faults
    assert "dossier/data/record/documents.jsonl does not have the SHA-256 that its manifest says" in faults
    assert "dossier/data/extra.txt is in no manifest" in faults
    with pytest.raises(RecordError, match="not as it was made"):
        demarche.import_dossier(str(path), str(here / "x.db"))
    assert not (here / "x.db").exists()


def rewritten(small: Path, path: Path, name: str, change: Any) -> Path:
    """Somebody changes the JSON of the first line of a file, and all manifests with it."""
    with zipfile.ZipFile(small) as archive:
        files = {info.filename: archive.read(info) for info in archive.infolist()}
    key = f"dossier/data/record/{name}.jsonl"
    line = json.loads(files[key])
    change(line)
    files[key] = json.dumps(line).encode() + b"\n"

    def manifest(names: list[str]) -> bytes:
        return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name.removeprefix('dossier/')}\n" for name in sorted(names)).encode()

    files["dossier/manifest-sha256.txt"] = manifest([name for name in files if "/data/" in name])
    files["dossier/tagmanifest-sha256.txt"] = manifest([f"dossier/{name}" for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")])
    with path.open("wb") as out:
        pack(((name, lambda out, data=data: out.write(data)) for name, data in files.items()), out)
    return path


def test_a_quotation_that_the_source_does_not_have_is_a_fault(small: Path, here: Path) -> None:
    def change(line: dict[str, Any]) -> None:
        line["claims"]["attributions"][0]["quotes"][0]["exact"] = "China did it"

    (fault,) = demarche.verify_dossier(str(rewritten(small, here / "x.zip", "documents", change))).faults
    assert "the text has other words" in fault


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("documents", lambda line: line.pop("claims")),
        ("documents", lambda line: line["document"].update(id="f" * 64)),
        ("documents", lambda line: line["claims"]["attributions"][0].update(quotes=[{"start": "x"}])),
        ("sources", lambda line: line.update(file="../../../etc/passwd")),
        ("sources", lambda line: line.update(paths=None)),
        ("incidents", lambda line: line.pop("members")),
        ("incidents", lambda line: line.update(surprise=1)),
        ("incidents", lambda line: line["members"][0].update(document_id="f" * 64)),
        ("judgements", lambda line: line.update(action="guess")),
        ("judgements", lambda line: line.update(value="[1]")),
        ("judgements", lambda line: line.update(value='{"certainty": "sure"}')),
        ("judgements", lambda line: line.update(words='["BE"]')),
        ("judgements", lambda line: line.update(action="add")),
    ],
)
def test_a_record_that_makes_no_sense_is_refused_by_name(small: Path, here: Path, name: str, change: Any) -> None:
    path = rewritten(small, here / "x.zip", name, change)
    with pytest.raises(RecordError, match=r"is not complete|is not as it was made"):
        demarche.import_dossier(str(path), str(here / "x.db"))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 100])
def test_what_is_no_dossier_is_said_to_be_none(data: bytes, here: Path) -> None:
    path = here / "x.zip"
    path.write_bytes(data)
    assert demarche.verify_dossier(str(path)).faults
    with pytest.raises(UsageError):
        demarche.verify_dossier(str(here / "missing.zip"))


def test_import_wants_an_empty_record(small: Path, gold: str) -> None:
    before = digest_of(gold)
    with pytest.raises(RecordError, match="not empty"):
        demarche.import_dossier(str(small), gold)
    assert digest_of(gold) == before


TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "h3",
    "p",
    "section",
    "dl",
    "dt",
    "dd",
    "svg",
    "text",
    "circle",
    "rect",
}
TAGS |= {"div", "blockquote", "footer", "table", "tr", "th", "td"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def test_the_report_shows_words_and_runs_nothing(awkward: str, here: Path) -> None:
    with zipfile.ZipFile(dossier(awkward, here / "a.zip")) as archive:
        page = archive.read("dossier/data/report.html").decode()
    reader = Reader()
    reader.feed(page)
    assert reader.tags <= TAGS
    assert "<script>alert(1)</script>" in "".join(reader.pieces)
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_the_commands(small: Path, here: Path) -> None:
    run = CliRunner()
    where = str(here / "r2.db")
    told = run.invoke(app, ["verify", str(small)])
    assert (told.exit_code, "faults: 0" in told.stdout) == (0, True)
    told = run.invoke(app, ["import", str(small), "--record", where])
    assert (told.exit_code, told.stdout) == (0, "1 documents imported\n")
    again = here / "again.zip"
    run.invoke(app, ["export", "--format", "dossier", "--record", where, "-o", str(again)])
    assert again.read_bytes() == small.read_bytes()
    again.write_bytes(small.read_bytes()[:-1])
    assert run.invoke(app, ["verify", str(again)]).exit_code == 3
