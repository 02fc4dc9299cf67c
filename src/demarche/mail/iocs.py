"""Indicators to look for in old mail: plain lists, STIX 2.1 bundles and MISP events."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demarche.errors import UsageError
from demarche.mail.urls import ascii_host, parse, unicode_host
from demarche.mail.visible import refang

KINDS = ("domain", "url", "address", "subject", "message-id", "sha256", "md5", "sha1")
PREFIX = re.compile(r"(domain|host|url|address|email|from|subject|message-id|sha256|md5|sha1)\s{0,9}[:=]\s{0,9}(?!//)(.+)", re.IGNORECASE)
NAMES = {"host": "domain", "email": "address", "from": "address"}
EMAIL = re.compile(r"[^\s@<>]{1,250}@[^\s@<>]{1,250}\.[^\s@<>]{1,60}")
DOMAIN = re.compile(r"(?:\*\.)?(?:[\w\u00a1-\uffff-]{1,63}\.){1,20}[\w\u00a1-\uffff-]{2,63}\.?")
DIGESTS = {32: "md5", 40: "sha1", 64: "sha256"}
COMPARISON = re.compile(r"([a-z0-9-]{1,60}):([\w.'\[\]*-]{1,120}?)\s{0,9}(=|LIKE|IN)\s{0,9}(\([^)]{0,20000}\)|'(?:[^'\\]|\\.){0,8000}')")
LITERAL = re.compile(r"'((?:[^'\\]|\\.){0,8000})'")
STIX_KINDS = {
    ("domain-name", "value"): "domain",
    ("url", "value"): "url",
    ("email-addr", "value"): "address",
    ("email-message", "subject"): "subject",
    ("email-message", "from_ref.value"): "address",
    ("email-message", "sender_ref.value"): "address",
    ("email-message", "message_id"): "message-id",
    ("email-message", "body_multipart[*].body_raw_ref.hashes.'SHA-256'"): "sha256",
    ("file", "hashes.'SHA-256'"): "sha256",
    ("file", "hashes.SHA-256"): "sha256",
    ("file", "hashes.MD5"): "md5",
    ("file", "hashes.'SHA-1'"): "sha1",
    ("file", "hashes.SHA1"): "sha1",
    ("file", "hashes.'MD5'"): "md5",
}
MISP_KINDS = {
    "domain": "domain",
    "hostname": "domain",
    "url": "url",
    "uri": "url",
    "link": "url",
    "email": "address",
    "email-src": "address",
    "email-reply-to": "address",
    "email-subject": "subject",
    "email-message-id": "message-id",
    "sha256": "sha256",
    "md5": "md5",
    "sha1": "sha1",
}


@dataclass(frozen=True, slots=True, order=True)
class Indicator:
    """Something to look for. ``kind`` is one of ``KINDS``; ``value`` is normalised (lower case, refanged); ``source`` says where it came
    from."""

    kind: str
    value: str
    source: str = ""


def read_indicators(source: str | Path) -> list[Indicator]:
    """Indicators from a file: one a line, a STIX 2.1 bundle, or a MISP event, told apart by content. Doubles are dropped.

    In a plain list ``#`` begins a comment; a line's kind is told by its form or by a prefix (``subject: Invoice``, ``address:
    x@example.org``);
    defanged forms (``hxxp``, ``[.]``) are understood. Raises ``UsageError`` for a file that cannot be read or holds nothing usable.
    """
    path = Path(source)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: the list of indicators cannot be read ({error})", "give a UTF-8 text file, a STIX 2.1 or a MISP file"
        ) from error
    found = list(dict.fromkeys(parse_indicators(text, path.name)))
    if not found:
        raise UsageError(
            f"{path}: no indicator found", "write one domain, URL, address or 'subject: words' a line, or give STIX 2.1 or MISP JSON"
        )
    return found


def parse_indicators(text: str, source: str = "") -> Iterator[Indicator]:
    """Indicators in a text of any of the three forms."""
    if text.lstrip()[:1] in "{[" and text.strip():
        try:
            content = json.loads(text)
        except ValueError as error:
            raise UsageError(f"{source}: looks like JSON but is not ({error})", "check the file is complete") from error
        yield from _in_json(content, source)
        return
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            yield from _in_line(line, f"{source}:{number}")


def _in_line(line: str, source: str) -> Iterator[Indicator]:
    match = PREFIX.fullmatch(line)
    kind = match[1].lower() if match else ""
    value = match[2] if match else line.partition(" #")[0].strip()
    found = indicator(NAMES.get(kind, kind) or guess(value), value, source)
    if found:
        yield found


def guess(value: str) -> str:
    """The kind of a bare value by its form; running text is taken for a subject."""
    text = refang(value)
    if re.match(r"(?:https?|ftp)://", text, re.IGNORECASE):
        return "url"
    if EMAIL.fullmatch(text.strip("<>")):
        return "address"
    if re.fullmatch(r"[0-9a-fA-F]+", text) and len(text) in DIGESTS:
        return DIGESTS[len(text)]
    if DOMAIN.fullmatch(text):
        return "domain"
    return "url" if "/" in text and DOMAIN.fullmatch(text.partition("/")[0]) else "subject"


def indicator(kind: str, value: str, source: str = "") -> Indicator | None:
    """A normalised indicator, or None for an empty value."""
    value = " ".join(value.split()) if kind == "subject" else refang(value).strip().strip("<>").strip()
    if kind == "domain":
        value = ascii_host(unicode_host(value.lower().removeprefix("*.").strip("."))) if value else ""
    elif kind == "url":
        value = normal_url(value)
    elif kind != "message-id":
        value = value.lower()
    return Indicator(kind, value, source) if value else None


def normal_url(url: str) -> str:
    """Scheme dropped, host in its DNS form, a trailing slash dropped: what makes two spellings of an address equal."""
    target = parse(url if "://" in url else f"http://{url}")
    rest = target.url.partition("://")[2]
    start = min((at for mark in "/?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    return (ascii_host(target.host) + rest[start:].partition("#")[0]).rstrip("/")


def _in_json(content: Any, source: str) -> Iterator[Indicator]:
    rows = content if isinstance(content, list) else [content]
    for row in rows:
        if isinstance(row, str):
            yield from _in_line(row, source)
        elif isinstance(row, Mapping) and isinstance(row.get("objects"), list):
            yield from _in_stix(row["objects"], source)
        elif isinstance(row, Mapping) and ("Event" in row or "Attribute" in row or "response" in row):
            yield from _in_misp(row, source)
        elif isinstance(row, Mapping) and "type" in row:
            yield from _in_stix([row], source)


def _in_stix(objects: Iterable[Any], source: str) -> Iterator[Indicator]:
    rows = [row for row in objects if isinstance(row, Mapping)]
    for row in rows:
        name = str(row.get("id", source))
        if row.get("type") == "indicator":
            yield from _in_pattern(str(row.get("pattern", "")), name)
        for (kind, key), wanted in STIX_KINDS.items():
            if (
                row.get("type") == kind
                and "." not in key
                and isinstance(row.get(key), str)
                and (found := indicator(wanted, row[key], name))
            ):
                yield found
        if row.get("type") == "file" and isinstance(row.get("hashes"), Mapping):
            for algorithm, value in row["hashes"].items():
                wanted = {"SHA-256": "sha256", "SHA-1": "sha1", "MD5": "md5"}.get(algorithm, "")
                if wanted and (found := indicator(wanted, str(value), name)):
                    yield found


def _in_pattern(pattern: str, source: str) -> Iterator[Indicator]:
    """The comparisons of a STIX pattern that name something a mail can hold. ``AND`` is read as ``OR``: a hunt had better find too much."""
    for match in COMPARISON.finditer(pattern[:200_000]):
        kind = STIX_KINDS.get((match[1], match[2]))
        for literal in LITERAL.finditer(match[4]) if kind else ():
            value = re.sub(r"\\(.)", r"\1", literal[1])
            value = value.strip("%") if match[3] == "LIKE" else value
            if kind and (found := indicator(kind, value, source)):
                yield found


def _in_misp(row: Mapping[str, Any], source: str) -> Iterator[Indicator]:
    waiting: list[Any] = [row]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, Mapping):
            kind = MISP_KINDS.get(str(item.get("type", "")))
            if kind and isinstance(item.get("value"), str) and (found := indicator(kind, item["value"], str(item.get("uuid", source)))):
                yield found
            waiting.extend(item[key] for key in ("Event", "Attribute", "Object", "response") if key in item)
