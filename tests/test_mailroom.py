"""Mails in a build: read as documents, kept with what was found in them, and tied to the incidents that name them."""

from __future__ import annotations

from pathlib import Path

import lures
import pytest
from mail import fixtures

import demarche
from demarche.errors import MissingExtraError
from demarche.mail import Inspector, MailReport
from demarche.model import Reading
from demarche.store import open_record, read
from demarche.store.exhibits import exhibits, mails


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "article.txt").write_text(lures.ARTICLE)
    (place / "lure.eml").write_bytes(lures.lure())
    return place


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "record.db")


def reports(where: str) -> dict[str, MailReport]:
    with open_record(where) as kept, kept.reading() as asked:
        return mails(asked, read.source_ids(asked))


def readings(where: str) -> dict[str, Reading]:
    with open_record(where) as kept, kept.reading() as asked:
        return {path: one for one in read.readings(asked) for path in one.paths}


def test_a_mail_is_a_document_and_evidence(folder: Path, where: str) -> None:
    demarche.build([str(folder)], where)
    (sheet,) = demarche.timeline(where)
    (one,) = demarche.evidence(sheet.incident.id, where)
    assert (one.mail.id, one.mail.path, one.mail.verdict) == (lures.report(lures.lure()).id, "", "tracks")
    (ground,) = one.grounds()
    assert "names its domain: “waarheidspers[.]example”" in ground
    found = readings(where)
    assert found[str(folder / "lure.eml")].document.title == lures.SUBJECT
    assert not found[str(folder / "lure.eml")].claims.relevant


def test_building_again_or_in_another_order_changes_nothing(folder: Path, where: str, tmp_path: Path) -> None:
    demarche.build([str(folder)], where)
    first = demarche.verify(where).digest
    assert demarche.build([str(folder)], where).new == 0
    assert demarche.verify(where).digest == first
    other = str(tmp_path / "other.db")
    for name in ("lure.eml", "article.txt"):
        demarche.build([str(folder / name)], other)
    with open_record(where) as one, one.reading() as asked, open_record(other) as two, two.reading() as asked_too:
        ids = [incident.id for incident in read.incidents(asked)]
        assert exhibits(asked, ids) == exhibits(asked_too, ids) != []


def test_a_mail_that_names_a_false_sender_makes_no_claims(tmp_path: Path, where: str) -> None:
    honest = fixtures.mail(text=lures.ARTICLE.replace("\n", "\r\n"), sender="Persdienst <pers@krant.example>")
    false = fixtures.mail(text=lures.ARTICLE.replace("\n", "\r\n") + "PS", sender="Le Monde <lemonde@gmail.com>")
    for name, raw in (("honest.eml", honest), ("false.eml", false)):
        (tmp_path / name).write_bytes(raw)
    report = demarche.build([str(tmp_path / "honest.eml"), str(tmp_path / "false.eml")], where)
    found = readings(where)
    assert found[str(tmp_path / "honest.eml")].claims.attributions
    assert found[str(tmp_path / "false.eml")].claims.attributions == ()
    assert [problem.code for problem in report.problems] == ["impersonates"]
    assert not report.unreadable


def test_every_mail_of_a_box_is_a_source_of_its_own(tmp_path: Path, where: str) -> None:
    box = tmp_path / "box.mbox"
    fixtures.write_mbox(str(box), iter([lures.lure(), lures.lure(to="an.claes@kamer.example"), fixtures.mail(text="Tot morgen.")]))
    demarche.build([str(box)], where)
    assert sorted(readings(where)) == [f"{box}:1", f"{box}:2", f"{box}:3"]
    assert sorted(report.verdict for report in reports(where).values()) == ["clean", "tracks", "tracks"]
    assert demarche.build([str(box)], where).new == 0


def test_a_box_on_standard_input_is_cut_too(tmp_path: Path, where: str) -> None:
    box = tmp_path / "box.mbox"
    fixtures.write_mbox(str(box), iter([lures.lure(), fixtures.mail(text="Tot morgen.")]))
    assert demarche.build(["-"], where, stdin=box.read_bytes()).new == 2


def test_an_enclosed_mail_is_read_and_judged_by_itself(tmp_path: Path, where: str) -> None:
    outer = lures.forwarding(lures.lure(), lures.ARTICLE.replace("\n", "\r\n"))
    (tmp_path / "outer.eml").write_bytes(outer)
    demarche.build([str(tmp_path / "outer.eml")], where)
    (sheet,) = demarche.timeline(where)
    assert [reading.document.path for reading in sheet.readings] == [str(tmp_path / "outer.eml")]
    (one,) = demarche.evidence(sheet.incident.id, where)
    assert [tie.rule for tie in one.exhibit.ties] == ["enclosed", "domain"]
    found = reports(where)
    assert found[sheet.readings[0].document.id].verdict == "clean"
    assert {path for path, reading in readings(where).items() if reading.document.id == one.mail.id} == {f"{tmp_path / 'outer.eml'}#part-2"}


def test_a_mail_without_words_is_kept_for_what_was_found_in_it(tmp_path: Path, where: str) -> None:
    raw = fixtures.mail(fixtures.image(attributes='width="1" height="1"')).replace(b"Subject: Bericht\r\n", b"")
    (tmp_path / "pixel.eml").write_bytes(raw)
    report = demarche.build([str(tmp_path / "pixel.eml")], where)
    assert [problem.code for problem in report.unreadable] == ["no-text"]
    assert [one.verdict for one in reports(where).values()] == ["tracks"]


