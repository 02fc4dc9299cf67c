"""What of a mail a text can name: its addresses as they are written in reports, its subject, its sender's name.

Left out is what many mails have in common: free mailboxes, mailing services, hosts of fonts, listed organisations, the recipients' own
domain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from demarche.mail.evidence import deceives, telling
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
class Clues:
    """What ties a mail to documents. ``telling`` is whether it holds evidence, ``deceives`` whether it surely misleads.

    ``names`` are (rule, value) of what a text can name of it, rules as in ``model.exhibit.TIES``; ``encloses`` are (part number, id) of the
    mails inside it.
    """

    mail: str
    telling: bool
    deceives: bool
    names: tuple[tuple[str, str], ...]
    encloses: tuple[tuple[str, str], ...]


def clues_of(report: MailReport) -> Clues:
    """The clues of a mail; one that holds no evidence has no names."""
    found = [one.finding for one in telling(report)]
    encloses = tuple((inner.part, inner.sha256) for inner in report.enclosed if inner.sha256 != report.id)
    return Clues(report.id, bool(found), deceives(report), tuple(_names(report, found)) if found else (), encloses)


def _names(report: MailReport, found: list[Finding]) -> Iterator[tuple[str, str]]:
    yield from (("url", url) for url in dict.fromkeys(one.url for one in found if one.url) if any(_address_of(url)))
    yield from (("domain", domain) for domain in sorted(_domains(report, found)))
    yield from (("address", email) for email in sorted(_addresses(report)))
    subject = " ".join(report.subject.split())
    if len(subject) >= SHORTEST_SUBJECT and len(subject.split()) >= FEWEST_WORDS:
        yield "subject", subject
    name = " ".join(report.author.name.split()) if report.author else ""
    if len(name.split()) >= FEWEST_WORDS and not _names_a_listed(name):
        yield "sender-name", name


def spellings(rule: str, value: str) -> Iterator[tuple[str, bool]]:
    """How a text may write a name, in lower case, and whether that can mean nothing else: a whole URL, or written not to be clicked."""
    if rule == "url":
        host, tail = _address_of(value)
        yield from ((f"{host.replace('.', dot)}{tail}".lower(), True) for dot in DOTS)
    elif rule == "domain":
        yield from ((value.replace(".", dot), dot != ".") for dot in DOTS)
    elif rule == "address":
        yield from _spelt(*value.split("@", 1))
    else:
        yield value.lower(), False


def _spelt(local: str, domain: str) -> Iterator[tuple[str, bool]]:
    for dot, at in ATS.items():
        yield f"{local}{at}{domain.replace('.', dot)}", dot != "."
    for dot in DOTS[1:]:
        yield f"{local}@{domain.replace('.', dot)}", True


def _address_of(url: str) -> tuple[str, str]:
    """Host and path of the address of a page or picture; nothing for a bare host, which is a domain."""
    target, whole = parse(url), url.partition("//")[2]
    plain = bool(target.host) and target.path not in ("", "/") and whole.isascii() and whole.startswith(target.host)
    return (target.host, whole[len(target.host) :]) if plain else ("", "")


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


def _names_a_listed(name: str) -> bool:
    """Whether a listed organisation has this name: texts about anything quote it."""
    return any(row.name.lower() == name.lower() for row in guard(()).domains.values())
