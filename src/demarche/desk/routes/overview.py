"""The overview: timeline, matrix, map, what is new; filters in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from demarche.desk.access import EVERYBODY, LANGUAGE, THEME, THEMES, page, visiting
from demarche.desk.charts import timeline, worldmap
from demarche.desk.charts.matrix import matrix
from demarche.desk.filters import Filters
from demarche.desk.language import catalogues
from demarche.desk.render import local, show
from demarche.verbs.overview import IncidentHead, Overview, stances

router = APIRouter()
PER_PAGE = 20
NEWEST = 5
A_YEAR = 365 * 24 * 60 * 60


@page(router, "/", "reader")
def overview(request: Request) -> HTMLResponse:
    visit = visiting(request)
    record = visit.desk.opened.overview()
    filters = Filters.of(request.query_params)
    heads = filters.select(record.timeline())
    number = _number(request.query_params.get("page"), (len(heads) + PER_PAGE - 1) // PER_PAGE)
    recent = list(reversed([head for head in heads if head.incident.first])) + [head for head in heads if not head.incident.first]
    return show(
        visit,
        "overview.html",
        filters=filters,
        heads=heads,
        listed=recent[(number - 1) * PER_PAGE : number * PER_PAGE],
        number=number,
        pages=(len(heads) + PER_PAGE - 1) // PER_PAGE,
        timeline=timeline.draw(heads, int(filters.year) if filters.year else None),
        years=_years(record),
        matrix=matrix(heads),
        map=worldmap.worldmap(heads, request.query_params.get("map", "")),
        map_roles=worldmap.ROLES,
        choices=_choices(record.timeline()),
        newest=sorted(record.incidents.values(), key=lambda head: (head.seen, head.id), reverse=True)[:NEWEST],
        counts=_counts(record),
        changes=stances(record, (claim for head in heads for claim in head.claims))[-NEWEST:][::-1],
    )


@page(router, "/preferences", EVERYBODY)
def preferences(request: Request) -> RedirectResponse:
    """Language and theme, kept in a cookie each; nothing else is changed, so a link may do it."""
    answer = RedirectResponse(local(request.query_params.get("back", "/")), 303)
    for name, cookie, known in (("lang", LANGUAGE, tuple(catalogues())), ("theme", THEME, THEMES)):
        value = request.query_params.get(name, "")
        if value in known:
            answer.set_cookie(cookie, value, max_age=A_YEAR, samesite="lax", httponly=True, secure=visiting(request).desk.config.secure)
        elif value == "auto":
            answer.delete_cookie(cookie)
    return answer


def _number(asked: str | None, most: int) -> int:
    return min(max(1, int(asked)), max(1, most)) if asked and asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1


def _years(record: Overview) -> list[str]:
    firsts = {head.incident.first[:4] for head in record.incidents.values() if head.incident.first}
    return sorted(firsts | {head.incident.last[:4] for head in record.incidents.values() if head.incident.last})


def _choices(heads: Sequence[IncidentHead]) -> dict[str, list[tuple[str, int]]]:
    """What each filter can be set to, most frequent first, with the number of incidents."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in ("accused", "accuser", "victim", "group")}
    for head in heads:
        counted["accused"].update(head.incident.accused)
        counted["accuser"].update(head.incident.accusers)
        counted["group"].update(head.incident.groups)
        counted["victim"].update({victim.split("/")[0] for victim in head.incident.victims} - {"*"})
    return {name: sorted(found.items(), key=lambda one: (-one[1], one[0]))[:100] for name, found in counted.items()}


def _counts(record: Overview) -> dict[str, Any]:
    return {
        "incidents": len(record.incidents),
        "documents": len(record.documents),
        "claims": len(record.claims),
        "denials": sum(claim.kind == "denials" for claim in record.claims.values()),
    }
