"""Whether bytes are a mail that can be examined at all."""

from __future__ import annotations

from demarche.mail.headers import FIELD
from demarche.mail.mime import BOM
from demarche.mail.settings import MEGABYTE, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an Outlook file begins."""
HEAD = 16_384
FIRST_LINES = 200
KNOWN_FIELDS = frozenset(
    b"from to cc subject date received return-path delivered-to mime-version message-id reply-to sender authentication-results "
    b"dkim-signature references in-reply-to disposition-notification-to".split()
)
KNOWN_BEGINNINGS = (b"x-", b"content-", b"arc-", b"list-", b"resent-")


def unfit(raw: bytes, limits: Limits) -> str:
    """Code of the problem for which a mail is refused unread, or an empty string."""
    if len(raw) > limits.max_mb * MEGABYTE:
        return "too-large"
    if not raw.strip(b"\0\r\n\t "):
        return "empty"
    return "" if raw.startswith(OLE) or looks_like_mail(raw) else "not-a-mail"


def looks_like_mail(raw: bytes) -> bool:
    """Whether the beginning reads as the header of a mail: a field every mail program knows among the first lines."""
    head = raw[:HEAD].removeprefix(BOM).lstrip(b"\r\n")
    lines = head.replace(b"\r", b"\n").split(b"\n")
    names = [match[1].lower() for line in lines[:FIRST_LINES] if (match := FIELD.match(line))]
    return any(name in KNOWN_FIELDS or name.startswith(KNOWN_BEGINNINGS) for name in names)
