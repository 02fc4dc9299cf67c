"""Every mechanism is found, named, explained and located; nothing is found where there is nothing."""

from __future__ import annotations

import fixtures
import pytest
from fixtures import Case

from demarche.mail import Settings, texts
from demarche.mail.examine import examine
from demarche.mail.report import CERTAINTIES, MailReport

MECHANISMS = fixtures.mechanisms()
NEGATIVES = fixtures.negatives()
NAMES = [case.name for case in MECHANISMS]


def read(raw: bytes) -> MailReport:
    return examine(raw, "mail.eml", 0, Settings())


def test_there_are_enough_of_them() -> None:
    assert len({case.mechanism for case in MECHANISMS}) >= 36
    assert len(NEGATIVES) >= 20
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("case", MECHANISMS, ids=NAMES)
def test_mechanism_is_judged_right(case: Case) -> None:
    report = read(case.raw)
    found = [finding for finding in report.findings if case.mechanism in (finding.mechanism, *finding.also)]
    assert [(f.certainty, f.trigger, f.kind) for f in found] == [(case.certainty, case.trigger, case.kind)]
    assert len(report.findings) <= 2, [finding.mechanism for finding in report.findings]
    expected = "deceives" if case.kind != "tracking" else "tracks-clicks" if case.trigger == "click" else "tracks"
    assert report.verdict == (expected if case.certainty != "weak" else "suspicious")


@pytest.mark.parametrize("case", MECHANISMS, ids=NAMES)
@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_mechanism_is_explained(case: Case, lang: str) -> None:
    report = read(case.raw)
    for finding in report.findings:
        spoken = (texts.name(finding.mechanism, lang), texts.explanation(finding.mechanism, lang), texts.reasons(finding, lang))
        assert all(text and "{" not in text for text in spoken)
        assert texts.tells(finding, lang)
    assert len(texts.verdict(report, lang)) > 30


@pytest.mark.parametrize("case", MECHANISMS, ids=NAMES)
def test_finding_stands_where_it_says(case: Case) -> None:
    """The line of the file holds the beginning of what is quoted (encoded parts have another text there)."""
    lines = case.raw.decode("utf-8", "replace").split("\n")
    for finding in read(case.raw).findings:
        assert finding.exact
        assert 1 <= finding.line <= len(lines)
        if b"base64" not in case.raw or case.mechanism == "unclosed-attribute":
            assert finding.exact.partition("\n")[0].strip()[:10].lower() in lines[finding.line - 1].lower()


@pytest.mark.parametrize("case", NEGATIVES, ids=[case.name for case in NEGATIVES])
def test_nothing_is_found_where_there_is_nothing(case: Case) -> None:
    report = read(case.raw)
    assert [(finding.mechanism, finding.defanged) for finding in report.findings] == []
    assert report.state == "complete"
    assert report.verdict in ("clean", "remote")


def test_same_mail_gives_the_same_report() -> None:
    for case in MECHANISMS[:20]:
        assert read(case.raw) == read(case.raw)


def test_report_survives_its_exchange_form() -> None:
    for case in (*MECHANISMS, *NEGATIVES):
        report = read(case.raw)
        assert MailReport.from_dict(report.to_dict()) == report


def test_findings_are_ordered_and_their_ids_differ() -> None:
    pixel = fixtures.image("https://mailtrack.io/trace/mail/ab.png", "width=1 height=1") + fixtures.image(
        "https://bulletin.example/x/a.gif?id=4711"
    )
    report = read(fixtures.mail(fixtures.page(pixel + "<a href='https://bit.ly/abc'>x</a>")))
    ranks = [CERTAINTIES.index(finding.certainty) for finding in report.findings]
    assert ranks == sorted(ranks, reverse=True)
    assert len(ranks) == 3
    assert len({finding.id for finding in report.findings}) == 3


def test_clicks_through_one_counter_are_one_finding() -> None:
    body = "".join(f"<a href='https://u1.ct.sendgrid.net/ls/click?upn=u001.{n}'>x</a>" for n in range(30))
    (finding,) = read(fixtures.mail(fixtures.page(body))).findings
    assert (finding.mechanism, finding.count) == ("redirect-link", 30)


def test_url_is_shown_so_that_nobody_clicks_it() -> None:
    for case in MECHANISMS:
        for finding in read(case.raw).findings:
            assert "http://" not in finding.defanged
            assert "https://" not in finding.defanged
