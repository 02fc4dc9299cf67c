"""Findings and verdicts in plain words. All wording lives in ``data/mail/mechanisms.yml`` and ``data/mail/wording.yml``."""

from __future__ import annotations

from typing import Any

from demarche.errors import UsageError
from demarche.mail.data import load
from demarche.mail.report import Finding, MailReport, Reason
from demarche.mail.visible import shorten, visible
from demarche.model import Tie

LANGUAGES = ("en", "nl")


def check_language(lang: str) -> None:
    """Raises ``UsageError`` for a language without wording."""
    if lang not in LANGUAGES:
        raise UsageError(f"no wording in language {lang!r}", f"choose one of {', '.join(LANGUAGES)}")


def phrase(group: str, code: str, lang: str = "en", values: dict[str, str] | None = None) -> str:
    """The sentence ``code`` of a group of ``wording.yml``, its gaps filled with ``values`` made safe to show.

    Raises ``UsageError`` for a language without wording.
    """
    check_language(lang)
    text = str(load("wording")[group][code][lang])
    for name, value in (values or {}).items():
        text = text.replace("{" + name + "}", shorten(visible(value), 160))
    return text


def mechanism(name: str) -> dict[str, Any]:
    """The entry of a mechanism: names and explanations by language, and its group."""
    return dict(load("mechanisms")["mechanisms"][name])


def name(finding_mechanism: str, lang: str = "en") -> str:
    """What a mechanism is called."""
    return str(mechanism(finding_mechanism)["name"][lang])


def explanation(finding_mechanism: str, lang: str = "en") -> str:
    """How a mechanism works, for a reader who is no technician."""
    return str(mechanism(finding_mechanism)["explanation"][lang])


def reason(item: Reason, lang: str = "en") -> str:
    """One ground of a finding as a clause. Grounds that are mechanisms themselves read by the mechanism's name."""
    if item.code in load("wording")["reasons"]:
        return phrase("reasons", item.code, lang, item.values)
    return name(item.code, lang)


def reasons(finding: Finding, lang: str = "en") -> str:
    """All grounds of a finding, in one line; the mechanism's own name where there is no further ground."""
    further = [item for item in finding.reasons if item.code != finding.mechanism or item.code in load("wording")["reasons"]]
    return "; ".join(dict.fromkeys(reason(item, lang) for item in further)) or name(finding.mechanism, lang)


def tells(finding: Finding, lang: str = "en") -> str:
    """What the sender would learn, and when."""
    return " ".join(phrase("tells", code, lang) for code in finding.tells) or phrase("tells", "nothing", lang)


def verdict(report: MailReport, lang: str = "en") -> str:
    """The verdict on a mail in a few sentences."""
    if report.state == "refused":
        return phrase("verdicts", "refused", lang, {"reason": "; ".join(problem.reason for problem in report.problems)})
    sentences = [phrase("verdicts", report.verdict, lang)]
    if report.verdict != "tracks-clicks" and any(finding.trigger == "click" and finding.kind == "tracking" for finding in report.findings):
        sentences.append(phrase("verdicts", "clicks", lang))
    services = sorted({finding.service for finding in report.findings if finding.service})
    if services:
        sentences.append(phrase("verdicts", "services", lang, {"services": ", ".join(services)}))
    if any(finding.resembles for finding in report.findings):
        domains = sorted({finding.resembles for finding in report.findings if finding.resembles})
        sentences.append(phrase("verdicts", "resembles", lang, {"domains": ", ".join(domains)}))
    if report.loads and report.verdict in ("deceives", "tracks-clicks", "suspicious"):
        sentences.append(phrase("verdicts", "loads", lang, {"count": str(report.loads)}))
    if report.state == "partial":
        sentences.append(phrase("verdicts", "partial", lang))
    return " ".join(sentences)


def spoken(report: MailReport, lang: str = "en") -> dict[str, Any]:
    """``report.to_dict()`` with its wording: ``verdict_text``, and for each finding ``name``, ``reason``, ``explanation`` and
    ``tells_text``."""
    values = report.to_dict()
    values["verdict_text"] = verdict(report, lang)
    for row, finding in zip(values["findings"], report.findings, strict=True):
        row["name"] = name(finding.mechanism, lang)
        row["reason"] = reasons(finding, lang)
        row["explanation"] = explanation(finding.mechanism, lang)
        row["tells_text"] = tells(finding, lang)
    return values


def tie(item: Tie, document: str, lang: str = "en") -> str:
    """Why a mail is evidence of an incident; ``document`` is the title or path of the document that ties it."""
    words = item.quote.exact if item.quote else ""
    values = {"document": document, "value": item.value, "words": words, "user": item.user, "reason": item.reason or "-"}
    return phrase("ties", item.rule, lang, values)


def trust(why: str, lang: str = "en") -> str:
    """Why an authentication result is believed or not."""
    return phrase("trust", why, lang)


def label(group: str, code: str, lang: str = "en") -> str:
    """A short label: ``certainties``, ``triggers``, ``columns`` or ``picture``."""
    return phrase(group, code, lang)
