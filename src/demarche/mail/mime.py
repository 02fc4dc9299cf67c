"""Splits a mail into its parts in one pass over its lines, keeping byte offsets.

The standard library's parser is not used: it takes seconds on one long header, recurses once a nesting level and forgets where a part
stood. This one is iterative and linear, and stops at ``Limits`` with a note instead of failing. Parts are numbered as they nest (``1``,
``2.1``); the message inside a forwarded part ``2`` is ``2.1``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from demarche.mail.body import decode_transfer
from demarche.mail.headers import FIELD, Header, bytes_to_text, parameters
from demarche.mail.sealed import SIGNED, signed_content
from demarche.mail.settings import Limits

BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Part:
    """One entity: ``raw[start:end]`` is its body still encoded. ``lines_known`` is False where offsets do not count in the mail file."""

    number: str
    raw: bytes
    start: int
    end: int
    depth: int
    headers: tuple[Header, ...] = ()
    type: str = "text/plain"
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    parent: str = ""
    enclosed_in: str = ""
    lines_known: bool = True

    def header(self, name: str) -> str:
        """The decoded value of the first field of that name, or an empty string."""
        return next((header.value for header in self.headers if header.name == name), "")

    def all(self, name: str) -> list[Header]:
        return [header for header in self.headers if header.name == name]

    @property
    def encoding(self) -> str:
        return self.header("content-transfer-encoding").partition(";")[0].strip().lower()

    @property
    def container(self) -> bool:
        return self.type.startswith("multipart/") or self.type == "message/rfc822"

    def content(self) -> tuple[bytes, bool]:
        """The body decoded, and whether its encoding was whole."""
        return decode_transfer(self.raw[self.start : self.end], self.encoding)


@dataclass(slots=True)
class Mail:
    """A mail taken apart: ``parts[0]`` is the mail itself. ``id`` is the SHA-256 of the bytes as they came, ``raw`` those bytes with line
    ends that can be read. ``notes`` are codes of what was left out."""

    id: str
    raw: bytes
    parts: list[Part]
    notes: list[str]

    def leaves(self) -> Iterator[Part]:
        return (part for part in self.parts if not part.container)

    def alone(self) -> Mail:
        """The mail without what belongs to messages enclosed in it."""
        return Mail(self.id, self.raw, [part for part in self.parts if not part.enclosed_in], self.notes)


@dataclass(slots=True)
class _Open:
    """A multipart whose end has not been seen."""

    boundary: bytes
    part: Part
    children: int = 0


class _Splitter:
    def __init__(self, raw: bytes, limits: Limits, number: str, depth: int, lines_known: bool) -> None:
        self.raw = raw
        self.limits = limits
        self.lines_known = lines_known
        self.parts: list[Part] = []
        self.unended: list[Part] = []
        self.notes: list[str] = []
        self.open: list[_Open] = []
        self.levels: dict[bytes, list[int]] = {}
        self.root = number
        self.root_depth = depth

    def run(self) -> None:
        at = self._entity(self.root, self.root_depth, "", _skip_preamble(self.raw))
        while self.open and at is not None:
            at = self._to_next_delimiter(at)

    def _entity(self, number: str, depth: int, enclosed_in: str, at: int) -> int | None:
        """Read one header block at ``at`` and all directly nested ones; return where to go on."""
        parent = self.open[-1].part.type if self.open else ""
        while True:
            headers, body = self._headers(at)
            part = Part(number, self.raw, body, len(self.raw), depth, headers, parent=parent, enclosed_in=enclosed_in)
            part.lines_known = self.lines_known
            describe(part)
            self.parts.append(part)
            self.unended.append(part)
            if part.type.startswith("multipart/"):
                self._push(part)
            if not self._holds_message(part):
                return max(body - 1, 0)
            parent, enclosed_in, number, depth, at = part.type, number, f"{number}.1" if number else "1", depth + 1, body

    def _holds_message(self, part: Part) -> bool:
        if part.type != "message/rfc822" or part.encoding in ("base64", "quoted-printable"):
            return False
        if part.depth >= self.limits.depth:
            part.type = "application/octet-stream"
            self._note("too-deep")
            return False
        return True

    def _push(self, part: Part) -> None:
        boundary = part.params.get("boundary", "").encode("utf-8", "replace").rstrip()
        if not boundary or part.depth >= self.limits.depth:
            self._note("no-boundary" if not boundary else "too-deep")
            part.type = "application/octet-stream" if boundary else "text/plain"
            return
        self.levels.setdefault(boundary, []).append(len(self.open))
        self.open.append(_Open(boundary, part))

    def _to_next_delimiter(self, at: int) -> int | None:
        found = self._delimiter(at)
        if found is None:
            return None
        start, after, level, closing = found
        self._close_above(level if not closing else level - 1, start)
        if closing:
            return after - 1
        if len(self.parts) >= self.limits.parts:
            self._note("too-many-parts")
            return None
        holder = self.open[level]
        holder.children += 1
        prefix = holder.part.number
        if prefix == self.root and not self.root:
            number = str(holder.children)
        else:
            number = f"{prefix}.{holder.children}"
        return self._entity(number, holder.part.depth + 1, holder.part.enclosed_in, after)

    def _delimiter(self, at: int) -> tuple[int, int, int, bool] | None:
        """The next line that is a boundary of an open multipart: its start, the offset after it, the level, whether it closes."""
        raw = self.raw
        while (line := raw.find(b"\n--", at)) >= 0:
            end = raw.find(b"\n", line + 1)
            end = len(raw) if end < 0 else end
            level, closing = self._match(raw[line + 3 : min(end, line + 1000)].rstrip())
            if level >= 0:
                return line + 1, min(end + 1, len(raw)), level, closing
            at = line + 3
        return None

    def _match(self, text: bytes) -> tuple[int, bool]:
        if levels := self.levels.get(text):
            return levels[-1], False
        if text.endswith(b"--") and (levels := self.levels.get(text[:-2])):
            return levels[-1], True
        return -1, False

    def _close_above(self, level: int, at: int) -> None:
        """End the bodies of everything still open above ``level``; the line break before a delimiter belongs to the delimiter."""
        end = at - 2 if self.raw[at - 2 : at] == b"\r\n" else at - 1
        holder = self.open[level].part if level >= 0 else None
        while self.unended and self.unended[-1] is not holder:
            part = self.unended.pop()
            part.end = max(part.start, end)
        while len(self.open) > level + 1:
            closed = self.open.pop()
            self.levels[closed.boundary].pop()

    def _headers(self, at: int) -> tuple[tuple[Header, ...], int]:
        fields: list[tuple[str, int, list[bytes]]] = []
        raw, limit = self.raw, at + self.limits.header_bytes
        while at < len(raw):
            end = raw.find(b"\n", at)
            end = len(raw) if end < 0 else end
            line = raw[at:end].rstrip(b"\r")
            if not line:
                return _build(fields), min(end + 1, len(raw))
            if line[:2] == b"--" and self._match(line[2:].rstrip())[0] >= 0:
                return _build(fields), at
            if at > limit or len(fields) > self.limits.header_fields:
                self._note("header-too-large")
                return _build(fields), self._body_after(at)
            _add_line(fields, line, at)
            at = end + 1
        return _build(fields), len(raw)

    def _body_after(self, at: int) -> int:
        ends = [found + len(mark) for mark in (b"\n\n", b"\n\r\n") if (found := self.raw.find(mark, at)) >= 0]
        return min(ends, default=len(self.raw))

    def _note(self, code: str) -> None:
        if code not in self.notes:
            self.notes.append(code)


def _add_line(fields: list[tuple[str, int, list[bytes]]], line: bytes, at: int) -> None:
    if line[:1] in (b" ", b"\t") and fields:
        fields[-1][2].append(line)
    elif match := FIELD.match(line):
        fields.append((match[1].decode("ascii").lower(), at, [line[match.end() :]]))


def _build(fields: list[tuple[str, int, list[bytes]]]) -> tuple[Header, ...]:
    return tuple(Header(name, bytes_to_text(b"".join(lines)).strip(), start) for name, start, lines in fields)


def _skip_preamble(raw: bytes) -> int:
    """Past a byte-order mark, blank lines and mbox's ``From `` line."""
    at = len(BOM) if raw.startswith(BOM) else 0
    while raw[at : at + 1] in (b"\r", b"\n"):
        at += 1
    if raw.startswith((b"From ", b">From "), at):
        end = raw.find(b"\n", at)
        return len(raw) if end < 0 else end + 1
    return at


