"""What a mail holds apart from findings: addresses it refers to, files, enclosed messages, and how it reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from demarche.mail.headers import iso_date
from demarche.mail.heads import people
from demarche.mail.mime import Mail, Part, split
from demarche.mail.report import Address, Attachment, Block, Enclosed, Finding, Url
from demarche.mail.scan import Found, Scan, pieces
from demarche.mail.settings import Limits
from demarche.mail.urls import ascii_host
from demarche.mail.visible import defang

MOST_ENCLOSED = 50
"""Enclosed messages that are listed and whose senders are judged."""
MOST_UNPLACED = 40
"""Findings outside the readable text that the picture lists."""
LOOKED_AT = 400
"""Characters of the source at a piece in which a finding's own text is looked for."""
MOST_EXACT = 200


def urls(found: Sequence[Found], most: int) -> tuple[Url, ...]:
    """Each address once for each use, in the order of the mail, at most ``most``."""
    first: dict[tuple[str, str], Found] = {}
    for item in found:
        first.setdefault((item.target.url, item.use), item)
    return tuple(_url(item) for item in list(first.values())[:most])


def _url(item: Found) -> Url:
    target = item.target
    return Url(
        target.url, defang(target.url), target.host, ascii_host(target.domain), item.use, item.part.number, item.text.line(item.start)
    )


def attachments(mail: Mail) -> Iterator[Attachment]:
    """Parts that are files, or have content of their own."""
    for part in mail.leaves():
        own = part.disposition == "attachment" or part.filename or not part.type.startswith(("text/", "message/"))
        if own and not part.type.startswith("multipart/"):
            content = part.content()[0]
            digests = [hashlib.new(name, content, usedforsecurity=False).hexdigest() for name in ("sha256", "md5")]
            yield Attachment(part.filename, part.type, len(content), digests[0], digests[1], part.number, part.disposition != "attachment")


def enclosed(mail: Mail) -> Iterator[Enclosed]:
    """Messages inside the mail, at any depth."""
    holders = {part.number: part for part in mail.parts if part.type == "message/rfc822"}
    for head in list(enclosed_heads(mail))[:MOST_ENCLOSED]:
        author = next(iter(people(head, "from")), Address("", ""))
        date = iso_date(head.header("date")) or ""
        digest = hashlib.sha256(holders[head.enclosed_in].content()[0]).hexdigest()
        yield Enclosed(head.enclosed_in, head.header("message-id"), author, head.header("subject"), date, digest)


def enclosed_heads(mail: Mail) -> Iterator[Part]:
    """The head parts of enclosed messages, the outer before the inner."""
    return (part for part in mail.parts if part.parent == "message/rfc822" and part.enclosed_in)


def enclosed_messages(raw: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """(part number, raw bytes) of the messages directly inside a mail; those inside them are found by asking again."""
    holders = [part for part in split(raw, limits).parts if part.type == "message/rfc822" and not part.enclosed_in]
    return ((part.number, part.content()[0]) for part in holders)


def blocks(scan: Scan, findings: Sequence[Finding]) -> Iterator[Block]:
    """The mail as it reads, each finding once at its place; then the findings that have no place in the readable text."""
    part, text, found = pieces(scan)
    if part is None or text is None:
        return
    placed = [finding for finding in findings if finding.kind != "sender"]
    told: set[str] = set()
    for piece in found:
        line, source = text.line(piece.start), text.text[piece.start : piece.start + LOOKED_AT]
        waiting = [one for one in placed if (one.part, one.line) == (part.number, line) and one.id not in told]
        here = tuple(one.id for one in waiting if _belongs(one, piece.kind, source))
        told.update(here)
        yield Block(piece.kind, piece.text, part.number, line, here, piece.width, piece.height)
    rest = [one for one in placed if one.part != "0" and one.id not in told]
    yield from (Block("hidden", "", one.part, one.line, (one.id,)) for one in rest[:MOST_UNPLACED])


def _belongs(finding: Finding, kind: str, source: str) -> bool:
    return kind != "text" and bool(finding.exact) and source.startswith(finding.exact[:MOST_EXACT])
