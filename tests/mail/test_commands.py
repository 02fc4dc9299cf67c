"""``demarche inspect`` and ``demarche hunt`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import fixtures
import pytest
from typer.testing import CliRunner

from demarche.cli.app import app

RUN = CliRunner()
NASTY = "\x1b]0;titel\x07 \u202ebericht"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    body = fixtures.page(fixtures.image(attributes="width=1 height=1"))
    (tmp_path / "1.eml").write_bytes(
        fixtures.mail(body, headers=f"X-Note: x\r\nSubject: {NASTY}\r\n").replace(b"Subject: Bericht\r\n", b"")
    )
    (tmp_path / "2.eml").write_bytes(fixtures.mail(text="niets"))
    return tmp_path


def test_inspect_prints_verdict_and_table(folder: Path) -> None:
    done = RUN.invoke(app, ["inspect", str(folder), "-j", "1"])
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert "=> This mail reports to its sender when it is opened." in lines
    header = next(i for i, line in enumerate(lines) if line.startswith("mechanism\t"))
    cells = dict(zip(lines[header].split("\t"), lines[header + 1].split("\t"), strict=True))
    assert cells["mechanism"] == "invisible image (size in the tag)"
    assert cells["certainty"] == "strong"
    assert cells["url"] == "hxxps://t[.]bulletin[.]example/o/a.gif"
    assert (cells["part"], cells["line"]) == ("1", "10")
    assert cells["tells"].startswith("That the mail was opened")
    assert lines[-1] == "1 tracks, 1 clean"


def test_nothing_of_a_mail_acts_on_the_terminal(folder: Path) -> None:
    for extra in ([], ["--json"]):
        output = RUN.invoke(app, ["inspect", str(folder), "-j", "1", *extra]).output
        assert not any(mark in output for mark in ("\x1b", "\x07", "\u202e"))


def test_inspect_json_is_one_object_a_line(folder: Path) -> None:
    done = RUN.invoke(app, ["inspect", str(folder), "--json", "--lang", "nl", "-j", "1"])
    first, second = (json.loads(line) for line in done.output.splitlines())
    assert first["verdict"] == "tracks"
    assert first["findings"][0]["name"] == "onzichtbaar beeld (maat in de tag)"
    assert first["findings"][0]["explanation"].startswith("De mail bevat een beeld")
    assert second["verdict"] == "clean"
    assert second["verdict_text"].startswith("Er is niets gevonden")


def test_inspect_masks(folder: Path) -> None:
    output = RUN.invoke(app, ["inspect", str(folder / "1.eml"), "--mask", "-j", "1"]).output
    assert "recipient-1" in output
    assert "peeters" not in output.lower()


def test_inspect_draws(folder: Path, tmp_path: Path) -> None:
    RUN.invoke(app, ["inspect", str(folder / "1.eml"), "--pictures", str(tmp_path / "beeld"), "-j", "1"])
    (file,) = (tmp_path / "beeld").iterdir()
    assert file.read_text(encoding="utf-8").startswith("<svg ")


def test_exit_codes_say_how_it_went(folder: Path) -> None:
    (folder / "3.eml").write_bytes(b"geen mail")
    assert RUN.invoke(app, ["inspect", str(folder), "-j", "1"]).exit_code == 1
    missing = RUN.invoke(app, ["inspect", str(folder / "weg.eml")])
    assert missing.exit_code != 0
    assert "no such file" in str(missing.exception)


def test_hunt_prints_hits_and_people(folder: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "lijst.txt"
    wanted.write_text("t[.]bulletin[.]example\n", encoding="utf-8")
    done = RUN.invoke(app, ["hunt", str(folder / "1.eml"), "--iocs", str(wanted), "-j", "1"])
    assert done.exit_code == 0, done.output
    hits, people = done.output.split("\n\n")
    assert hits.splitlines()[0].split("\t") == ["file", "received", "sender", "recipients", "subject", "indicator", "part", "line", "where"]
    assert "domain: t[.]bulletin[.]example\t1\t10\ttext" in hits
    assert people.splitlines()[0].startswith("recipient\tname\tmails")
    assert people.splitlines()[1].startswith("jan.peeters@kamer.example\tJan Peeters\t1\t2021-01-05")


def test_hunt_json_ends_with_the_people(folder: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "lijst.txt"
    wanted.write_text("t.bulletin.example\n", encoding="utf-8")
    done = RUN.invoke(app, ["hunt", str(folder), "--iocs", str(wanted), "--json", "--mask", "-j", "1"])
    rows = [json.loads(line) for line in done.output.splitlines()]
    assert rows[0]["indicator"]["value"] == "t.bulletin.example"
    assert rows[-1]["notify"][0]["recipient"]["email"] == "recipient-1"
    assert rows[-1]["not_searched"] == 1
    assert "peeters" not in done.output.lower()


def test_hunt_without_hits_says_so(folder: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "lijst.txt"
    wanted.write_text("afwezig.example\n", encoding="utf-8")
    assert "No mail matches." in RUN.invoke(app, ["hunt", str(folder / "2.eml"), "--iocs", str(wanted), "-j", "1"]).output