def describe(part: Part) -> None:
    """Read the fields that say what a part is."""
    default = "message/rfc822" if part.parent == "multipart/digest" else "text/plain"
    part.type, part.params = parameters(next((h.raw for h in part.headers if h.name == "content-type"), "")) if part.headers else ("", {})
    if "/" not in part.type:
        part.type = {"html": "text/html", "multipart": "multipart/mixed"}.get(part.type, default)
    part.type = part.type.split()[0] if part.type.split() else default
    if part.type in ("message/global", "message/news"):
        part.type = "message/rfc822"
    part.disposition, extra = parameters(part.header("content-disposition"))
    part.filename = extra.get("filename") or part.params.get("name", "")


def split(raw: bytes, limits: Limits) -> Mail:
    """Take a mail apart. Never fails; what was left out stands in ``notes``."""
    id = hashlib.sha256(raw).hexdigest()
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    splitter = _Splitter(raw, limits, "", 0, True)
    splitter.run()
    if not splitter.parts[0].container:
        splitter.parts[0].number = "1"
    mail = Mail(id, raw, splitter.parts, splitter.notes)
    _open_signed(mail, limits)
    _open_encoded(mail, limits)
    return mail


def _open_signed(mail: Mail, limits: Limits) -> None:
    """What an opaque signature holds is part of the mail that is signed."""
    for part in [part for part in mail.parts if part.type in SIGNED]:
        content = signed_content(part.content()[0]) if len(mail.parts) < limits.parts else None
        if content is not None:
            part.type = "multipart/signed"
            for found in _taken_apart(mail, part, content, limits):
                found.enclosed_in = found.enclosed_in or part.enclosed_in


def _taken_apart(mail: Mail, part: Part, raw: bytes, limits: Limits) -> list[Part]:
    """The parts of what another part holds, added to the mail."""
    inner = _Splitter(raw, limits, f"{part.number}.1" if part.number else "1", part.depth + 1, False)
    inner.run()
    mail.parts.extend(inner.parts)
    mail.notes.extend(note for note in inner.notes if note not in mail.notes)
    return inner.parts


def _open_encoded(mail: Mail, limits: Limits) -> None:
    """Messages that are themselves encoded, or attached as ``.eml`` files, are taken apart too: two levels deep at most."""
    waiting = [(part, 0) for part in mail.parts if _is_message_file(part)]
    while waiting and len(mail.parts) < limits.parts:
        part, level = waiting.pop(0)
        inner = _taken_apart(mail, part, part.content()[0], limits)
        part.type = inner[0].parent = "message/rfc822"
        for found in inner:
            found.enclosed_in = found.enclosed_in or part.number
        if level < 1:
            waiting.extend((found, level + 1) for found in inner if _is_message_file(found))


def _is_message_file(part: Part) -> bool:
    encoded = part.type == "message/rfc822" and part.encoding in ("base64", "quoted-printable")
    return encoded or (not part.container and part.filename.lower().endswith(".eml"))
