"""What the header block of a mail, or of a message enclosed in it, says about people and asks of the reader's program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from demarche.mail.data import words
from demarche.mail.headers import Header, addresses
from demarche.mail.judge import Draft
from demarche.mail.mime import Part
from demarche.mail.report import Address, Reason
from demarche.mail.scan import Placed
from demarche.mail.urls import registrable

DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to", "apparently-to", "x-delivered-to", "x-receiver")
FOR = re.compile(r"\bfor\s{1,20}<?([^\s<>;]{1,250}@[^\s<>;]{1,250})>?", re.IGNORECASE)
MOST_RECEIVED = 4000
"""Characters of a Received field that are looked through."""
MOST_EXACT = 300
"""Characters of a field that are quoted."""


def quoted(header: Header) -> str:
    """A field as it is quoted in a finding."""
    return f"{header.name}: {header.raw}"[:MOST_EXACT]


def people(head: Part, name: str) -> tuple[Address, ...]:
    """The addresses in all fields of one name, each once."""
    return tuple(dict.fromkeys(address for header in head.all(name) for address in addresses(header.raw)))


def delivered(head: Part) -> tuple[Address, ...]:
    """Who the mail was handed to, as servers on its way wrote it down."""
    found = [address for name in DELIVERED for address in people(head, name) if address.email]
    found += [Address("", match[1].lower()) for header in head.all("received") if (match := FOR.search(header.raw[:MOST_RECEIVED]))]
    return tuple(dict.fromkeys(found))


def author_domain(head: Part) -> str:
    """The domain of the first From address that has one."""
    return next((address.domain for address in people(head, "from") if address.domain), "")


def receipts(head: Part) -> Iterator[Placed]:
    """Fields that ask the reader's program to report that the mail was read."""
    author = author_domain(head)
    for header in head.headers:
        if header.name in words("patterns", "receipt_headers"):
            reasons = tuple(_receipt_reasons(header, author))
            exact = quoted(header)
            draft = Draft("tracking", "receipt-header", "strong", "receipt", None, header.start, exact, reasons, tells=("receipt",))
            yield Placed(draft, head, None)


def _receipt_reasons(header: Header, author: str) -> Iterator[Reason]:
    to = next((address.email for address in addresses(header.raw) if address.email), header.value[:100])
    yield Reason("receipt", {"field": header.name, "address": to})
    if "@" in to and registrable(to.rpartition("@")[2]) != registrable(author):
        yield Reason("receipt-elsewhere", {})
