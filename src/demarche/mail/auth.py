"""SPF, DKIM and DMARC as receivers wrote them down (Authentication-Results, RFC 8601), read tolerantly, and whom to believe.

A strict reader of the RFC understands about one real header in twenty: big providers leave out the authserv-id, the semicolons or the
property types, and put semicolons into comments. This one takes what is recognisable and keeps the rest out.

Anybody can write such a header, the sender too. Servers put their lines on top, so what stands above the border - the topmost ``Received``
line by which a server of the receiver took the mail from outside - is the receiver's word, and what stands below may be the sender's
(RFC 8601, sections 1.6 and 5). Mail filters write right below their server's own line; that place is believed with a caveat. Where the
user names the receiver's authserv-id, the topmost header under that id is its word, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.mail.data import words
from demarche.mail.headers import Header
from demarche.mail.urls import below, registrable

PAIR = re.compile(r"([A-Za-z][\w-]{0,40}(?:\.[\w-]{1,60})?)(?:/\d{1,3})?\s{0,20}=\s{0,20}(\"[^\"]{0,1000}\"|[^\s;\"]{1,1000})")
BY = re.compile(r"\bby\s{1,20}([\w.-]{1,253})", re.IGNORECASE)
FROM = re.compile(r"^\s{0,20}from\s{1,20}([\w.-]{1,253})", re.IGNORECASE)
RDNS = re.compile(
    r"^\s{0,20}from\s{1,20}\S{1,300}\s{0,20}\(\s{0,20}(?:HELO\s{1,9}\S{1,253}\s{0,9})?([\w-]{1,63}(?:\.[\w-]{1,63}){1,12})", re.IGNORECASE
)
FILTER_LINES = frozenset({"dkim-filter", "delivered-to", "return-path", "arc-seal", "arc-message-signature"})
NAMES = frozenset({"authentication-results", "arc-authentication-results", "received-spf", "x-ms-exchange-authentication-results"})
MOST_HEADER = 16_384
MOST_HEADERS = 40


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result before anybody has decided whether to believe it."""

    method: str
    result: str
    properties: dict[str, str]
    comment: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One header: who wrote it, what it says, and whether to believe it (``trust``, ``why`` as in ``report.AuthResult``)."""

    writer: str
    results: tuple[Result, ...]
    trust: str
    why: str
    header: Header


def statements(headers: Sequence[Header], receivers: Sequence[str]) -> list[Statement]:
    """Every authentication header of a mail, from the top, with the trust it deserves.

    ``receivers``: authserv-ids or mail hosts the user vouches for. Without any, the receiver is taken to be whoever wrote the topmost
    ``Received`` line, and its word counts as ``assumed``.
    """
    border = Border(headers, receivers)
    found: list[Statement] = []
    for at, header in enumerate(headers):
        if header.name in NAMES and len(found) < MOST_HEADERS:
            writer, results = _received_spf(header.raw) if header.name == "received-spf" else read(header.raw)
            trust, why = border.trust(at, writer)
            found.append(Statement(writer, results, trust, why, header))
    return found


class Border:
    """Where the receiver's own lines end."""

    def __init__(self, headers: Sequence[Header], receivers: Sequence[str]) -> None:
        self.headers = headers
        self.receivers = tuple(name.lower() for name in receivers)
        hops = [(at, header) for at, header in enumerate(headers) if header.name == "received"]
        self.receiver = next((host for _, header in hops if (host := _host(BY, header))), "")
        self.at = next((at for at, header in hops if self._takes_from_outside(header)), hops[-1][0] if hops else -1)
        self.named_until = -1

    def _takes_from_outside(self, header: Header) -> bool:
        return not (self._own(_host(FROM, header)) and self._own(_host(RDNS, header)))

    def _own(self, host: str) -> bool:
        """Whether a host is one of the receiver's. Hosts without a dot (``localhost``, ``ABC123``) are inner hops."""
        if not host or "." not in host or host.endswith((".local", ".internal", ".lan", ".localdomain")):
            return True
        names = self.receivers or (self.receiver,)
        return any(name and registrable(host) == registrable(name) for name in names)

    def trust(self, at: int, writer: str) -> tuple[str, str]:
        """Trust and its ground for the header at position ``at``; to be asked from the top down."""
        name = self.headers[at].name
        if name == "arc-authentication-results":
            return "untrusted", "arc"
        if self.receivers and any(writer == item or below(writer, item) for item in self.receivers):
            return self._named(at)
        if self.at >= 0 and at > self.at and not self._adjacent(self.at, at):
            return "untrusted", "below-border"
        if self.receivers and writer:
            return "untrusted", "other-writer"
        if writer and self.receiver and not self._own(writer):
            return "untrusted", "other-writer"
        if self.at < 0:
            return "assumed", "no-received"
        return "assumed", "right-below-border" if at > self.at else "topmost-receiver"

    def _named(self, at: int) -> tuple[str, str]:
        if self.named_until >= 0 and not self._adjacent(self.named_until, at):
            return "untrusted", "below-topmost"
        self.named_until = at
        return "trusted", "named-receiver"

    def _adjacent(self, start: int, end: int) -> bool:
        """Whether nothing but lines of mail filters stands between two headers."""
        between = self.headers[start + 1 : end]
        return all(header.name in NAMES or header.name in FILTER_LINES or header.name.startswith("x-") for header in between)


