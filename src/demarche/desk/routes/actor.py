"""Actors: states, organisations, claimants, and threat groups."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from demarche.desk.access import Visit, page, visiting
from demarche.desk.ledger import PARTS, group_file, ledger
from demarche.desk.render import show
from demarche.model import Group

router = APIRouter()
QUOTED = 12
"""Lines of each part that show their words."""


@page(router, "/actors", "reader")
def actors(request: Request) -> HTMLResponse:
    visit = visiting(request)
    record = visit.desk.opened.overview()
    states = sorted(((key, len(claims)) for key, claims in record.by_actor.items()), key=lambda one: (-one[1], one[0]))
    groups = sorted(((key, len(claims)) for key, claims in record.by_group.items()), key=lambda one: (-one[1], one[0]))
    return show(visit, "actors.html", actors=states[:300], groups=groups[:300])


@page(router, "/actors/{key:path}", "reader")
def actor(key: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    found = visit.desk.opened.remember(("ledger", key), lambda record: ledger(record, key))
    if found is None:
        raise HTTPException(404)
    lines = [line for part in PARTS for line in getattr(found, part)[:QUOTED]]
    return show(visit, "actor.html", found=found, parts=PARTS, words=_words(visit, lines))


@page(router, "/groups/{name:path}", "reader")
def group(name: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    record = visit.desk.opened.overview()
    claims = record.by_group.get(name)
    if not claims:
        raise HTTPException(404)
    found = group_file(record, name, _known(visit, name, claims[0].document))
    assert found is not None
    return show(visit, "group.html", found=found, words=_words(visit, found.lines[: 2 * QUOTED]))


def _known(visit: Visit, name: str, document: str) -> Group | None:
    reading = visit.desk.opened.readings([document]).get(document)
    groups = (group for claim in (reading.claims.attributions if reading else ()) for group in claim.groups)
    return next((group for group in groups if group.name == name), None)


def _words(visit: Visit, lines: list[Any]) -> dict[str, tuple[str, str]]:
    """Claim id to its first quotation and the language of it."""
    readings = visit.desk.opened.readings(sorted({line.claim.document for line in lines}))
    found = {}
    for line in lines:
        reading = readings[line.claim.document]
        claim = next((one for one in getattr(reading.claims, line.claim.kind) if one.id == line.claim.id), None)
        if claim and claim.quotes:
            found[line.claim.id] = (claim.quotes[0].exact, reading.document.lang)
    return found
