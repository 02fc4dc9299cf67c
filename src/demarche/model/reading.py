"""One document read to the end: what layers after extraction exchange."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.model.claims import Claims
from demarche.model.document import Document


@dataclass(frozen=True, slots=True)
class Duplicate:
    """``document_id`` says nothing of its own: it is an ``exact``, ``near`` or ``contained`` copy of ``original_id``."""

    document_id: str
    original_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what it says. ``paths`` are all the places where its very bytes were seen, sorted; ``incidents`` its
    incident ids, the main one first (empty until incidents are merged, and for a document that is not relevant)."""

    document: Document
    claims: Claims
    duplicate: Duplicate | None = None
    paths: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
