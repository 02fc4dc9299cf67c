"""What of a mail a text can name: its addresses as they are written in reports, its subject, its sender's name.

Left out is what many mails have in common: free mailboxes, mailing services, hosts of fonts, listed organisations, the recipients' own
domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.mail.evidence import telling
from demarche.mail.lookalike import guard
from demarche.mail.report import Finding, MailReport
from demarche.mail.urls import listed, parse, registrable

SHORTEST_SUBJECT = 12
FEWEST_WORDS = 2
"""Shorter subjects and names of one word stand in texts by chance."""
DOTS = (".", "[.]", "(.)", "[dot]", "(dot)")
ATS = {".": "@", "[.]": "[@]", "(.)": "(@)", "[dot]": "[at]", "(dot)": "(at)"}
"""The ways reports write an address so that nobody clicks it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One way to name a mail: ``rule`` as in ``model.exhibit.TIES``, ``value`` what is named, ``needle`` as it is written in a text, in
    lower case. ``special`` is true where the words can mean nothing else: a whole URL, or an address written not to be clicked."""

    rule: str
    value: str
    needle: str
    special: bool


def namings(report: MailReport) -> Iterator[Naming]:
    """All ways to name a mail that holds evidence."""
    found = [one.finding for one in telling(report)]
    for url in dict.fromkeys(finding.url for finding in found if finding.url and not finding.service):
        yield from _url(url)
    for domain in sorted(_domains(report, found)):
        yield from (Naming("domain", domain, domain.replace(".", dot), dot != ".") for dot in DOTS)
    for email in sorted(_addresses(report)):
        yield from _address(email)
    yield from _words(report)


def _url(url: str) -> Iterator[Naming]:
    """The address of a page or picture without its scheme; a bare host is a domain."""
    target = parse(url)
    whole = url.partition("//")[2]
    if not target.host or target.path in ("", "/") or not whole.isascii():
        return
    tail = whole[len(target.host) :]
    if whole.startswith(target.host):
        yield from (Naming("url", url, f"{target.host.replace('.', dot)}{tail}".lower(), True) for dot in DOTS)


def _domains(report: MailReport, found: list[Finding]) -> set[str]:
    named = {registrable(finding.host) for finding in found if finding.host and not finding.service}
    senders = (report.sender.author, *report.sender.reply_to) if report.sender else ()
    named |= {registrable(address.domain) for address in senders if address.domain}
    own = {registrable(address.domain) for address in report.recipients if address.domain}
    return {domain for domain in named - own if "." in domain and not _common(domain)}


def _common(domain: str) -> bool:
    return any(listed(domain, key) for key in ("freemail", "senders", "benign")) or guard(()).owner(domain) is not None


def _addresses(report: MailReport) -> set[str]:
    senders = (report.sender.author, *report.sender.reply_to) if report.sender else ()
    known = {address.email for address in report.recipients}
    emails = {address.email for address in senders if "@" in address.email}
    return {email for email in emails - known if guard(()).owner(email.rpartition("@")[2]) is None}


def _address(email: str) -> Iterator[Naming]:
    local, _, domain = email.rpartition("@")
    for dot, at in ATS.items():
        yield Naming("address", email, f"{local}{at}{domain.replace('.', dot)}", dot != ".")
    for dot in DOTS[1:]:
        yield Naming("address", email, f"{local}@{domain.replace('.', dot)}", True)


def _words(report: MailReport) -> Iterator[Naming]:
    subject = " ".join(report.subject.split())
    if len(subject) >= SHORTEST_SUBJECT and len(subject.split()) >= FEWEST_WORDS:
        yield Naming("subject", subject, subject.lower(), False)
    name = " ".join(report.author.name.split()) if report.author else ""
    if len(name.split()) >= FEWEST_WORDS and not _names_a_listed(name):
        yield Naming("sender-name", name, name.lower(), False)


def _names_a_listed(name: str) -> bool:
    """Whether a listed organisation has this name: texts about anything quote it."""
    return any(row.name.lower() == name.lower() for row in guard(()).domains.values())
