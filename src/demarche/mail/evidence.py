"""Findings fit to stand beside an incident: sure enough, located, and taken for the attack technique they speak for."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.mail.report import CERTAINTIES, Finding, MailReport

TECHNIQUES = {"tracking": "tracking-pixel", "link": "phishing", "sender": "phishing"}
"""The coding guide's technique (``demarche.model.claims.TECHNIQUES``) a kind of finding speaks for."""
EFFECTIVE = ("open", "attachment")
"""Triggers with which tracking is a technique of attack; a click counter or a request for a receipt is none by itself."""

ORDINARY = "known-service"
"""Reason of a finding that belongs to a listed service for anybody's mailings; services made to find people out have another one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding of one mail. Its quotation (``finding.exact``) is the mail's own text at ``finding.part`` and ``finding.line``."""

    mail: MailReport
    finding: Finding

    @property
    def technique(self) -> str | None:
        """One of ``demarche.model.claims.TECHNIQUES``; None for what is no attack technique by itself (a click counter, the pixel of a
        service that newsletters use)."""
        finding = self.finding
        ordinary = any(reason.code == ORDINARY for reason in finding.reasons)
        counts = finding.kind != "tracking" or (finding.trigger in EFFECTIVE and not ordinary)
        return TECHNIQUES[finding.kind] if counts else None


def evidence(report: MailReport, least: str = "strong") -> list[Evidence]:
    """The findings of a report that are fit to be attached to a record, in the report's order.

    ``least``: the lowest certainty to take (``weak``, ``strong``, ``known-tracker``).
    """
    bar = CERTAINTIES.index(least)
    return [Evidence(report, finding) for finding in report.findings if CERTAINTIES.index(finding.certainty) >= bar]


def telling(report: MailReport) -> list[Evidence]:
    """The findings that speak for a technique of attack: without one, a mail is no evidence of an incident."""
    return [one for one in evidence(report) if one.technique]


def deceives(report: MailReport) -> bool:
    """Whether the mail surely misleads about its sender or about where its links go."""
    return any(one.finding.kind != "tracking" for one in evidence(report))


def impersonates(report: MailReport) -> bool:
    """Whether the mail surely pretends to come from somebody else: what it says is then not that somebody's word."""
    return any(one.finding.kind == "sender" for one in evidence(report))
