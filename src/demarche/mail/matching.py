"""Looks for indicators in one mail: in its addresses, subject, links, text and attachments. Runs in the worker process.

Fast for the many mails that hold nothing: one pass of an Aho-Corasick automaton over the decoded text decides, and only a mail with a
candidate is looked at closely.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick, Implementation

from demarche.mail.body import Text
from demarche.mail.headers import Header, addresses, iso_date
from demarche.mail.heads import DELIVERED, FOR
from demarche.mail.mime import Mail, Part
from demarche.mail.opening import open_mail
from demarche.mail.report import Address, plain
from demarche.mail.settings import MEGABYTE, Settings
from demarche.mail.urls import unicode_host
from demarche.mail.visible import shorten

TEXTUAL = ("domain", "url", "address", "subject", "message-id")
HEX_DIGITS = frozenset("0123456789abcdef")
MOST_HITS = 100
MOST_TEXT = 4 * MEGABYTE
CONTEXT = 60


class Finder:
    """Finds one list of indicators. Made once in each worker."""

    def __init__(self, indicators: Sequence[dict[str, str]], settings: Settings) -> None:
        self.settings = settings
        self.rows = [(row["kind"], row["value"], row["source"]) for row in indicators]
        needles: dict[str, list[tuple[str, str, str]]] = {}
        for row in self.rows:
            for needle in _needles(row[0], row[1]) if row[0] in TEXTUAL else ():
                needles.setdefault(needle, []).append(row)
        self.needles = list(needles)
        self.owners = [needles[needle] for needle in self.needles]
        self.automaton = AhoCorasick(self.needles, implementation=Implementation.DFA if len(self.needles) < 2000 else None)
        self.digests = {(kind, value): (kind, value, source) for kind, value, source in self.rows if kind in ("sha256", "md5", "sha1")}

    def find(self, raw: bytes, path: str, index: int) -> dict[str, Any]:
        """Hits of one mail as plain values, with what is needed to tell who received it; ``unfit`` where it is no mail."""
        mail, code, _ = open_mail(raw, self.settings.limits)
        if mail is None:
            return {"unfit": code}
        hits = list(dict.fromkeys(self._hits(mail)))[:MOST_HITS]
        return _summary(mail, hits) if hits else {}

    def _hits(self, mail: Mail) -> Iterator[tuple[str, str, str, str, int, str, str]]:
        """(kind, value, source, part, line, where, context)"""
        for head in (part for part in mail.parts if part is mail.parts[0] or part.parent == "message/rfc822"):
            for header in head.headers:
                yield from self._in_header(head, header)
        for part in mail.leaves():
            if part.type.startswith(("text/", "image/svg", "application/xhtml", "application/xml")):
                yield from self._in_text(part)
            elif self.digests:
                yield from self._in_file(part)

    def _in_header(self, head: Part, header: Header) -> Iterator[tuple[str, str, str, str, int, str, str]]:
        value = " ".join(header.value.split())
        for kind, wanted, source, start in self._candidates(value):
            if kind == "subject" and header.name != "subject":
                continue
            line = 1 + head.raw.count(b"\n", 0, header.start)
            yield kind, wanted, source, "0" if not head.enclosed_in else f"{head.enclosed_in}.0", line, header.name, _context(value, start)

    def _in_text(self, part: Part) -> Iterator[tuple[str, str, str, str, int, str, str]]:
        text = Text(part, MOST_TEXT)
        readable = _unescaped(text.text)
        for kind, wanted, source, start in self._candidates(readable):
            if kind != "subject":
                line = text.line(start) if readable is text.text else text.line(max(0, text.text.lower().find(wanted[:40])))
                yield kind, wanted, source, part.number, line, "text", _context(readable, start)

    def _in_file(self, part: Part) -> Iterator[tuple[str, str, str, str, int, str, str]]:
        content = part.content()[0]
        for algorithm in ("sha256", "md5", "sha1"):
            row = self.digests.get((algorithm, hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()))
            if row:
                yield *row, part.number, 1 + part.raw.count(b"\n", 0, part.start), "attachment", part.filename[:CONTEXT]

    def _candidates(self, text: str) -> Iterator[tuple[str, str, str, int]]:
        """Verified finds in a text: (kind, value, source, offset), the first place of each."""
        if not self.needles:
            return
        lowered = text.lower() if len(text.lower()) == len(text) else "".join(c.lower()[:1] or c for c in text)
        seen: set[tuple[str, str]] = set()
        for which, start, end in self.automaton.find_matches_as_indexes(lowered, overlapping=True):
            for kind, value, source in self.owners[which]:
                if (kind, value) not in seen and _fits(kind, value, lowered, start, end):
                    seen.add((kind, value))
                    yield kind, value, source, start


def _needles(kind: str, value: str) -> list[str]:
    """What to look for: a domain also in its Unicode form, a subject and an address as they are, a URL by host and path."""
    if kind == "domain":
        return list(dict.fromkeys((value, unicode_host(value))))
    if kind == "url":
        host, slash, rest = value.partition("/")
        return list(dict.fromkeys((value.lower(), (unicode_host(host) + slash + rest).lower())))
    return [value.lower()]


def _fits(kind: str, value: str, text: str, start: int, end: int) -> bool:
    """Whether a match is the indicator itself and not part of a longer name."""
    if kind in ("subject", "message-id"):
        return True
    if _goes_on_before(text, start):
        return False
    if kind == "domain":
        return not _goes_on(text, end)
    before, after = text[start - 1 : start], text[end : end + 1]
    if kind == "address":
        return before not in (".", "+") and not _goes_on(text, end)
    return before != "." and (not after or after in "/?#&\"'<> \r\n\t),;]")


def _goes_on_before(text: str, start: int) -> bool:
    """Whether a name began earlier; the digits of a percent code are no part of a name."""
    before = text[start - 1 : start]
    if not before or not (before.isalnum() or before in "-_"):
        return False
    return not (start >= 3 and text[start - 3] == "%" and all(c in HEX_DIGITS for c in text[start - 2 : start]))


def _goes_on(text: str, end: int) -> bool:
    """Whether the host name continues: ``example.org`` in ``example.organic`` or ``example.org.evil.net``."""
    after, next_one = text[end : end + 1], text[end + 1 : end + 2]
    if after and (after.isalnum() or after in "-_"):
        return True
    return after == "." and next_one != "" and (next_one.isalnum() or next_one in "-_")


def _unescaped(text: str) -> str:
    """Entities and percent codes undone where there are any: both hide names from a plain search."""
    if "&#" in text:
        with contextlib.suppress(ValueError):
            text = html.unescape(text)
    return unquote(text) if "%2e" in text.lower() else text


def _context(text: str, start: int) -> str:
    return " ".join(shorten(text[max(0, start - CONTEXT // 2) : start + CONTEXT], 2 * CONTEXT).split())


def _summary(mail: Mail, hits: Sequence[tuple[str, str, str, str, int, str, str]]) -> dict[str, Any]:
    root = mail.parts[0]
    received = next((date for header in root.all("received") if (date := iso_date(header.raw.rpartition(";")[2]))), None)
    author = next(iter(addresses(root.all("from")[0].raw)), Address("", "")) if root.all("from") else Address("", "")
    recipients = [address for name in ("to", "cc", "bcc", *DELIVERED) for header in root.all(name) for address in addresses(header.raw)]
    recipients += [Address("", match[1].lower()) for header in root.all("received") if (match := FOR.search(header.raw[:4000]))]
    unique: dict[str, Address] = {}
    for address in recipients:
        if address.email or address.name:
            unique.setdefault(address.email or address.name, address)
    return {
        "id": mail.id,
        "message_id": root.header("message-id"),
        "subject": root.header("subject"),
        "date": iso_date(root.header("date")),
        "received": received,
        "sender": plain(author),
        "recipients": [plain(address) for address in unique.values()],
        "hits": [list(hit) for hit in hits],
    }
