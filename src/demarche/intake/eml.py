"""E-mail messages (RFC 5322): the readable part of one message, its subject as title, its date header as evidence.

A message that another encloses as an attachment is a source of its own: what it says is said by its own sender.
"""

from __future__ import annotations

import email.utils
import html
import re
from collections.abc import Iterator

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import Limits
from demarche.intake.text import cut, source_of
from demarche.mail.contents import MOST_ENCLOSED, enclosed_messages
from demarche.mail.mime import Mail, Part, split
from demarche.mail.settings import Limits as MailLimits
from demarche.model import Problem, Source
from demarche.model.document import MAIL

MOST_TEXT = 200_000
"""Characters of a mail's plain text that are read (some seventy pages); the rest is reported as left out."""
MOST_MARKUP = 1_000_000
"""The same for HTML."""
MAX_HEADER = 4_000
"""Characters of one header that are looked at."""
DEEPEST = 5
LIMITS = MailLimits()
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


def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
    """The mail, then the messages enclosed in it, outer before inner."""
    yield source_of(raw, path, MAIL)
    opened, found = [(raw, path, 0)], 0
    for outer, place, depth in opened:
        for number, inner in enclosed_messages(outer, LIMITS):
            found += 1
            if found > MOST_ENCLOSED or depth >= DEEPEST:
                reason = f"of the messages enclosed in it, only the first {MOST_ENCLOSED} and {DEEPEST} levels were read"
                yield Problem(path, "partly-read", reason, "save the others in files of their own", fatal=False)
                return
            yield source_of(inner, f"{place}#part-{number}", MAIL)
            opened.append((inner, f"{place}#part-{number}", depth + 1))


def decode(source: Source) -> Decoded | Problem:
    """Subject and text of the message itself. The plain part is preferred; attachments are left to mail inspection."""
    whole = split(source.raw, LIMITS)
    message = whole.alone()
    head, part = message.parts[0], _readable(message)
    subject = _line(head.header("subject"))
    if part is None and (not subject or len(whole.parts) == len(message.parts)):
        return Problem(source.path, "no-text", "the message has no text or HTML part", "look at its attachments with inspect")
    body, problems = _part_text(part, source.path) if part else ("", ())
    markup = "html" if part and part.type == "text/html" else "text"
    if subject:
        body = f"<h1>{html.escape(subject, quote=False)}</h1>\n{body}" if markup == "html" else f"{subject}\n\n{body}"
    body, missing = cut(body, source.path, MOST_MARKUP if markup == "html" else MOST_TEXT)
    words = _line(head.header("date"))
    published = _day(words)
    return Decoded(
        body, markup, title=subject or None, published=published, published_from="mail" if published else None,
        published_words=words if published else None, problems=problems + missing,
    )  # fmt: skip


def _line(value: str) -> str:
    return re.sub(r"[\s\0]+", " ", value[:MAX_HEADER]).strip()


def _day(words: str) -> str | None:
    """The day of a Date header as the sender wrote it, ``YYYY-MM-DD``; None where it cannot be read."""
    try:
        return email.utils.parsedate_to_datetime(words[:200]).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _readable(message: Mail) -> Part | None:
    inline = [part for part in message.leaves() if part.disposition != "attachment"]
    for wanted in ("text/plain", "text/html"):
        for part in inline:
            if part.type == wanted and part.content()[0].strip():
                return part
    return None


def _part_text(part: Part, path: str) -> tuple[str, tuple[Problem, ...]]:
    text, problems = decode_bytes(part.content()[0], path, part.params.get("charset"))
    return text.replace("\r\n", "\n").replace("\0", ""), problems


FORMAT = Format(MAIL, matches, sources, decode)
