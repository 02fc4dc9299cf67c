"""A mail as its page shows it: what was found, what the receiver checked, who it says it is from; all in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.mail import Address, Finding, MailReport, texts
from demarche.mail.visible import unclickable

MOST_PEOPLE = 20
"""Recipients that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding in words. ``number`` is its number in the picture, ``place`` part and line, ``exact`` the mail's own text."""

    number: int
    name: str
    explanation: str
    certainty: str
    url: str
    place: tuple[str, int]
    reasons: str
    tells: str
    exact: str


@dataclass(frozen=True, slots=True)
class Check:
    """One result of a check: by whose word, and whether that counts."""

    method: str
    result: str
    writer: str
    trust: str


@dataclass(frozen=True, slots=True)
class MailPage:
    """A report in words of one language. ``people`` are (label, addresses)."""

    report: MailReport
    verdict: str
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    columns: dict[str, str]


def page_of(report: MailReport, lang: str) -> MailPage:
    """The report in a language that ``mail.texts`` has."""
    rows = tuple(_row(number, finding, lang) for number, finding in enumerate(report.findings, 1))
    people = tuple((texts.label("labels", code, lang), tuple(map(_shown, found))) for code, found in _people(report) if found)
    columns = {name: texts.label("columns", name, lang) for name in ("mechanism", "certainty", "url", "part", "line", "reason", "tells")}
    return MailPage(report, texts.verdict(report, lang), rows, tuple(_checks(report, lang)), people, columns)


def _row(number: int, finding: Finding, lang: str) -> Row:
    more = " " + texts.phrase("labels", "more", lang, {"count": str(finding.count - 1)}) if finding.count > 1 else ""
    return Row(
        number, texts.name(finding.mechanism, lang) + more, texts.explanation(finding.mechanism, lang),
        texts.label("certainties", finding.certainty, lang), finding.defanged, (finding.part, finding.line), texts.reasons(finding, lang),
        texts.tells(finding, lang), unclickable(finding.exact),
    )  # fmt: skip


def _checks(report: MailReport, lang: str) -> Iterator[Check]:
    for result in report.authentication:
        yield Check(result.method, result.result, result.writer, texts.trust(result.why, lang))
    for signature in report.signatures:
        if signature.verified is not None:
            yield Check("dkim", signature.why, f"{signature.selector} {signature.domain}", texts.label("labels", "own-check", lang))


def _people(report: MailReport) -> Iterator[tuple[str, list[Address]]]:
    sender = report.sender
    if sender:
        yield "from", [sender.author]
        yield "sender", [sender.sender] if sender.sender else []
        yield "reply-to", list(sender.reply_to)
        yield "return-path", [sender.return_path] if sender.return_path else []
    yield "to", list(report.to[:MOST_PEOPLE])
    yield "cc", list(report.cc[:MOST_PEOPLE])
    yield "delivered-to", list(report.delivered_to[:MOST_PEOPLE])


def _shown(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name and address.email else address.name or address.email
