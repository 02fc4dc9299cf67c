"""Search with facets, saved searches, feeds."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche.desk.access import EVERYBODY, Visit, page, visiting
from demarche.desk.accounts import audit, saved
from demarche.desk.feeds import Entry, atom
from demarche.desk.finding import FACETS, PER_PAGE, Query, results
from demarche.desk.render import environment, go, show
from demarche.desk.routes.overview import page_number
from demarche.verbs.opened import MARK
from demarche.verbs.overview import Overview, Stance

router = APIRouter()
NEWEST = 50
CHANGES = "changes"
"""Under which ``all_changes`` is remembered."""


@page(router, "/search", "reader")
def search(request: Request) -> HTMLResponse:
    visit = visiting(request)
    query = Query.of(request.query_params)
    found = results(visit.desk.opened, query)
    pages = (len(found.documents) + PER_PAGE - 1) // PER_PAGE
    number = page_number(request.query_params.get("page"), pages)
    here = found.documents[(number - 1) * PER_PAGE : number * PER_PAGE]
    record = visit.desk.opened.overview()
    return show(
        visit,
        "search.html",
        query=query,
        found=found,
        hits=[record.documents[id] for id in here],
        claims={id: record.by_document.get(record.documents[id].copy_of or id, []) for id in here},
        excerpts=_excerpts(visit, query.q, here),
        facet_names=FACETS,
        number=number,
        pages=pages,
        saved=saved.of_user(visit.desk.accounts, visit.name) if visit.user else [],
    )


def _excerpts(visit: Visit, query: str, ids: list[str]) -> dict[str, list[tuple[str, bool]]]:
    """For each hit, its words around the match as (text, whether it matched)."""
    found = visit.desk.opened.excerpts(query, ids) if query else {}
    return {id: split_marks(snippet) for id, snippet in found.items()}


def split_marks(snippet: str) -> list[tuple[str, bool]]:
    """A snippet cut at its marks."""
    parts = []
    for run in snippet.split(MARK[0]):
        inside, mark, outside = run.partition(MARK[1])
        parts += [(inside, True), (outside, False)] if mark else [(inside, False)]
    return [part for part in parts if part[0]]


@page(router, "/searches", "reviewer", "POST")
def keep(request: Request) -> Response:
    visit = visiting(request)
    query = Query.of(dict(parse_qsl(visit.field("query"))))
    kept = saved.save(visit.desk.accounts, visit.name, visit.field("name") or query.q or "?", _string(query))
    audit.note(visit.desk.accounts, visit.name, "save search", kept.query)
    return go(f"/search?{kept.query}")


@page(router, "/searches/{id}/drop", "reviewer", "POST")
def drop(id: str, request: Request) -> Response:
    visit = visiting(request)
    saved.drop(visit.desk.accounts, visit.name, id)
    return go("/search")


@page(router, "/searches/{id}.atom", EVERYBODY)
def feed(id: str, request: Request) -> Response:
    """New documents of a saved search, and changes of stance in their incidents. The address is the key: a feed reader has no session."""
    visit = visiting(request)
    kept = saved.find(visit.desk.accounts, id)
    if kept is None:
        raise HTTPException(404)
    record = visit.desk.opened.overview()
    ids = results(visit.desk.opened, Query.of(dict(parse_qsl(kept.query)))).documents
    heads = sorted((record.documents[one] for one in ids), key=lambda head: head.recorded_at, reverse=True)[:NEWEST]
    incidents = {head.incident for head in heads if head.incident}
    base = str(request.base_url).rstrip("/")
    entries = [
        Entry(f"urn:sha256:{head.id}", head.title or head.id[:16], f"{base}/documents/{head.id}", head.recorded_at, "") for head in heads
    ]
    entries += _stances(
        visit, base, [change for change in _changes(visit) if record.documents[change.after.document].incident in incidents]
    )
    return _answer(visit, kept.name, f"{base}/search?{kept.query}", f"{base}/searches/{id}.atom", entries)


@page(router, "/stances", "reader")
def stance_page(request: Request) -> HTMLResponse:
    visit = visiting(request)
    return show(visit, "stances.html", changes=_changes(visit)[-200:][::-1], record=visit.desk.opened.overview())


@page(router, "/stances.atom", "reader")
def stance_feed(request: Request) -> Response:
    visit = visiting(request)
    base = str(request.base_url).rstrip("/")
    return _answer(
        visit, visit.words("stance.title"), f"{base}/stances", f"{base}/stances.atom", _stances(visit, base, _changes(visit)[-NEWEST:])
    )


def _changes(visit: Visit) -> list[Stance]:
    return visit.desk.opened.remember(CHANGES, all_changes)


def all_changes(record: Overview) -> list[Stance]:
    """Changes of stance, the earliest first."""
    changes = (change for head in record.ordered for change in head.changes)
    return sorted(changes, key=lambda change: (record.published(change.after), change.after.id))


def _stances(visit: Visit, base: str, changes: list[Stance]) -> list[Entry]:
    record, t = visit.desk.opened.overview(), visit.words
    found = []
    for change in changes:
        document = record.documents[change.after.document]
        title = t("stance.entry", by=t.name(change.by), to=t.name(change.to))
        text = t(
            "stance.change",
            before=f"{t('certainty.' + str(change.before.certainty))}, {t('level.' + str(change.before.level))}",
            after=f"{t('certainty.' + str(change.after.certainty))}, {t('level.' + str(change.after.level))}",
        )
        link = f"{base}/documents/{document.id}#c-{change.after.id}"
        found.append(Entry(f"urn:demarche:stance:{change.after.id}", title, link, document.recorded_at, text))
    return found


def _answer(visit: Visit, title: str, page_url: str, own: str, entries: list[Entry]) -> Response:
    body = atom(environment(), title, page_url, own, sorted(entries, key=lambda entry: entry.updated, reverse=True))
    return Response(body, media_type="application/atom+xml")


def _string(query: Query) -> str:
    return urlencode(query.values)
