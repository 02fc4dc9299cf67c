"""The record as JSON. The fields are those of the model and the coding guide; ``/api/openapi.json`` describes them."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from demarche.desk.access import page, visiting
from demarche.desk.charts.matrix import matrix
from demarche.desk.filters import Filters
from demarche.desk.finding import Query as Search
from demarche.desk.finding import results
from demarche.desk.ledger import PARTS, ledger
from demarche.desk.render import show
from demarche.errors import UsageError
from demarche.model import Claims, Incident, Judgement
from demarche.model.qualification import Gap, Qualification
from demarche.verbs.overview import ClaimHead, DocumentHead
from demarche.verbs.sheet import Sheet

router = APIRouter()
MOST = 500
Limit = Query(50, ge=1, le=MOST, description="Items at most.")
Offset = Query(0, ge=0, le=10**7, description="Items passed over.")
TAGS: dict[str, Any] = {"include_in_schema": True, "tags": ["record"]}


@page(router, "/api", "reader")
def guide(request: Request) -> HTMLResponse:
    """What can be asked, for people."""
    paths = request.app.openapi()["paths"]
    return show(
        visiting(request), "api.html", routes=[(path, method, what) for path, found in paths.items() for method, what in found.items()]
    )


@page(router, "/api/openapi.json", "reader")
def schema(request: Request) -> dict[str, Any]:
    found: dict[str, Any] = request.app.openapi()
    return found


@page(router, "/api/incidents", "reader", response_model=list[Incident], **TAGS)
def incidents(
    request: Request, accused: str = "", accuser: str = "", victim: str = "", sector: str = "", group: str = "", certainty: str = "",
    level: str = "", answer: str = "", year: str = "", limit: int = Limit, offset: int = Offset,
) -> list[Incident]:  # fmt: skip
    """Incidents in order of time; the filters are those of the overview."""
    filters = Filters.of(request.query_params)
    heads = filters.select(visiting(request).desk.opened.overview().ordered)
    return [head.incident for head in heads[offset : offset + limit]]


@page(router, "/api/incidents/{id}", "reader", response_model=Incident, **TAGS)
def incident(id: str, request: Request) -> Incident:
    """One incident; an id that was merged away gives the incident it is in now."""
    return _sheet(request, id).incident


@page(router, "/api/incidents/{id}/sheet", "reader", response_model=Qualification, **TAGS)
def sheet(id: str, request: Request) -> Qualification:
    """What the record says about one incident, as judged: accusers, their certainty, level, basis, answers, responses, victims, dates."""
    return visiting(request).desk.opened.qualification(_sheet(request, id))


@page(router, "/api/incidents/{id}/gaps", "reader", response_model=list[Gap], **TAGS)
def gaps(id: str, request: Request) -> list[Gap]:
    """What is missing about one incident, as work for a person."""
    found = _sheet(request, id)
    opened = visiting(request).desk.opened
    return opened.gaps(found, opened.qualification(found))


def _sheet(request: Request, id: str) -> Sheet:
    try:
        return visiting(request).desk.opened.sheet(id)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


@page(router, "/api/documents/{id}", "reader", response_model=None, **TAGS)
def document(id: str, request: Request) -> dict[str, Any]:
    """A document: clean text, date with its evidence, edits back to the source, what was removed, and its claims with their quotations."""
    reading = visiting(request).desk.opened.reading(id)
    if reading is None:
        raise HTTPException(404)
    return asdict(reading)


@page(router, "/api/documents/{id}/claims", "reader", response_model=Claims, **TAGS)
def claims(id: str, request: Request) -> Claims:
    """A document's claims as the program found them, before people's judgements."""
    reading = visiting(request).desk.opened.reading(id)
    if reading is None:
        raise HTTPException(404)
    return reading.claims


@page(router, "/api/claims/{id}", "reader", response_model=None, **TAGS)
def claim(id: str, request: Request) -> dict[str, Any]:
    """A claim with its rule, cue words, quotations, their context and their places in the source, and what people decided."""
    visit = visiting(request)
    found = visit.desk.opened.explanation(id)
    if found is None:
        raise HTTPException(404)
    history = visit.desk.opened.decisions().history(id)
    return {
        "kind": found.kind,
        "document": found.reading.document.id,
        "claim": asdict(found.claim),
        "passages": [asdict(passage) for passage in found.passages],
        "judgements": [asdict(entry) for entry in history],
    }


@page(router, "/api/search", "reader", response_model=list[DocumentHead], **TAGS)
def search(
    request: Request, q: str = "", lang: str = "", year: str = "", accused: str = "", accuser: str = "", kind: str = "",
    certainty: str = "", limit: int = Limit, offset: int = Offset,
) -> list[DocumentHead]:  # fmt: skip
    """Documents that have all words of ``q``, best first; ``"several words"`` is a phrase, ``word*`` a beginning."""
    opened = visiting(request).desk.opened
    found = results(opened, Search.of(request.query_params)).documents[offset : offset + limit]
    return [opened.overview().documents[id] for id in found]


@page(router, "/api/actors/{key:path}", "reader", response_model=None, **TAGS)
def actor(key: str, request: Request) -> dict[str, Any]:
    """What an actor is accused of, its answers, accusations and responses, the newest first."""
    found = ledger(visiting(request).desk.opened.overview(), key)
    if found is None:
        raise HTTPException(404)
    return {"key": key, "totals": found.totals, **{part: [asdict(line) for line in getattr(found, part)] for part in PARTS}}


@page(router, "/api/claims", "reader", response_model=list[ClaimHead], **TAGS)
def claim_list(request: Request, by: str = "", to: str = "", kind: str = "", limit: int = Limit, offset: int = Offset) -> list[ClaimHead]:
    """Claims without their quotations, the most pressing to review first."""
    record = visiting(request).desk.opened.overview()
    wanted = {name: value for name, value in (("by", by), ("to", to), ("kind", kind)) if value}
    queued = (record.claims[id] for id in record.queue)
    chosen = (one for one in queued if all(getattr(one, name) == value for name, value in wanted.items()))
    return list(islice(chosen, offset, offset + limit))


@page(router, "/api/matrix", "reader", response_model=None, **TAGS)
def who_accuses_whom(request: Request) -> list[dict[str, Any]]:
    """Accuser, accused, number of incidents, strongest certainty; filters as for incidents."""
    heads = Filters.of(request.query_params).select(visiting(request).desk.opened.overview().ordered)
    fields = matrix(heads).fields
    return [{"accuser": by, "accused": to, "incidents": f.incidents, "certainty": f.certainty} for (by, to), f in sorted(fields.items())]


@page(router, "/api/judgements", "reader", response_model=list[Judgement], **TAGS)
def judgements(request: Request, target: str = "", limit: int = Limit) -> list[Judgement]:
    """The log of decisions, newest first; with ``target`` those on one claim, document or incident."""
    decisions = visiting(request).desk.opened.decisions()
    return decisions.history(target)[::-1][:limit] if target else decisions.latest(limit)
