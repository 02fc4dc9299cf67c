"""Model records to and from the JSON kept in the record. Canonical: equal records give equal text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import RowMapping

from demarche.model import (
    Attribution,
    Claims,
    Denial,
    Document,
    Edit,
    Group,
    Incident,
    Member,
    Problem,
    Quote,
    Removed,
    Response,
    Tag,
    Victim,
)

Claim = Attribution | Denial | Response | Victim | Tag
CLAIM_TYPES: dict[str, type[Any]] = {
    "attributions": Attribution,
    "denials": Denial,
    "responses": Response,
    "victims": Victim,
    "techniques": Tag,
    "objectives": Tag,
}
"""Field of ``Claims`` to the record it holds; also the values of ``claims.kind``."""


def _values(record: Any) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_values)


def dumps(value: object) -> str:
    """Canonical JSON of plain values and model records: sorted keys, no spaces, text as it is."""
    return ENCODER.encode(value)


def decode_claim(kind: str, body: str) -> Any:
    """The claim record that ``dumps`` wrote."""
    values = json.loads(body)
    values["quotes"] = tuple(Quote(**quote) for quote in values["quotes"])
    if "groups" in values:
        values["groups"] = tuple(Group(**group) for group in values["groups"])
    return CLAIM_TYPES[kind](**_tupled(values))


def _tupled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def claim_row(document_id: str, kind: str, position: int, claim: Any) -> dict[str, Any]:
    """One row of the ``claims`` table: the columns that are searched, and the whole claim as ``body``."""
    return {
        "document_id": document_id,
        "id": claim.id,
        "kind": kind,
        "position": position,
        "claimant": getattr(claim, "by", None),
        "accused": getattr(claim, "to", None),
        "country": getattr(claim, "country", None),
        "type": getattr(claim, "type", None),
        "certainty": getattr(claim, "certainty", None),
        "responsibility": getattr(claim, "responsibility", None),
        "status": getattr(claim, "status", None),
        "background": int(claim.background),
        "rule": claim.rule,
        "body": dumps(claim),
    }


def claim_rows(document_id: str, claims: Claims) -> list[dict[str, Any]]:
    """All rows of one document's claims."""
    return [claim_row(document_id, kind, position, claim) for kind in CLAIM_TYPES for position, claim in enumerate(getattr(claims, kind))]


def decode_claims(relevant: bool, rows: Iterable[RowMapping]) -> Claims:
    """The claims of one document from its rows (``kind``, ``body``) in the order they were written."""
    found: dict[str, list[Any]] = {kind: [] for kind in CLAIM_TYPES}
    for row in rows:
        found[row["kind"]].append(decode_claim(row["kind"], row["body"]))
    return Claims(relevant=relevant, **{kind: tuple(items) for kind, items in found.items()})


def document_row(document: Document, relevant: bool) -> dict[str, Any]:
    """The columns of ``documents`` that come from the document; its path is kept as an appearance."""
    same = ("id", "text", "lang", "kind", "url", "title", "title_end", "published", "published_from", "published_words")
    return {name: getattr(document, name) for name in same} | {
        "relevant": int(relevant),
        "meta": dumps(document.meta),
        "edits": dumps([[edit.start, edit.length, edit.raw, edit.raw_length] for edit in document.edits]),
        "removed": dumps([[cut.raw, cut.raw_end, cut.reason] for cut in document.removed]),
        "problems": dumps([replace(problem, path="") for problem in document.problems]),
    }


def decode_document(row: RowMapping, path: str) -> Document:
    """The document that ``document_row`` wrote, as seen at ``path``."""
    same = {field.name for field in fields(Document)} - {"path", "meta", "edits", "removed", "problems"}
    return Document(
        path=path,
        meta=json.loads(row["meta"]),
        edits=tuple(Edit(*edit) for edit in json.loads(row["edits"])),
        removed=tuple(Removed(*cut) for cut in json.loads(row["removed"])),
        problems=tuple(Problem(**(problem | {"path": path})) for problem in json.loads(row["problems"])),
        **{name: row[name] for name in same},
    )


def decode_incident(body: str) -> Incident:
    """The incident that ``dumps`` wrote."""
    values = json.loads(body)
    values["members"] = tuple(Member(**(member | {"why": tuple(member["why"])})) for member in values["members"])
    return Incident(**_tupled(values))
