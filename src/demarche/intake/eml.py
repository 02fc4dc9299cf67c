"""E-mail messages (RFC 5322): the readable part of one message, its subject as title, its date header as evidence."""

from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
import html
import re
from email.message import Message

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import MAX_MARKUP, MAX_TEXT
from demarche.intake.text import cut, one_source
from demarche.model import Problem, Source

MAX_HEADER = 4_000
"""Characters of one header that are looked at: the standard library's header code is quadratic on long ones."""
MAX_PARTS = 200
HEADER = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.M)
TELLING = {b"received", b"message-id", b"mime-version", b"return-path", b"delivered-to", b"x-mailer", b"authentication-results"}
USUAL = {b"from", b"to", b"subject", b"date", b"reply-to", b"cc"}


def matches(raw: bytes) -> bool:
    """True where the first lines are mail headers: one that only mail has and one usual, or from, to, subject and date together."""
    block = re.split(rb"\r?\n\r?\n", raw[:16384].lstrip(), maxsplit=1)[0]
    if not HEADER.match(block) and not block.startswith(b"From "):
        return False
    names = {name.lower() for name in HEADER.findall(block)}
    return bool(names & TELLING and names & USUAL) or {b"from", b"to", b"subject", b"date"} <= names


def decode(source: Source) -> Decoded | Problem:
    """Subject and text of the message. The plain part is preferred; attachments are left to mail inspection."""
    message = email.message_from_bytes(source.raw, policy=email.policy.compat32)
    part = _readable(message)
    if part is None:
        return Problem(source.path, "no-text", "the message has no text or HTML part", "look at its attachments with inspect")
    body, problems = _part_text(part, source.path)
    markup = "html" if part.get_content_subtype() == "html" else "text"
    subject = header_text(message.get("Subject"))
    if subject:
        body = f"<h1>{html.escape(subject, quote=False)}</h1>\n{body}" if markup == "html" else f"{subject}\n\n{body}"
    body, missing = cut(body, source.path, MAX_MARKUP if markup == "html" else MAX_TEXT)
    words = header_text(message.get("Date"))
    published = mail_date(words)
    return Decoded(
        body, markup, title=subject or None, published=published, published_from="mail" if published else None,
        published_words=words if published else None, problems=problems + missing,
    )  # fmt: skip


def header_text(value: object) -> str:
    """A header's words, decoded (RFC 2047) and on one line; never raises."""
    text = re.sub(r"\s+", " ", str(value or "")[:MAX_HEADER]).strip()
    try:
        return str(email.header.make_header(email.header.decode_header(text)))
    except (ValueError, LookupError, UnicodeError):
        return text


def mail_date(words: str) -> str | None:
    """The day of a Date header as the sender wrote it, ``YYYY-MM-DD``; None where it cannot be read."""
    try:
        return email.utils.parsedate_to_datetime(words[:200]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _readable(message: Message) -> Message | None:
    parts = [part for _, part in zip(range(MAX_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    inline = [part for part in parts if "attachment" not in str(part.get("Content-Disposition", ""))[:200].lower()]
    for wanted in ("text/plain", "text/html"):
        for part in inline:
            if part.get_content_type() == wanted and bytes(part.get_payload(decode=True) or b"").strip():
                return part
    return None


def _part_text(part: Message, path: str) -> tuple[str, tuple[Problem, ...]]:
    raw = bytes(part.get_payload(decode=True) or b"")
    text, problems = decode_bytes(raw, path, part.get_param("charset") and str(part.get_param("charset")))
    return text.replace("\r\n", "\n"), problems


FORMAT = Format("eml", matches, one_source("eml"), decode)
