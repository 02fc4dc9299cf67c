"""Ten kinds of bad input: each gives a clear problem, the rest is built, the exit code is 1."""

from __future__ import annotations

import builtins
import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest

import demarche
from demarche.cli.app import main

GOOD = (
    "De Belgische regering beschuldigt China van een cyberaanval op het ministerie van Defensie. Dat zei minister Lahbib maandag. Volgens "
    "haar zitten de Chinese hackersgroepen APT27 en APT31 achter de aanval. De Chinese ambassade in Brussel wijst de beschuldiging van de "
    "hand. Er is geen bewijs, zegt een woordvoerder van de ambassade."
)
ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n"
    b"4 0 obj\n<< /Filter /Standard /V 1 /R 2 /P -4 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") >>\nendobj\n"
    b"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [(0123456789abcdef) (0123456789abcdef)] >>\n"
)
DEEP = "<html><body>" + "<div>" * 5000 + f"<p>{GOOD}</p>" + "</div>" * 5000 + "</body></html>"
LINES = '{"id": "1", "text": "' + GOOD + ' Eerste."}\n{"id": "2", "text": \n{"id": "3", "text": "' + GOOD + ' Derde."}\n'

FILES: dict[str, bytes] = {
    "good.txt": GOOD.encode(),
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 64,
    "truncated.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "encrypted.pdf": ENCRYPTED,
    "encoding.txt": f"Gepubliceerd in België: {GOOD}".encode("cp1252"),
    "spaces.txt": b" " * 50_000_000,
    "deep.html": DEEP.encode(),
    "forbidden.txt": GOOD.encode(),
    "rows.jsonl": LINES.encode(),
}
NOTHING_READ = {
    "empty.txt": "empty",
    "binary.txt": "binary",
    "truncated.pdf": "broken-pdf",
    "encrypted.pdf": "encrypted-pdf",
    "spaces.txt": "empty",
    "forbidden.txt": "unreadable",
    "missing.txt": "missing",
    "rows.jsonl:2": "broken-json",
}
READ_WITH_A_REMARK = {"encoding.txt": "encoding-guessed", "deep.html": "deep-nesting"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("in")
    for name, content in FILES.items():
        (place / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as monkeypatch:
        forbid(place / "forbidden.txt", monkeypatch)
        yield place


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away the right to read, also from the superuser, to whom permissions do not apply."""
    path.chmod(0)
    real = builtins.open

    def refusing(file, *args, **kwargs):
        if str(file) == str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real(file, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", refusing)


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, str]:
    """Exit code, printed text and record of a build over all of it."""
    record = str(tmp_path_factory.mktemp("out") / "record.db")
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as monkeypatch, redirect_stdout(printed):
        monkeypatch.setattr(sys, "argv", ["demarche", "build", str(folder), str(folder / "missing.txt"), "--record", record])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0), printed.getvalue(), record


def test_the_rest_is_built_and_the_exit_code_says_that_some_was_not(built: tuple[int, str, str]) -> None:
    code, out, record = built
    assert code == 1
    assert f"not readable: {len(NOTHING_READ)}" in out
    places = {Path(reading.document.path).name for sheet in demarche.timeline(record) for reading in sheet.readings}
    assert {"good.txt", "encoding.txt", "deep.html", "rows.jsonl:1", "rows.jsonl:3"} <= places


@pytest.mark.parametrize(("name", "code"), [*NOTHING_READ.items(), *READ_WITH_A_REMARK.items()])
def test_each_is_a_problem_with_a_reason_and_a_way_out(built: tuple[int, str, str], name: str, code: str) -> None:
    _, out, record = built
    (found,) = [problem for problem in demarche.problems(record) if problem.path.endswith("/" + name)]
    assert found.code == code
    assert found.fatal is (name in NOTHING_READ)
    assert len(found.reason.split()) >= 3
    assert found.hint
    assert name in out


def test_building_again_finds_the_same(built: tuple[int, str, str], folder: Path) -> None:
    record = built[2]
    before = demarche.verify(record)
    report = demarche.build([str(folder), str(folder / "missing.txt")], record)
    assert report.new == 0
    assert demarche.verify(record) == before
    assert before.faults == []
