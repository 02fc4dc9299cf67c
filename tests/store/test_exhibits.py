"""Mails and exhibits in the record, on each database there is."""

from __future__ import annotations

from dataclasses import replace

import lures
import pytest

from demarche.mail.naming import clues_of
from demarche.model import Exhibit, Quote, Source, Tie
from demarche.model.document import MAIL
from demarche.store import Record, exhibits, write
from demarche.store.evidence import evidence_by

RAW = lures.lure(subject="Over \u202e en NUL \x00 en \udce9".encode("utf-8", "replace").decode())
REPORT = lures.report(RAW)
READING = lures.reading("Ze kwamen van waarheidspers[.]example.")
TIE = Tie("domain", READING.document.id, Quote(0, 6, READING.document.text[:6]), lures.DOMAIN)


@pytest.fixture
def kept(record: Record) -> Record:
    with record.writing() as connection:
        write.add_source(connection, Source(REPORT.id, "lure.eml", MAIL, RAW), write.now())
        exhibits.keep_mail(connection, REPORT)
        source = Source(READING.document.id, "krant.txt", "text", READING.document.text.encode())
        write.append(connection, source, READING.document, READING.claims, "test")
        exhibits.replace_exhibits(connection, [Exhibit(REPORT.id, "inc-1", (TIE, Tie("judgement", user="anna", reason="\x00")))])
    return record


def test_what_is_kept_comes_back(kept: Record) -> None:
    with kept.reading() as connection:
        assert exhibits.mails(connection, [REPORT.id, "none"]) == {REPORT.id: REPORT}
        (one,) = exhibits.exhibits(connection, ["inc-1"])
        assert one.ties[0] == TIE
        assert exhibits.exhibits_of_mail(connection, REPORT.id) == [one] == exhibits.all_exhibits(connection)
        assert exhibits.exhibits(connection, ["inc-2"]) == []
        assert exhibits.count_mails(connection) == {"mails": 1, "exhibits": 1}
        assert exhibits.clues(connection) == [clues_of(REPORT)]
        assert evidence_by(connection, REPORT.id)[0].grounds()[0] == "krant.txt names its domain: “België”"


def test_a_later_report_replaces_the_former(kept: Record) -> None:
    with kept.writing() as connection:
        exhibits.keep_mail(connection, replace(REPORT, findings=(), verdict="clean"))
        assert exhibits.clues(connection) == []
        assert exhibits.mails(connection, [REPORT.id])[REPORT.id].verdict == "clean"


def test_reading_texts_leaves_writing_as_it_was(kept: Record) -> None:
    with kept.writing() as connection:
        assert list(exhibits.texts(connection)) == [(READING.document.id, READING.document.text)]
        exhibits.replace_exhibits(connection, [])
        assert exhibits.all_exhibits(connection) == []


def test_ids_are_found_by_their_beginning(kept: Record) -> None:
    with kept.reading() as connection:
        assert exhibits.mail_ids(connection, REPORT.id[:10]) == [REPORT.id] == exhibits.all_mail_ids(connection)
        assert exhibits.mail_ids(connection, "%") == []


def test_ties_are_kept_until_mails_or_documents_change(kept: Record) -> None:
    with kept.writing() as connection:
        before = exhibits.tied_from(connection)
        exhibits.replace_ties(connection, [(REPORT.id, TIE)])
        assert exhibits.ties(connection) == [(REPORT.id, TIE)]
        assert exhibits.tied_from(connection) == before
        exhibits.keep_mail(connection, replace(REPORT, findings=(), verdict="clean"))
        assert exhibits.tied_from(connection) != before