def _host(pattern: re.Pattern[str], header: Header) -> str:
    match = pattern.search(header.raw[:MOST_HEADER])
    return match[1].lower().strip(".") if match else ""


def read(raw: str) -> tuple[str, tuple[Result, ...]]:
    """The writer (empty where the header names none) and the results of one Authentication-Results value."""
    pieces = list(_pieces(raw[:MOST_HEADER]))
    writer = ""
    if pieces and not _methods(pieces[0][0]):
        first = re.sub(r"^i\s*=\s*\d+\s*$", "", pieces[0][0].strip())
        pieces = pieces[1:]
        if not first and pieces and not _methods(pieces[0][0]):
            first, pieces = pieces[0][0].strip(), pieces[1:]
        writer = first.split()[0].strip('"').lower() if first.split() else ""
    results = [result for text, comment in pieces for result in _results(text, comment)]
    return writer, tuple(results)


def _methods(text: str) -> list[str]:
    return [m[1].lower() for m in PAIR.finditer(text) if m[1].lower() in words("patterns", "auth_methods")]


def _pieces(raw: str) -> Iterator[tuple[str, str]]:
    """Statements cut at semicolons, each with its comments taken out and kept apart. Comments nest; an unclosed one ends the header."""
    text: list[str] = []
    comment: list[str] = []
    depth = quoted = 0
    for mark in raw:
        if mark == '"' and not depth:
            quoted ^= 1
        if not quoted and mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
            (comment if depth else text).append(" ")
        elif depth:
            comment.append(mark)
        elif mark == ";" and not quoted:
            yield "".join(text), "".join(comment).strip()
            text, comment = [], []
        else:
            text.append(mark)
    if "".join(text).strip():
        yield "".join(text), "".join(comment).strip()


def _results(text: str, comment: str) -> Iterator[Result]:
    """The results in one statement; several when somebody forgot the semicolons."""
    method, result, properties = "", "", dict[str, str]()
    for match in PAIR.finditer(text):
        name, value = match[1].lower(), match[2].strip('"')
        if name in words("patterns", "auth_methods"):
            if method:
                yield Result(method, result, properties, comment)
            method, result, properties = name, value.lower().rstrip(",."), {}
        elif method:
            properties.setdefault(name, value)
    if method:
        yield Result(method, result, properties, comment)


def _received_spf(raw: str) -> tuple[str, tuple[Result, ...]]:
    """``Received-SPF: pass (comment) receiver=...; client-ip=...;`` (RFC 7208, section 9.1)."""
    pieces = list(_pieces(raw[:MOST_HEADER]))
    text = " ".join(piece for piece, _ in pieces)
    result = text.split()[0].lower() if text.split() else ""
    if result not in words("patterns", "auth_results"):
        return "", ()
    properties = {m[1].lower(): m[2].strip('"') for m in PAIR.finditer(text)}
    if "envelope-from" in properties:
        properties["smtp.mailfrom"] = properties["envelope-from"]
    return properties.get("receiver", "").lower(), (Result("spf", result, properties, " ".join(comment for _, comment in pieces).strip()),)