def test_a_mail_without_words_that_comes_later_is_evidence_too(folder: Path, where: str) -> None:
    demarche.build([str(folder / "article.txt")], where)
    body = fixtures.image(f"https://{lures.DOMAIN}/o.gif", 'width="1" height="1"')
    (folder / "pixel.eml").write_bytes(fixtures.mail(body).replace(b"Subject: Bericht\r\n", b""))
    assert demarche.build([str(folder / "pixel.eml")], where).exhibits == 1


def test_what_is_known_of_the_receiver_is_kept_and_reads_mails_anew(tmp_path: Path, where: str) -> None:
    (tmp_path / "a.eml").write_bytes(fixtures.mail(text="Log in.", sender="Huis <info@mijnhuiis.example>"))
    paths = [str(tmp_path / "a.eml")]
    demarche.build(paths, where)
    assert [one.findings for one in reports(where).values()] == [()]
    assert demarche.build(paths, where, own=["mijnhuis.example"]).new == 1
    assert [finding.resembles for one in reports(where).values() for finding in one.findings] == ["mijnhuis.example"]
    assert demarche.build(paths, where).new == 0
    assert [finding.resembles for one in reports(where).values() for finding in one.findings] == ["mijnhuis.example"]


def test_judgements_attach_by_the_beginning_of_an_id_and_outlive_a_new_build(folder: Path, where: str) -> None:
    (folder / "other.eml").write_bytes(lures.lure(domain="elders.example", subject="Iets anders"))
    demarche.build([str(folder)], where)
    incident = demarche.timeline(where)[0].incident.id
    other = lures.report(lures.lure(domain="elders.example", subject="Iets anders")).id
    demarche.judge("attach", other[:12], "anna", "zelfde server", other=incident, record=where)
    demarche.judge("detach", lures.report(lures.lure()).id, "anna", "niet deze golf", other=incident, record=where)
    demarche.build([str(folder)], where)
    (one,) = demarche.evidence(incident, where)
    assert (one.mail.id, one.grounds()) == (other, ["anna decided so: zelfde server"])
    with pytest.raises(demarche.errors.UsageError, match="no mail has the id"):
        demarche.judge("attach", "ffff", "anna", other=incident, record=where)


def test_masked_evidence_and_documents_name_no_recipient(folder: Path, where: str) -> None:
    outer = lures.forwarding(lures.lure(), lures.ARTICLE.replace("\n", "\r\n") + "\r\nDag Jan Peeters, zie bijlage.")
    (folder / "jan.peeters.eml").write_bytes(
        outer.replace(f"To: {fixtures.READER}".encode(), f"To: Jan Peeters <{fixtures.READER}>".encode(), 1)
    )
    demarche.build([str(folder)], where)
    incident = demarche.timeline(where)[0].incident.id
    shown = repr(demarche.show(incident, where, mask=True)) + repr(demarche.evidence(incident, where, mask=True))
    for word in ("jan.peeters", "Peeters", "amFuLnBlZXRlcnNA"):
        assert word.lower() not in shown.lower()
    assert "recipient-1" in shown
    for reading in demarche.show(incident, where, mask=True).readings:
        for claim in reading.claims.attributions:
            assert all(reading.document.text[quote.start : quote.end] == quote.exact for quote in claim.quotes)


def test_evidence_as_known_on_a_day(folder: Path, where: str) -> None:
    from demarche.verbs.asof import AsOf

    (folder / "later.eml").write_bytes(lures.lure(to="an.claes@kamer.example").replace(b"5 Jan 2021", b"5 Jan 2024"))
    demarche.build([str(folder)], where)
    incident = demarche.timeline(where)[0].incident.id
    assert len(demarche.evidence(incident, where)) == 2
    (one,) = demarche.evidence(incident, where, AsOf("2023-03-30"))
    assert one.mail.observed == "2021-01-05T09:00:00+00:00"


def test_where_inspection_is_not_installed_mails_are_documents_with_a_remark(
    folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def missing(self: Inspector, raw: bytes) -> MailReport:
        asked.append(raw)
        raise MissingExtraError("mail inspection needs the public suffix list", "pip install 'demarche[mail]'")

    monkeypatch.setattr(Inspector, "report", missing)
    (folder / "press.eml").write_bytes(fixtures.mail(text=lures.ARTICLE.replace("\n", "\r\n")))
    report = demarche.build([str(folder)], where)
    assert (report.new, report.mails, len(asked)) == (3, 0, 1)
    assert {(problem.code, problem.fatal, problem.hint) for problem in report.problems} == {
        ("mail-unexamined", False, "pip install 'demarche[mail]'")
    }
    assert readings(where)[str(folder / "press.eml")].claims.attributions
    monkeypatch.undo()
    assert demarche.build([str(folder)], where).mails == 2


def test_verify_walks_the_words_that_name_a_mail(folder: Path, where: str) -> None:
    demarche.build([str(folder)], where)
    before = demarche.verify(where)
    assert before.faults == []
    with open_record(where) as kept, kept.writing() as connection:
        connection.exec_driver_sql("UPDATE exhibits SET body = replace(body, 'waarheidspers[.]example', 'waarheidspers[.]example!')")
    assert [fault.startswith("the mail ") for fault in demarche.verify(where).faults] == [True]


def test_a_mail_that_holds_nul_bytes_is_read_and_judged(tmp_path: Path, where: str) -> None:
    (tmp_path / "nul.eml").write_bytes(lures.lure().replace(b"Goedendag", b"Goe\0den\0dag" + b"\0" * 900))
    assert demarche.build([str(tmp_path / "nul.eml")], where).new == 1
    assert [one.verdict for one in reports(where).values()] == ["tracks"]
    assert "Goedendag" in readings(where)[str(tmp_path / "nul.eml")].document.text
