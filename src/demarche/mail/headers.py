"""Header fields: where they stand, decoding of RFC 2047 words, parameters (RFC 2045, RFC 2231), addresses. All linear and tolerant."""

from __future__ import annotations

import binascii
import codecs
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from demarche.mail.report import Address

FIELD = re.compile(rb"([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:")
WORD = re.compile(r"=\?([\w.:+-]{1,60})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,8000})\?=")
BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")
PARAMETER = re.compile(r';\s*([^=;\s"]{1,80})\s{0,20}=\s{0,20}("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
UNSAFE_CODECS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
"""Text codecs of Python that are no charsets; some take quadratic time on hostile input."""
MOST_PARAMETER_BYTES = 16_384
MOST_ADDRESSES = 500
MOST_NAME = 500


@dataclass(frozen=True, slots=True)
class Header:
    """One field as it stands in the mail: ``name`` lower-cased, ``raw`` unfolded but not decoded, ``start`` its byte offset."""

    name: str
    raw: str
    start: int

    @property
    def value(self) -> str:
        return decode_words(self.raw)


def bytes_to_text(raw: bytes) -> str:
    """UTF-8 if it is that, else Latin-1: never fails, never drops a byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def charset_codec(name: str) -> str | None:
    """The Python codec for a charset a mail names, or None where there is none fit for text."""
    try:
        info = codecs.lookup(name.strip().strip("'\"").split("*")[0][:60])
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) and info.name.replace("-", "_") not in UNSAFE_CODECS else None


def decode_words(text: str) -> str:
    """RFC 2047 encoded words decoded; what cannot be decoded stays as written."""
    if "=?" not in text:
        return text
    return WORD.sub(_decode_word, BETWEEN_WORDS.sub(r"\1", text))


def _decode_word(match: re.Match[str]) -> str:
    codec = charset_codec(match[1]) or "latin-1"
    body = match[3].encode("latin-1", "replace")
    try:
        raw = binascii.a2b_qp(body, header=True) if match[2] in "qQ" else decode_base64(body)[0]
        return raw.decode(codec, "replace")
    except (binascii.Error, ValueError, LookupError):
        return match[0]


NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def decode_base64(body: bytes) -> tuple[bytes, bool]:
    """Decode what can be decoded; the flag is False when stray characters or a broken length had to be passed over."""
    digits = body.translate(None, NOT_BASE64)
    tail = len(digits) % 4
    clean = len(body.translate(None, b"\r\n \t=")) == len(digits) and tail != 1
    if tail == 1:
        digits = digits[:-1]
    return binascii.a2b_base64(digits + b"=" * (-len(digits) % 4)), clean


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The main value (lower-cased) and the parameters of a structured field such as Content-Type."""
    value = value[:MOST_PARAMETER_BYTES]
    main = value.partition(";")[0].strip().lower()
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in PARAMETER.finditer(value):
        _add_parameter(pieces, match[1].lower(), _unquote(match[2]))
        if len(pieces) > 100:
            break
    return main, {name: _join_pieces(parts) for name, parts in pieces.items()}


def _unquote(value: str) -> str:
    value = value.strip()
    if value[:1] == '"':
        value = value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:]
        return re.sub(r"\\(.)", r"\1", value)
    return value


def _add_parameter(pieces: dict[str, dict[int, tuple[str, bool]]], name: str, value: str) -> None:
    base, *marks = name.split("*")
    number = int(marks[0]) if marks and marks[0].isdecimal() and len(marks[0]) < 4 else 0
    pieces.setdefault(base, {}).setdefault(number, (value, bool(marks) and (marks[-1] == "")))


def _join_pieces(parts: dict[int, tuple[str, bool]]) -> str:
    whole = "".join(_percent(value) if encoded else value for _, (value, encoded) in sorted(parts.items()))
    return decode_words(whole)


def _percent(value: str) -> str:
    charset, mark, rest = value.partition("'")
    if mark and "'" in rest:
        value = rest.partition("'")[2]
    return unquote_to_bytes(value).decode(charset_codec(charset) or "utf-8", "replace")


def addresses(raw: str) -> tuple[Address, ...]:
    """The mailboxes of an address field, group names dropped. Never fails; what has no ``@`` keeps its text as name."""
    found = (_address(piece) for piece in _split_list(raw[:200_000]))
    return tuple(address for address in found if address.name or address.email)


def _split_list(raw: str) -> list[str]:
    """Cut at commas and semicolons that are not inside quotes, comments or angle brackets."""
    pieces: list[str] = []
    start = quoted = depth = angle = 0
    skip = False
    for at, mark in enumerate(raw):
        if skip:
            skip = False
        elif mark == "\\":
            skip = True
        elif mark == '"' and not depth:
            quoted ^= 1
        elif quoted:
            continue
        elif mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif mark in "<>":
            angle = mark == "<"
        elif mark in ",;" and not depth and not angle:
            pieces.append(raw[start:at])
            start = at + 1
        if len(pieces) >= MOST_ADDRESSES:
            return pieces
    return [*pieces, raw[start:]]


def _address(piece: str) -> Address:
    opening, closing = piece.rfind("<"), piece.rfind(">")
    if opening >= 0:
        inside = piece[opening + 1 : closing if closing > opening else len(piece)]
        return Address(_display(piece[:opening]), _mailbox(inside))
    text, comment = _cut_comment(piece)
    bare = text.rpartition(":")[2].strip()
    if "@" in bare and " " not in bare:
        return Address(_display(comment), _mailbox(bare))
    return Address("" if text.rstrip().endswith(":") else _display(text), "")


def _cut_comment(piece: str) -> tuple[str, str]:
    opening, closing = piece.find("("), piece.rfind(")")
    if 0 <= opening < closing:
        return piece[:opening] + piece[closing + 1 :], piece[opening + 1 : closing]
    return piece, ""


def _display(text: str) -> str:
    text = text.strip()
    if ":" in text and '"' not in text and "=?" not in text and "@" not in text:
        text = text.rpartition(":")[2].strip()
    return decode_words(_unquote(text)).strip()[:MOST_NAME]


def _mailbox(text: str) -> str:
    text = text[: 2 * MOST_NAME]
    local, mark, domain = decode_words(text).strip().strip("<>'\"").rpartition("@")
    return f"{local.strip().strip(chr(34)).lower()}@{domain.strip().rstrip('.').lower()}" if mark else domain.strip()


def iso_date(text: str) -> str | None:
    """A mail date as ISO 8601 in UTC with seconds, or None when it cannot be read."""
    try:
        moment = parsedate_to_datetime(text[:200].strip())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    try:
        return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).isoformat(timespec="seconds")
    except OverflowError:
        return None
