"""What an opaque signature holds: the mail itself, readable by everybody, inside CMS signed data (RFC 5652; S/MIME, RFC 8551).

Only the way to the content is walked; the signature is not checked. Encrypted data has no such content and stays closed.
"""

from __future__ import annotations

from collections.abc import Iterator

SIGNED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier of signed data (1.2.840.113549.1.7.2), encoded."""
SEQUENCE, SET, INTEGER, IDENTIFIER, OCTETS, PARTS_OF_OCTETS, EXPLICIT = 0x30, 0x31, 0x02, 0x06, 0x04, 0x24, 0xA0
ENDLESS = -1
MOST_PIECES = 100_000


class NotSigned(ValueError):
    """The bytes are no signed data with content, or are broken."""


def signed_content(raw: bytes) -> bytes | None:
    """The content of signed data, or None where there is none to be had."""
    try:
        at = _inside(raw, 0, SEQUENCE)
        if raw[at : at + len(SIGNED_DATA)] != SIGNED_DATA:
            return None
        at = _inside(raw, _inside(raw, at + len(SIGNED_DATA), EXPLICIT), SEQUENCE)
        at = _after(raw, _after(raw, at, INTEGER), SET)
        at = _inside(raw, _after(raw, _inside(raw, at, SEQUENCE), IDENTIFIER), EXPLICIT)
        return b"".join(_octets(raw, at))
    except NotSigned:
        return None


def _header(raw: bytes, at: int) -> tuple[int, int, int]:
    """Tag, offset of the contents, and their length (``ENDLESS`` where an end mark follows) of the element at an offset."""
    if at + 2 > len(raw):
        raise NotSigned
    tag, first = raw[at], raw[at + 1]
    if first < 0x80:
        return tag, at + 2, first
    count = first & 0x7F
    if count == 0:
        return tag, at + 2, ENDLESS
    if count > 4 or at + 2 + count > len(raw):
        raise NotSigned
    return tag, at + 2 + count, int.from_bytes(raw[at + 2 : at + 2 + count], "big")


def _inside(raw: bytes, at: int, wanted: int) -> int:
    tag, start, _ = _header(raw, at)
    if tag != wanted:
        raise NotSigned
    return start


def _after(raw: bytes, at: int, wanted: int) -> int:
    tag, start, length = _header(raw, at)
    if tag != wanted or length == ENDLESS:
        raise NotSigned
    return start + length


def _octets(raw: bytes, at: int) -> Iterator[bytes]:
    """An octet string in one piece or in several."""
    tag, start, length = _header(raw, at)
    if tag == OCTETS and length != ENDLESS:
        yield raw[start : start + length]
        return
    if tag != PARTS_OF_OCTETS:
        raise NotSigned
    end = len(raw) if length == ENDLESS else start + length
    for _ in range(MOST_PIECES):
        if start >= end or raw[start : start + 2] == b"\0\0":
            return
        tag, inner, size = _header(raw, start)
        if tag != OCTETS or size == ENDLESS:
            raise NotSigned
        yield raw[inner : inner + size]
        start = inner + size
