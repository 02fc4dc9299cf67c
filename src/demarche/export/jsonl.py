"""JSON Lines, one document a line: the format of ``docs/coding-guide.md``, section 8."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, BinaryIO

from demarche.export.format import Format
from demarche.export.view import View
from demarche.model import Reading

CLAIM_FIELDS = ("attributions", "denials", "responses", "victims", "techniques", "objectives")


def line(reading: Reading) -> dict[str, Any]:
    """One document as plain values, in the order of the guide.

    The same bytes read at a second place are a duplicate of themselves: ``duplicate_of`` is then their own ``id``.
    """
    document, claims = reading.document, reading.claims
    original = reading.duplicate.original_id if reading.duplicate else None
    if original is None and document.path != reading.paths[0]:
        original = document.id
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "lang": document.lang,
        "published": document.published,
        "published_from": document.published_from,
        "relevant": claims.relevant,
        "duplicate_of": original,
        "incidents": list(reading.incidents),
        **{name: [_claim(claim) for claim in getattr(claims, name)] for name in CLAIM_FIELDS},
        "problems": [{"code": problem.code, "reason": problem.reason} for problem in document.problems],
    }


def _claim(claim: Any) -> dict[str, Any]:
    values = asdict(claim)
    return {**values, "quotes": [{"exact": quote["exact"], "start": quote["start"], "end": quote["end"]} for quote in values["quotes"]]}


def write(view: View, out: BinaryIO) -> None:
    """One line a document and place, by path."""
    for reading in view.readings():
        out.write(json.dumps(line(reading), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")


FORMAT = Format(
    name="jsonl",
    suffix=".jsonl",
    about="one JSON object a document, with every claim and its quotations (docs/coding-guide.md, section 8)",
    write=write,
    losses=(
        "The cleaned text, what cleaning removed and the raw bytes are not in it; quotations carry their offsets into the cleaned text.",
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "Judgements and the reasons for merging incidents are not in it; claims are as the program found them unless --judged is given.",
    ),
    judged=False,
)
