"""Findings in the form the record takes them: quoted, located, explained, and sure enough to stand beside an incident."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.mail import texts
from demarche.mail.report import CERTAINTIES, Finding, MailReport

TECHNIQUES = {"tracking": "tracking-pixel", "link": "phishing", "sender": "phishing"}
"""The coding guide's technique (``demarche.model.claims.TECHNIQUES``) a kind of finding speaks for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding as evidence.

    ``id`` is the finding's; ``source`` the SHA-256 of the mail. ``exact`` is the mail's own text at ``part`` and ``line``. ``technique``
    is one of
    ``demarche.model.claims.TECHNIQUES``, or None for what is no attack technique by itself (a click counter). ``observed`` is the date
    (ISO 8601) the mail came in, by the receiver's clock if it left one. ``resembles`` is a hint about a look-alike, never an attribution.
    """

    id: str
    source: str
    message_id: str
    mechanism: str
    technique: str | None
    certainty: str
    trigger: str
    url: str
    defanged: str
    host: str
    part: str
    line: int
    exact: str
    observed: str | None
    service: str
    resembles: str
    statement: str


def evidence(report: MailReport, lang: str = "en", least: str = "strong") -> list[Evidence]:
    """The findings of a report that are fit to be attached to a record, in the report's order.

    ``least``: the lowest certainty to take (``weak``, ``strong``, ``known-tracker``). ``lang``: language of ``statement`` (en, nl).
    """
    bar = CERTAINTIES.index(least)
    return [_evidence(report, finding, lang) for finding in report.findings if CERTAINTIES.index(finding.certainty) >= bar]


def _evidence(report: MailReport, finding: Finding, lang: str) -> Evidence:
    opening = finding.kind != "tracking" or finding.trigger in ("open", "attachment")
    return Evidence(
        finding.id,
        report.id,
        report.message_id,
        finding.mechanism,
        TECHNIQUES[finding.kind] if opening else None,
        finding.certainty,
        finding.trigger,
        finding.url,
        finding.defanged,
        finding.host,
        finding.part,
        finding.line,
        finding.exact,
        report.received or report.date,
        finding.service,
        finding.resembles,
        f"{texts.name(finding.mechanism, lang)}: {texts.reasons(finding, lang)}",
    )
