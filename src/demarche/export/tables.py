"""The record as tables, one an entity, row by row. Columns and their meaning: ``data/export/tables.yml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from demarche.clean import raw_span
from demarche.export.view import View, claims_of
from demarche.export.words import words
from demarche.model import Reading

Row = dict[str, Any]
MAIN = "claims"
"""The table that stands for the whole where a format has room for one."""


def columns(table: str) -> dict[str, str]:
    """Column to type (``text``, ``whole``, ``number``, ``truth``, ``list``) of a table, in order."""
    return {name: kind for name, (kind, _) in words("tables")[table].items()}


def names() -> list[str]:
    """All tables, in the order they are written."""
    return list(words("tables"))


def rows(view: View, table: str) -> Iterator[Row]:
    """The rows of one table, in a fixed order."""
    return TABLES[table](view)


def _incidents(view: View) -> Iterator[Row]:
    for one in view.incidents():
        same = ("anchor", "first", "last", "accusers", "accused", "groups", "deniers", "victims", "techniques", "voices")
        yield {"incident": one.id, **{name: getattr(one, name) for name in same}}


def _incident_documents(view: View) -> Iterator[Row]:
    for one in view.incidents():
        for member in one.members:
            yield {"incident": one.id, "document": member.document_id, "main": member.main, "why": member.why}


def _documents(view: View) -> Iterator[Row]:
    for reading in view.documents():
        document, copy = reading.document, reading.duplicate
        same = ("url", "title", "lang", "kind", "published", "published_from", "published_words")
        yield {
            "document": document.id,
            "paths": reading.paths,
            **{name: getattr(document, name) for name in same},
            "relevant": reading.claims.relevant,
            "duplicate_of": copy.original_id if copy else None,
            "duplicate_kind": copy.kind if copy else None,
        }


def _own(view: View) -> Iterator[Reading]:
    return (reading for reading in view.documents() if reading.duplicate is None)


def _claims(view: View) -> Iterator[Row]:
    for reading in _own(view):
        for kind, claim in claims_of(reading):
            yield _claim(reading, kind, claim)


def _claim(reading: Reading, kind: str, claim: Any) -> Row:
    document = reading.document
    said = getattr(claim, "types", None) or getattr(claim, "type", None) or ()
    same = ("by", "to", "certainty", "responsibility", "status", "country")
    return {
        "claim": claim.id,
        "document": document.id,
        "kind": kind,
        "incident": reading.incidents[0] if reading.incidents else None,
        **{name: getattr(claim, name, None) for name in same},
        "groups": tuple(group.name for group in getattr(claim, "groups", ())),
        "type": (said,) if isinstance(said, str) else said,
        **{name: getattr(claim, name) for name in ("background", "score", "rule", "cues")},
        "quotation": claim.quotes[0].exact if claim.quotes else None,
        "published": document.published,
        "lang": document.lang,
        "source": document.url or document.path,
    }


def _claim_groups(view: View) -> Iterator[Row]:
    for reading in _own(view):
        for claim in reading.claims.attributions:
            for group in claim.groups:
                key = {"claim": claim.id, "document": reading.document.id}
                yield {**key, "name": group.name, "group": group.id, "known_state": group.known_state}


def _quotations(view: View) -> Iterator[Row]:
    for reading in _own(view):
        for kind, claim in claims_of(reading):
            for number, quote in enumerate(claim.quotes, 1):
                start, end = raw_span(reading.document, quote.start, quote.end)
                key = {"claim": claim.id, "document": reading.document.id, "kind": kind, "number": number}
                yield {**key, "exact": quote.exact, "start": quote.start, "end": quote.end, "raw_start": start, "raw_end": end}


def _judgements(view: View) -> Iterator[Row]:
    for one in view.judgements():
        same = ("user", "action", "target", "other", "value", "reason", "at")
        yield {"number": one.seq, **{name: getattr(one, name) for name in same}, "words": getattr(one, "words", None)}


def _problems(view: View) -> Iterator[Row]:
    for one in view.problems():
        yield {name: getattr(one, name) for name in ("path", "code", "reason", "hint", "fatal")}


TABLES: dict[str, Callable[[View], Iterator[Row]]] = {
    "incidents": _incidents,
    "incident_documents": _incident_documents,
    "documents": _documents,
    "claims": _claims,
    "claim_groups": _claim_groups,
    "quotations": _quotations,
    "judgements": _judgements,
    "problems": _problems,
}
