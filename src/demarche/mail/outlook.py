"""Outlook ``.msg`` files, through the optional package ``python-oxmsg`` (MIT). The result has the same form as a mail taken apart.

Lines then count within each part as Outlook kept it: the original's own lines are not in such a file. A message whose text is kept only as
compressed RTF is reported as partly examined.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from demarche.mail.headers import FIELD
from demarche.mail.mime import Mail, Part, describe, split
from demarche.mail.settings import Limits

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

RTF_COMPRESSED = 0x1009
TRANSPORT_HEADERS = 0x007D
BROKEN = (OSError, ValueError, KeyError, IndexError, AttributeError, AssertionError, TypeError, RecursionError, struct.error)
"""What the library and olefile raise on damaged files."""


def read_msg(raw: bytes, limits: Limits) -> tuple[Mail | None, str, str]:
    """The mail, or None with a problem code and its detail."""
    try:
        from oxmsg import Message
    except ImportError:
        return None, "msg-extra", ""
    try:
        return _mail(raw, Message.load(raw), limits), "", ""
    except BROKEN as error:
        return None, "msg-broken", f"{type(error).__name__}: {error}"[:200]


def _mail(raw: bytes, message: Message, limits: Limits) -> Mail:
    head = split(_header_block(message), limits).parts[0]
    head.type, head.number, head.params = "multipart/mixed", "", {}
    parts = [head, *_bodies(message), *_attachments(message, limits)]
    for number, part in enumerate(parts[1:], 1):
        part.number, part.parent = str(number), "multipart/mixed"
    notes = (
        [] if any(part.type == "text/html" for part in parts) or not message.properties.binary_prop_value(RTF_COMPRESSED) else ["msg-rtf"]
    )
    return Mail(hashlib.sha256(raw).hexdigest(), raw, parts, notes)


def _header_block(message: Message) -> bytes:
    """The transport headers if the message was received, else what its properties give."""
    text = (message.properties.str_prop_value(TRANSPORT_HEADERS) or "").strip("\r\n \0")
    if FIELD.match(text.encode("utf-8", "replace").lstrip()):
        return text.encode("utf-8", "replace") + b"\r\n\r\n"
    recipients = ", ".join(f"{_quoted(person.name)} <{person.email_address}>" for person in message.recipients)
    lines = [f"From: {message.sender or ''}", f"To: {recipients}", f"Subject: {message.subject}"]
    if message.sent_date:
        lines.append(f"Date: {message.sent_date:%a, %d %b %Y %H:%M:%S} +0000")
    return "\r\n".join(" ".join(line.split()) for line in lines).encode("utf-8", "replace") + b"\r\n\r\n"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "").replace('"', "'") + '"'


def _bodies(message: Message) -> Iterator[Part]:
    if message.body:
        yield _part(message.body.encode("utf-8", "replace"), b"text/plain; charset=utf-8")
    if message.html_body:
        yield _part(message.html_body.encode("utf-8", "replace"), b"text/html; charset=utf-8")


def _attachments(message: Message, limits: Limits) -> Iterator[Part]:
    for number, attachment in enumerate(message.attachments):
        if number >= limits.parts:
            return
        yield _attachment(attachment)


def _attachment(attachment: Attachment) -> Part:
    content = attachment.file_bytes
    kind = (attachment.mime_type or "application/octet-stream").encode("ascii", "replace")
    part = _part(content or b"", kind if content is not None else b"application/ms-tnef")
    part.disposition = "attachment"
    part.filename = attachment.file_name or ""
    return part


def _part(content: bytes, kind: bytes) -> Part:
    part = split(b"Content-Type: " + kind.replace(b"\r", b" ").replace(b"\n", b" ") + b"\n\n", Limits()).parts[0]
    describe(part)
    return Part("", content, 0, len(content), 1, (), part.type, part.params, lines_known=False)
