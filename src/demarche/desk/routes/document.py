"""One document: its text with passages coloured by kind, the raw page with what was removed, where its date comes from."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche.desk.access import Visit, page, visiting
from demarche.desk.accounts import audit
from demarche.desk.passages import KINDS, Mark, pieces
from demarche.desk.render import go, show
from demarche.desk.roles import BLANK, TYPED, fields_of
from demarche.errors import UsageError
from demarche.model import Reading
from demarche.model.claims import DENIAL_TYPES, RESPONSE_STATUSES
from demarche.verbs.overview import Overview
from demarche.verbs.standing import judged, standings

router = APIRouter()
LONGEST_RAW = 400_000
"""Characters of a raw page that are shown; all of it can be downloaded."""
KNOWN = 400
"""Actors offered while typing, at most."""


@page(router, "/documents/{id}", "reader")
def document(id: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    reading = reading_of(visit, id)
    return show(visit, "document.html", **text_view(visit, reading), tab="text")


@page(router, "/documents/{id}/raw", "reader")
def raw(id: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    reading = reading_of(visit, id)
    found = visit.desk.opened.raw(judged(reading, visit.desk.opened.decisions()))
    if found is None:
        raise HTTPException(404)
    text = found.text[:LONGEST_RAW]
    marks = [Mark(start, min(end, len(text)), reason, "removed") for start, end, reason in found.removed if start < min(end, len(text))]
    marks += [Mark(start, end, claim, kind) for claim, kind, start, end in found.quoted if start < end <= len(text)]
    return show(visit, "document.html", **facts(visit, reading), pieces=pieces(text, marks), cut=len(found.text) - len(text), tab="raw")


@page(router, "/documents/{id}/source", "reader")
def source(id: str, request: Request) -> Response:
    """The bytes as they came, as a download that no browser runs."""
    found = visiting(request).desk.opened.source(id)
    if found is None:
        raise HTTPException(404)
    headers = {"content-disposition": f'attachment; filename="{found.id[:16]}.bin"'}
    return Response(found.raw, media_type="application/octet-stream", headers=headers)


@page(router, "/documents/{id}/claims", "reviewer", "POST")
def add_claim(id: str, request: Request) -> Response:
    """A claim that the program missed: its words must stand in the text."""
    visit = visiting(request)
    reading = reading_of(visit, id)
    value = _added(visit, reading)
    visit.desk.opened.judge("add", id, visit.name, visit.field("reason"), value=value)
    audit.note(visit.desk.accounts, visit.name, "add", f"{id} {value['kind']}")
    return go(f"/documents/{id}#claims")


def _added(visit: Visit, reading: Reading) -> dict[str, Any]:
    text, exact = reading.document.text, str(visit.form.get("exact") or "").replace("\r\n", "\n")
    start = _place(text, exact, visit.field("start"))
    kind = visit.field("kind")
    if kind not in BLANK:
        raise UsageError(visit.words("document.no-kind"), visit.words("document.choose-kind"))
    return {"kind": kind, "quotes": [{"start": start, "exact": exact}], **BLANK[kind], **fields_of(visit.field, kind, visit.words.key)}


def _place(text: str, exact: str, start: str) -> int:
    """Where the quoted words stand: at ``start`` when that fits, else where they stand once."""
    if start.isdecimal() and exact and text.startswith(exact, int(start)):
        return int(start)
    if not exact.strip() or text.count(exact) != 1:
        raise UsageError(
            f"the words stand {text.count(exact) if exact.strip() else 0} times in the text", "quote words that stand in it once"
        )
    return text.index(exact)


def reading_of(visit: Visit, id: str) -> Reading:
    """The document, or 404."""
    found = visit.desk.opened.reading(id)
    if found is None:
        raise HTTPException(404)
    return found


def text_view(visit: Visit, reading: Reading) -> dict[str, Any]:
    """What the page of a document's text needs."""
    document = reading.document
    known = facts(visit, reading)
    marks = [Mark(q.start, q.end, one.claim.id, one.kind) for one in known["standings"] if not one.rejected for q in one.claim.quotes]
    fitting = [mark for mark in marks if 0 <= mark.start < mark.end <= len(document.text)]
    return known | {"pieces": pieces(document.text, fitting, (document.title_end,)), "cut": 0}


def known_actors(visit: Visit) -> list[str]:
    """Actors offered while typing."""
    return visit.desk.opened.remember("actors", actor_keys)


def actor_keys(record: Overview) -> list[str]:
    """Those named most."""
    return sorted(record.by_actor, key=lambda key: (-len(record.by_actor[key]), key))[:KNOWN]


def facts(visit: Visit, reading: Reading) -> dict[str, Any]:
    """What both tabs of a document's page say about it."""
    decisions = visit.desk.opened.decisions()
    found = standings(reading, decisions)
    overview = visit.desk.opened.overview()
    copies = [overview.documents[id] for id in visit.desk.opened.copies(reading.document.id) if id in overview.documents]
    return {
        "reading": reading,
        "document": reading.document,
        "standings": found,
        "by_kind": [(kind, [one for one in found if one.kind == kind]) for kind in KINDS],
        "copies": copies,
        "decisions": decisions,
        "history": decisions.history(reading.document.id)[::-1],
        "types": TYPED,
        "denials": DENIAL_TYPES,
        "statuses": RESPONSE_STATUSES,
        "known": known_actors(visit) if visit.user else [],
        "preview": False,
    }
