"""Transfer encodings and charsets, and the way back from decoded text to the line in the mail file."""

from __future__ import annotations

import binascii
import codecs
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from demarche.mail.headers import charset_codec, decode_base64

if TYPE_CHECKING:
    from demarche.mail.mime import Part


def decode_transfer(body: bytes, encoding: str) -> tuple[bytes, bool]:
    """Undo base64 or quoted-printable; anything else is taken as it is. The flag says whether the encoding was whole."""
    if encoding == "base64":
        return decode_base64(body)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body), True
    return body, encoding in ("", "7bit", "8bit", "binary")


class Text:
    """The decoded text of a part, with ``line(offset)``: the line of the mail file that holds the character at ``offset``."""

    def __init__(self, part: Part, most: int) -> None:
        self.part = part
        content, self.whole = part.content()
        self.cut = len(content) > most
        content = content[:most]
        self.charset, self.known_charset = _charset(part, content)
        decoded = content.decode(self.charset, "replace")
        self.nul = "\0" in decoded
        self._nuls = [i - n for n, i in enumerate(_positions(decoded))] if self.nul else []
        self.text = decoded.replace("\0", "") if self.nul else decoded
        self._ends: list[int] | None = None
        self._first = 0

    def line(self, offset: int) -> int:
        """1-based line in the mail file, or in the part's decoded text where the part does not stand in the file as such."""
        before = self.text[:offset]
        size = offset if before.isascii() and not self.charset.startswith("utf-16") else len(before.encode(self.charset, "replace"))
        if self._ends is None:
            self._ends = list(accumulate(_decoded_lengths(self.part)))
            self._first = 1 + self.part.raw.count(b"\n", 0, self.part.start)
        row = bisect_right(self._ends, size + bisect_right(self._nuls, offset))
        return self._first + min(row, max(len(self._ends) - 1, 0))


def _positions(text: str) -> list[int]:
    return [i for i, mark in enumerate(text) if mark == "\0"]


def _decoded_lengths(part: Part) -> list[int]:
    """How many decoded bytes each line of the encoded body stands for."""
    lines = part.raw[part.start : part.end].splitlines(keepends=True)
    if part.encoding == "base64":
        carry, lengths = 0, []
        for line in lines:
            digits = len(line.rstrip(b"\r\n= \t")) + carry
            lengths.append(digits // 4 * 3)
            carry = digits % 4
        return lengths
    if part.encoding == "quoted-printable":
        return [len(binascii.a2b_qp(line)) for line in lines]
    return [len(line) for line in lines]


def _charset(part: Part, content: bytes) -> tuple[str, bool]:
    named = part.params.get("charset", "")
    codec = charset_codec(named) if named else None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", True
    if codec and codec not in ("ascii", "utf-8"):
        return codec, True
    try:
        content.decode("utf-8")
        return "utf-8", codec is not None or not named
    except UnicodeDecodeError:
        return ("utf-8" if codec == "utf-8" else "cp1252"), codec is not None or not named
