"""Mails on the command line: built, shown, attached, exported, masked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lures
import pytest
from typer.testing import CliRunner

import demarche
from demarche.cli.app import app
from demarche.errors import UsageError

LURE = lures.report(lures.lure()).id


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.fixture
def record(tmp_path: Path) -> str:
    (tmp_path / "article.txt").write_text(lures.ARTICLE)
    (tmp_path / "lure.eml").write_bytes(lures.lure())
    (tmp_path / "other.eml").write_bytes(lures.lure(domain="elders.example", subject="Iets anders"))
    where = str(tmp_path / "record.db")
    files = [str(tmp_path / name) for name in ("article.txt", "lure.eml", "other.eml")]
    built = run("build", *files, "--record", where, "--own", "kamer.example", "--receiver", "mx.kamer.example")
    assert built.exit_code == 0
    assert "mails: 2 (inspected, 1 of them evidence of an incident)" in built.stdout
    return where


def incident(record: str) -> str:
    return str(demarche.timeline(record)[0].incident.id)


def test_show_says_why_a_mail_is_there_and_masks_when_asked(record: str) -> None:
    shown = run("show", incident(record), "--record", record).stdout
    assert "because Members of parliament received mails with a tracking pixel names its domain: “waarheidspers[.]example”" in shown
    assert "invisible image (size in the tag) · strong · hxxps://img[.]waarheidspers[.]example/open/amFu" in shown
    masked = run("show", incident(record), "--record", record, "--mask").stdout
    assert "amFu" not in masked
    assert "[marker]" in masked


def test_a_person_attaches_and_the_next_build_carries_it_out(record: str) -> None:
    other = lures.report(lures.lure(domain="elders.example", subject="Iets anders")).id
    told = run(
        "judge", "attach", other[:16], "--other", incident(record), "--reason", "zelfde server", "--user", "anna", "--record", record
    )
    assert f"anna attach {other}" in told.stdout
    run("build", str(Path(record).parent / "article.txt"), "--record", record)
    assert "because anna decided so: zelfde server" in run("show", incident(record), "--record", record).stdout
    with pytest.raises(UsageError, match="no mail has the id 0000"):
        run("judge", "attach", "0000", "--other", incident(record), "--user", "anna", "--record", record)


def test_export_masks(record: str) -> None:
    for masked, expected in (((), True), (("--mask",), False)):
        bundle = json.loads(run("export", "-f", "stix", "--record", record, *masked).stdout)
        addresses = {one["value"] for one in bundle["objects"] if one["type"] == "email-addr"}
        assert f"redactie@{lures.DOMAIN}" in addresses
        assert ("jan.peeters@kamer.example" in addresses) is expected


def test_an_outlook_mail_is_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "a.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__substg1.0_0037001F".encode("utf-16-le"))
    built = run("build", str(tmp_path / "a.msg"), "--record", str(tmp_path / "r.db"))
    assert "the file is an Outlook mail, not text; save it as .eml" in built.stdout
