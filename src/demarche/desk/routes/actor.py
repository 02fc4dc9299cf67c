"""Actors: states, organisations, claimants, and threat groups."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from demarche.desk.access import Visit, page, visiting
from demarche.desk.ledger import PARTS, GroupFile, Ledger, Line, group_file, ledger
from demarche.desk.render import show
from demarche.model import Group, Reading
from demarche.model.qualification import Identity
from demarche.verbs.overview import Overview
from demarche.verbs.standing import standings

router = APIRouter()
QUOTED = 12
"""Lines of each part that show their words."""
READY = 12
"""Actors whose ledger is ready before anybody asks."""
BUSIEST = "busiest"
"""Under which these are remembered."""


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
    opened = visit.desk.opened
    found = opened.remember(BUSIEST, busiest).get(key) or opened.remember(("ledger", key), lambda record: ledger(record, key))
    if found is None:
        raise HTTPException(404)
    lines = [line for part in PARTS for line in getattr(found, part)[:QUOTED]]
    return show(visit, "actor.html", found=found, parts=PARTS, words=_words(visit, lines))


def busiest(record: Overview) -> dict[str, Ledger]:
    """The ledgers of the actors with most claims, by key."""
    keys = sorted(record.by_actor, key=lambda key: (-len(record.by_actor[key]), key))[:READY]
    return {key: found for key in keys if (found := ledger(record, key))}


@page(router, "/groups/{name:path}", "reader")
def group(name: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    record = visit.desk.opened.overview()
    claims = record.by_group.get(name)
    if not claims:
        raise HTTPException(404)
    found = group_file(record, name, _known(visit, name, claims[0].document))
    assert found is not None
    shown = found.lines[: 2 * QUOTED]
    return show(visit, "group.html", found=found, words=_words(visit, shown), identities=_identities(visit, found, shown))


def _identities(visit: Visit, found: GroupFile, lines: list[Line]) -> list[Identity]:
    """What the documents shown say that this group is also called, by whom."""
    own = {name.casefold() for name in (found.name, *(alias for aliases in found.aliases.values() for alias in aliases))}
    said = visit.desk.opened.identities(_readings(visit, lines).values())
    return [one for one in said if own & {name.casefold() for name in one.names}]


def _known(visit: Visit, name: str, document: str) -> Group | None:
    reading = visit.desk.opened.readings([document]).get(document)
    groups = (group for claim in (reading.claims.attributions if reading else ()) for group in claim.groups)
    return next((group for group in groups if group.name == name), None)


def _words(visit: Visit, lines: list[Line]) -> dict[str, tuple[str, str]]:
    """Claim id to its first quotation, as judged, and the language of it."""
    decisions = visit.desk.opened.decisions()
    said = (one for reading in _readings(visit, lines).values() for one in standings(reading, decisions))
    return {one.claim.id: (one.claim.quotes[0].exact, one.reading.document.lang) for one in said if one.claim.quotes}


def _readings(visit: Visit, lines: list[Line]) -> dict[str, Reading]:
    return visit.desk.opened.readings(sorted({line.claim.document for line in lines}))
