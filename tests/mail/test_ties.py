"""Which mails are evidence of which incidents: the rules, what is no reason, and what people decide."""

from __future__ import annotations

import fixtures
import lures
import pytest

from demarche.mail.naming import clues_of
from demarche.mail.report import MailReport
from demarche.mail.ties import Index, enclosed, exhibits
from demarche.model import Exhibit, Judgement, Reading

LURE = lures.report(lures.lure())
IMPOSTOR = lures.report(lures.impostor())
PIXEL = LURE.findings[0].url.removeprefix("https://")


def tied(reading: Reading, *mails: MailReport, log: tuple[Judgement, ...] = (), main: bool = True) -> list[Exhibit]:
    index = Index([clues_of(mail) for mail in mails or (LURE,)])
    found = list(index.ties(reading))
    assert not found or index.may_name(reading.document.text)
    return exhibits(found, [lures.incident(reading.document.id, main=main)], log)


def rules(reading: Reading, *mails: MailReport) -> set[str]:
    return {tie.rule for one in tied(reading, *mails) for tie in one.ties}


@pytest.mark.parametrize(
    ("text", "technique", "rule"),
    [
        ("Ze kwamen van waarheidspers[.]example en Brussel.", False, "domain"),
        ("Ze kwamen van waarheidspers(dot)example.", False, "domain"),
        ("Ze kwamen van img.waarheidspers.example, vernam de krant.", True, "domain"),
        ("Ze kwamen van WAARHEIDSPERS[.]EXAMPLE.", False, "domain"),
        ("Afzender was redactie[@]waarheidspers[.]example.", False, "address"),
        (f"Het beeld stond op hxxps://{PIXEL} zelf.", False, "url"),
        (f"De mails heetten “{lures.SUBJECT}”.", True, "subject"),
    ],
)
def test_a_document_that_names_the_mail_ties_it_with_its_words(text: str, technique: bool, rule: str) -> None:
    reading = lures.reading(text, technique)
    (exhibit,) = tied(reading)
    assert (exhibit.mail_id, exhibit.incident_id) == (LURE.id, "inc-1")
    tie = next(tie for tie in exhibit.ties if tie.rule == rule)
    assert tie.quote
    assert reading.document.text[tie.quote.start : tie.quote.end] == tie.quote.exact
    assert tie.document_id == reading.document.id


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("Dat meldt waarheidspers.example.", False),
        ("Ze kwamen van nepwaarheidspers[.]example.", True),
        ("Ze kwamen van waarheidspers[.]example.org.", False),
        ("Ze kwamen van waarheidspers.example.org.", True),
        (f"De mails gingen over: {lures.SUBJECT}.", True),
        (f"Een boek heet “{lures.SUBJECT}”.", False),
        ("Waarheidspers Brussel meldt dat.", True),
        ("Ze werden gelezen in kamer[.]example.", True),
        ("Dat gebeurde op 5 januari 2021.", True),
    ],
)
def test_what_may_mean_something_else_ties_nothing(text: str, technique: bool) -> None:
    assert tied(lures.reading(text, technique)) == []


def test_a_site_that_only_names_itself_ties_nothing() -> None:
    text = "Schrijf naar waarheidspers.example."
    assert rules(lures.reading(text, True)) == {"domain"}
    assert rules(lures.reading(text, True, url="https://www.waarheidspers.example/a")) == set()


def test_a_mail_without_a_technique_of_attack_is_no_evidence() -> None:
    honest = lures.report(fixtures.mail(fixtures.page("<p>Niets.</p>"), sender=f"Pers <redactie@{lures.DOMAIN}>"))
    assert tied(lures.reading("Ze kwamen van waarheidspers[.]example."), honest) == []


def test_a_newsletter_with_the_pixel_of_a_mailing_service_is_no_evidence() -> None:
    service = next(case for case in fixtures.known_and_clicks() if case.certainty == "known-tracker" and case.trigger == "open")
    newsletter = lures.report(service.raw.replace(b"bericht@bulletin.example", f"redactie@{lures.DOMAIN}".encode()))
    assert [finding.certainty for finding in newsletter.findings] == ["known-tracker"]
    assert tied(lures.reading("Ze kwamen van waarheidspers[.]example.", True), newsletter) == []


def test_free_mailboxes_and_imitated_names_tie_nothing() -> None:
    assert tied(lures.reading("Le Monde en gmail[.]com werden genoemd.", True), IMPOSTOR) == []
    assert rules(lures.reading("De afzender was lemonde[@]gmail[.]com.", True), IMPOSTOR) == {"address"}


def test_a_report_that_encloses_the_mail_ties_it() -> None:
    outer = lures.report(lures.forwarding(lures.lure(), "België beschuldigt China."))
    ties = list(enclosed([clues_of(outer), clues_of(LURE)]))
    (exhibit,) = exhibits(ties, [lures.incident(outer.id)], ())
    assert exhibit.mail_id == LURE.id
    assert [(tie.rule, tie.document_id, tie.value) for tie in exhibit.ties] == [("enclosed", outer.id, "2")]
    assert exhibits(ties, [lures.incident("other")], ()) == []


def test_a_document_that_only_recalls_the_incident_ties_nothing() -> None:
    reading = lures.reading("Ze kwamen van waarheidspers[.]example.")
    assert tied(reading, main=False) == []


def entry(seq: int, action: str, other: str, user: str = "anna") -> Judgement:
    return Judgement(user, action, LURE.id, "gezien bij het centrum", other, seq=seq)


def test_people_attach_detach_and_take_back() -> None:
    silent, naming = lures.reading("Meer is er niet bekend."), lures.reading("Ze kwamen van waarheidspers[.]example.")
    attach, detach = entry(1, "attach", silent.document.id), entry(2, "detach", silent.document.id)
    (exhibit,) = tied(silent, log=(attach,))
    assert [(tie.rule, tie.user, tie.reason) for tie in exhibit.ties] == [("judgement", "anna", "gezien bij het centrum")]
    assert tied(silent, log=(attach, detach)) == []
    undo = Judgement("anna", "undo", LURE.id, other="2", seq=3)
    assert len(tied(silent, log=(attach, detach, undo))) == 1
    assert tied(naming, log=(entry(1, "detach", naming.document.id),)) == []


def test_mails_are_tied_the_same_whatever_their_order() -> None:
    other = lures.report(lures.lure(to="an.claes@kamer.example"))
    reading = lures.reading("Ze kwamen van waarheidspers[.]example.")
    assert tied(reading, LURE, other) == tied(reading, other, LURE)
    assert len(tied(reading, LURE, other)) == 2
