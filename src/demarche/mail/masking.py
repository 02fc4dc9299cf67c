"""Recipients taken out of everything that is shown: their addresses, names, encoded forms in URLs, and the markers that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from demarche.mail.addressing import forms
from demarche.mail.markers import all_of
from demarche.mail.report import Address, Finding, MailReport, build
from demarche.mail.urls import parse
from demarche.mail.visible import defang

Rows = list[tuple[re.Pattern[str], str]]
TOKEN = "[marker]"
SHORTEST_WORD = 3
SHORTEST_MARKER = 4
WORD_EDGE = r"(?<![^\W_]){}(?![^\W_])"


class Masker:
    """Replaces recipients by ``recipient-1``, ``recipient-2`` ... in the order it meets them: the same person keeps the same number."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def name(self, email: str) -> str:
        """The stand-in for an address."""
        return self.numbers.setdefault(email.lower(), f"recipient-{len(self.numbers) + 1}")

    def replacements(self, people: Iterable[Address]) -> tuple[Rows, Rows]:
        """Patterns for the addresses of people in all their forms, and for their names; longest first."""
        found: dict[str, str] = {}
        names: dict[str, str] = {}
        for person in people:
            stand_in = self.name(person.email or person.name)
            for needle in forms(person.email) if "@" in person.email else ():
                found.setdefault(needle.text, stand_in)
            local = person.email.partition("@")[0]
            words = [person.name, local, *re.split(r"[\s.,_\"'()-]+", f"{person.name} {local}")]
            for word in words:
                if len(word) >= SHORTEST_WORD and not word.isdigit():
                    names.setdefault(word, stand_in)
        rows = [(re.compile(re.escape(text), re.IGNORECASE), to) for text, to in sorted(found.items(), key=_longest)]
        return rows, [
            (re.compile(WORD_EDGE.format(re.escape(text)), re.IGNORECASE), to) for text, to in sorted(names.items(), key=_longest)
        ]

    def text(self, text: str, people: Iterable[Address]) -> str:
        """``text`` without the people."""
        addresses, names = self.replacements(people)
        return _apply(text, addresses + names)


def _markers(report: MailReport) -> Iterator[str]:
    for finding in report.findings:
        yield from finding.markers
    for url in dict.fromkeys([*(finding.url for finding in report.findings), *(url.url for url in report.urls)]):
        yield from (marker.text for marker in all_of(parse(url)))


def _longest(row: tuple[str, str]) -> int:
    return -len(row[0])


def _apply(text: str, rows: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, to in rows:
        text = pattern.sub(to, text)
    return text


def mask(report: MailReport, masker: Masker | None = None) -> MailReport:
    """The report without its recipients, and without the markers in URLs by which a sender would know them again.

    A sender who is also a recipient is masked too. Finding ids, hashes of attachments and the mail's own hash stay.
    """
    masker = masker or Masker()
    people = report.recipients
    addresses, names = masker.replacements(people)
    markers = {text for text in _markers(report) if len(text) >= SHORTEST_MARKER}
    # A marker that carries the address is replaced whole: parts of base64 around it would give the rest away.
    sure = [(re.compile(re.escape(text), re.IGNORECASE), TOKEN) for text in sorted(markers, key=len, reverse=True)] + addresses
    values = {
        name: value if name in KEPT else _walk(value, sure, sure if name in HOSTS else sure + names)
        for name, value in report.to_dict().items()
    }
    masked: MailReport = build(MailReport, values)
    who = {address: Address("", masker.name(address.email or address.name)) for address in people}
    return replace(
        masked,
        to=tuple(who[a] for a in report.to),
        cc=tuple(who[a] for a in report.cc),
        delivered_to=tuple(who[a] for a in report.delivered_to),
        findings=tuple(_refang(finding) for finding in masked.findings),
        urls=tuple(replace(url, defanged=defang(url.url)) for url in masked.urls),
        masked=True,
    )


KEPT = frozenset({"id", "index", "size", "state", "verdict", "loads", "date", "received", "masked"})
HOSTS = frozenset({"host", "domain", "domains"})
"""Host names keep ordinary words even where a recipient has such a name: they are what partners search for."""
KEPT_KEYS = frozenset({
    "id", "kind", "mechanism", "certainty", "trigger", "part", "line", "also", "tells", "service", "resembles", "code", "sha256", "md5",
    "size", "type", "use", "method", "result", "trust", "why", "findings", "fatal", "writer", "organisation",
})  # fmt: skip


def _walk(value: Any, sure: Rows, rows: Rows) -> Any:
    if isinstance(value, str):
        return _apply(value, rows)
    if isinstance(value, dict):
        return {key: item if key in KEPT_KEYS else _walk(item, sure, sure if key in HOSTS else rows) for key, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, sure, rows) for item in value]
    return value


def _refang(finding: Finding) -> Finding:
    return replace(finding, defanged=defang(finding.url), markers=())
