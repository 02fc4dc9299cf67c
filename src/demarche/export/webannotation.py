"""W3C Web Annotation (JSON-LD): each quotation as an annotation that other tools can show on the page or the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from demarche.clean import raw_span
from demarche.export.format import Format
from demarche.export.ids import made_of
from demarche.export.stix.common import ADDRESS
from demarche.export.stix.statements import abstract
from demarche.export.view import View, claims_of
from demarche.model import Document, Quote, Reading

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after a quotation, by which a reader finds the right one of several places."""


def found_in(view: View) -> Iterator[dict[str, Any]]:
    """One annotation a quotation, by document."""
    for reading in view.documents():
        if reading.duplicate is None:
            for kind, claim in claims_of(reading):
                for number, quote in enumerate(claim.quotes):
                    yield _annotation(reading, kind, claim, number, quote)


def _annotation(reading: Reading, kind: str, claim: Any, number: int, quote: Quote) -> dict[str, Any]:
    document = reading.document
    tags = [value for name in ("type", "status", "certainty", "responsibility") if isinstance(value := getattr(claim, name, None), str)]
    said = {"type": "TextualBody", "value": abstract(claim, kind), "format": "text/plain", "language": "en", "purpose": "describing"}
    marks = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in (kind, *tags, *getattr(claim, "types", ()))]
    return {
        "id": f"urn:uuid:{made_of('annotation', document.id, kind, claim.id, str(number))}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [said, *marks],
        "target": [_target(document, quote, _selectors(document, quote, raw=True)), _text_target(document, quote)],
    }


def _target(document: Document, quote: Quote, selectors: list[dict[str, Any]]) -> dict[str, Any]:
    """The document as it is published, or its bytes where it has no address."""
    source = document.url if document.url and ADDRESS.fullmatch(document.url) else f"urn:sha256:{document.id}"
    language = {} if document.lang == "und" else {"language": document.lang}
    return {"source": {"id": source, **language}, "selector": selectors}


def _text_target(document: Document, quote: Quote) -> dict[str, Any]:
    """The cleaned text, which has the offsets of the record."""
    return {"source": {"id": f"urn:sha256:{document.id}#text", "format": "text/plain"}, "selector": _selectors(document, quote, raw=False)}


def _selectors(document: Document, quote: Quote, raw: bool) -> list[dict[str, Any]]:
    text = document.text
    before, after = text[max(0, quote.start - AROUND) : quote.start], text[quote.end : quote.end + AROUND]
    found: list[dict[str, Any]] = [{"type": "TextQuoteSelector", "exact": quote.exact, "prefix": before, "suffix": after}]
    if not raw or document.kind == "text":
        start, end = raw_span(document, quote.start, quote.end) if raw else (quote.start, quote.end)
        found.append({"type": "TextPositionSelector", "start": start, "end": end})
    return found


def write(view: View, out: BinaryIO) -> None:
    """A page of annotations, one a line."""
    head = json.dumps({"@context": CONTEXT, "id": "urn:demarche:annotations", "type": "AnnotationPage"})
    out.write(head[:-1].encode() + b', "items": [\n')
    separator = b""
    for one in found_in(view):
        out.write(separator + json.dumps(one, ensure_ascii=False).encode("utf-8", "backslashreplace"))
        separator = b",\n"
    out.write(b"\n]}\n")


FORMAT = Format(
    name="webannotation",
    suffix=".jsonld",
    about="W3C Web Annotations (JSON-LD) with quote and position selectors, so that other tools can highlight the passages",
    write=write,
    losses=(
        "Only the passages and what they say are in it: no incidents, judgements, rules, cues or scores.",
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "Positions count code points: in the decoded source for plain text; for HTML, PDF and mail only in the cleaned text "
        "(urn:sha256:...#text), because such sources have no text of their own to count in.",
        "Addresses that are no valid URL are replaced by the hash of the source.",
    ),
)
