"""Files, mbox files, folders; nothing is written, nothing is missed."""

from __future__ import annotations

import hashlib
import mailbox as standard
from pathlib import Path

import fixtures
import pytest

from demarche.errors import UsageError
from demarche.mail import Settings, inspect, inspect_all
from demarche.mail.sources import items

ONE = Settings(workers=1)


def test_an_mbox_is_cut_as_the_standard_library_cuts_it(tmp_path: Path) -> None:
    box = str(tmp_path / "box")
    mails = [fixtures.mail(text=f"nummer {n}\r\nFrom hier tot ginder\r\n\r\nFrom nu af 12 uur\r\n") for n in range(25)]
    assert fixtures.write_mbox(box, iter(mails)) == 25
    theirs = [message.as_bytes() for message in standard.mbox(box)]
    ours = [item.read().partition(b"\n")[2] for item in items([box])]
    assert len(ours) == len(theirs) == 25
    assert [hashlib.sha256(a.strip()).digest() for a in ours] == [hashlib.sha256(b.strip()).digest() for b in theirs]


def test_a_maildir_is_read(tmp_path: Path) -> None:
    for name in ("cur/1:2,S", "new/2", ".Sent/cur/3", "tmp/4"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(fixtures.mail(text=name))
    (tmp_path / "dovecot.index").write_bytes(b"\x00")
    (tmp_path / ".uidvalidity").write_bytes(b"1")
    assert [Path(item.path).relative_to(tmp_path).as_posix() for item in items([tmp_path])] == [
        ".Sent/cur/3",
        "cur/1:2,S",
        "new/2",
        "tmp/4",
    ]


def test_what_is_no_mail_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(fixtures.mail(text="x"))
    (tmp_path / "b.eml").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.eml").write_bytes(b"")
    found = {Path(report.path).name: [problem.code for problem in report.problems] for report in inspect_all([tmp_path], ONE)}
    assert found == {"a.eml": [], "b.eml": ["not-a-mail"], "c.eml": ["empty"]}


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        next(inspect_all([tmp_path, tmp_path / "weg"], ONE))


def test_inspect_takes_one_mail(tmp_path: Path) -> None:
    box = tmp_path / "box"
    fixtures.write_mbox(str(box), iter([fixtures.mail(text="a"), fixtures.mail(text="b")]))
    with pytest.raises(UsageError, match="holds 2 mails"):
        inspect(box)


def test_path_and_bytes_give_the_same_findings(tmp_path: Path) -> None:
    raw = fixtures.mechanisms()[0].raw
    file = tmp_path / "a.eml"
    file.write_bytes(raw)
    assert inspect(file).findings == inspect(raw).findings


def test_order_is_kept_with_several_workers(tmp_path: Path) -> None:
    box = str(tmp_path / "box")
    fixtures.write_mbox(box, fixtures.mailbox(80))
    reports = list(inspect_all([box], Settings(workers=2)))
    assert [report.index for report in reports] == list(range(80))
    assert reports == list(inspect_all([box], ONE))


def test_a_domain_first_seen_late_is_marked(tmp_path: Path) -> None:
    box = str(tmp_path / "box")
    known = [fixtures.mail(text="x")] * 25
    late = fixtures.mail(fixtures.page(fixtures.image(attributes="width=1 height=1")), sender="Krant <a@nieuwkomer.example>")
    fixtures.write_mbox(box, iter([*known, late, late]))
    reports = list(inspect_all([box], ONE))
    assert [report.sender.first_seen for report in reports if report.sender][-3:] == [False, True, False]
    assert [finding.mechanism for finding in reports[25].findings] == ["pixel-attribute", "first-seen"]
    assert [finding.mechanism for finding in reports[26].findings] == ["pixel-attribute"]
