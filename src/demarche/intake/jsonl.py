"""JSON Lines: a document a line, with its words in ``text`` or ``html`` and optionally ``url title published lang``."""

from __future__ import annotations

import hashlib
import html
import json
from collections.abc import Iterator
from typing import Any

from demarche.intake.decoded import Decoded, Format
from demarche.intake.encoding import decode as decode_bytes
from demarche.intake.limits import MAX_MARKUP, MAX_TEXT, Limits
from demarche.intake.text import cut
from demarche.model import Problem, Source

FIELDS_HINT = "give every line a field 'text' or 'html'; 'url', 'title', 'published' and 'lang' are optional"


def matches(raw: bytes) -> bool:
    """True where the first line that is not blank is a JSON object of its own."""
    first = raw[:3].replace(b"\xef\xbb\xbf", b"") + raw[3:]
    head = first.lstrip()
    if not head.startswith(b"{"):
        return False
    line = head.split(b"\n", 1)[0].strip()
    return line.endswith(b"}") and b'"' in line


def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
    """One source a row. Where no row at all holds a document, one problem speaks for the file."""
    bare: list[Problem] = []
    good = False
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        item = _row(line.strip(), f"{path}:{number}", limits)
        if isinstance(item, Problem) and item.code == "no-text-field":
            bare.append(item)
            continue
        good = good or isinstance(item, Source)
        yield item
    if bare and not good:
        reason = f"{len(bare)} JSON lines, but none has text in a field 'text' or 'html': these are no documents"
        yield Problem(path, "no-documents", reason, FIELDS_HINT)
    else:
        yield from bare


def _row(line: bytes, path: str, limits: Limits) -> Source | Problem:
    if len(line) > limits.max_line:
        return Problem(path, "too-large", f"the line has {len(line):,} bytes, the limit is {limits.max_line:,}", "split the document")
    row = _parse(line)
    if not isinstance(row, dict):
        return Problem(path, "broken-json", "the line is not a JSON object", "mend or delete this line")
    if not isinstance(row.get("text"), str) and not isinstance(row.get("html"), str):
        return Problem(path, "no-text-field", "the line has no text in a field 'text' or 'html'", FIELDS_HINT)
    if not (_string(row, "text") or _string(row, "html")):
        return Problem(path, "empty", "the document of this line is empty", "leave it out")
    return Source(
        hashlib.sha256(line).hexdigest(), path, "json", line,
        url=_string(row, "url"), title=_string(row, "title"), published=_string(row, "published"), lang=_string(row, "lang"),
    )  # fmt: skip


def _parse(line: bytes) -> Any:
    try:
        row = json.loads(decode_bytes(line, "")[0])
    except (ValueError, RecursionError):
        return None
    return {name: _whole(value) for name, value in row.items()} if isinstance(row, dict) else row


def _whole(value: Any) -> Any:
    """Text without halves of surrogate pairs, which JSON can spell and no text can hold: they become U+FFFD."""
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if isinstance(value, str) else value


def _string(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value.strip() or None if isinstance(value, str) else None


def decode(source: Source) -> Decoded | Problem:
    """The row's own text; a title that the text does not begin with goes before it."""
    row = _parse(source.raw)
    if not isinstance(row, dict):
        return Problem(source.path, "broken-json", "the line is not a JSON object", "mend or delete this line")
    text = row.get("text") if _string(row, "text") else None
    markup = "text" if text else "html"
    body = text or row.get("html") or ""
    title = _string(row, "title")
    if title and title not in body[: len(title) + 2000]:
        body = f"{title}\n\n{body}" if text else f"<h1>{html.escape(title, quote=False)}</h1>\n{body}"
    body, problems = cut(body, source.path, MAX_MARKUP if markup == "html" else MAX_TEXT)
    published = source.published
    return Decoded(
        body, markup, title=title, published=published, published_from="field" if published else None,
        published_words=published, url=source.url, lang=source.lang, problems=problems,
    )  # fmt: skip


FORMAT = Format("json", matches, sources, decode)
