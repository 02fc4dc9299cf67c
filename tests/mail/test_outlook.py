"""Outlook files, made here and read through the optional package."""

from __future__ import annotations

import hashlib

import fixtures
import pytest
from compound import message

from demarche.mail import Settings, inspect
from demarche.mail.examine import examine

HEADERS = (
    "Received: from out.bulletin.example by mx.kamer.example; Tue, 5 Jan 2021 10:00:01 +0100\r\n"
    f"From: Le Monde <le.monde@gmail.com>\r\nTo: Jan Peeters <{fixtures.READER}>\r\n"
    "Subject: Bericht\r\nMessage-ID: <1@bulletin.example>\r\n"
)
HTML = fixtures.page(fixtures.image(attributes='width="1" height="1"')).encode()


def test_without_the_package_the_report_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "oxmsg", None)
    report = examine(message(HEADERS, "x", HTML, []), "a.msg", 0, Settings())
    assert [problem.code for problem in report.problems] == ["msg-extra"]
    assert "demarche[msg]" in report.problems[0].hint


def test_a_message_is_examined_like_any_mail() -> None:
    pytest.importorskip("oxmsg")
    raw = message(HEADERS, "Goedendag", HTML, [("brief.pdf", b"%PDF-1.4 inhoud")])
    report = inspect(raw)
    assert report.state == "complete", report.problems
    assert [finding.mechanism for finding in report.findings] == ["name-brand", "pixel-attribute"] or {
        f.mechanism for f in report.findings
    } == {
        "name-brand",
        "pixel-attribute",
    }
    assert report.author is not None
    assert report.author.email == "le.monde@gmail.com"
    assert [address.email for address in report.to] == [fixtures.READER]
    assert report.id == hashlib.sha256(raw).hexdigest()
    assert [(a.name, a.sha256) for a in report.attachments] == [("brief.pdf", hashlib.sha256(b"%PDF-1.4 inhoud").hexdigest())]
    assert report.received == "2021-01-05T09:00:01+00:00"


def test_text_kept_as_rtf_only_is_said_to_be_unread() -> None:
    pytest.importorskip("oxmsg")
    report = examine(message(HEADERS, "Goedendag", b"", [], rtf=b"LZFu"), "a.msg", 0, Settings())
    assert (report.state, [problem.code for problem in report.problems]) == ("partial", ["msg-rtf"])


@pytest.mark.parametrize("cut", [8, 100, 600, 1500])
def test_a_damaged_file_is_refused_or_read_in_part(cut: int) -> None:
    pytest.importorskip("oxmsg")
    report = inspect(message(HEADERS, "x", HTML, [])[:cut])
    assert report.state == "refused"
    assert [problem.code for problem in report.problems] == ["msg-broken"]
