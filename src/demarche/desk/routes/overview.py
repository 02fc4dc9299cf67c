"""The overview: timeline, matrix, map, what is new; filters in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from demarche.desk.access import EVERYBODY, LANGUAGE, THEME, THEMES, page, visiting
from demarche.desk.charts import timeline, worldmap
from demarche.desk.charts.matrix import Matrix, matrix
from demarche.desk.filters import Filters
from demarche.desk.language import catalogues
from demarche.desk.render import local, show
from demarche.verbs.overview import IncidentHead, Overview, Stance

router = APIRouter()
PER_PAGE = 20
NEWEST = 5
WHOLE = "whole"
"""Under which ``whole`` is remembered."""
A_YEAR = 365 * 24 * 60 * 60


@page(router, "/", "reader")
def overview(request: Request) -> HTMLResponse:
    visit = visiting(request)
    opened = visit.desk.opened
    filters, role = Filters.of(request.query_params), request.query_params.get("map", "")
    found = opened.remember(("view", filters), lambda record: view(record, filters))
    number = page_number(request.query_params.get("page"), found.pages)
    return show(
        visit,
        "overview.html",
        filters=filters,
        view=found,
        listed=found.recent[(number - 1) * PER_PAGE : number * PER_PAGE],
        number=number,
        map=opened.remember(("map", filters, role), lambda _: worldmap.worldmap(found.heads, role)),
        map_roles=worldmap.ROLES,
        whole=opened.remember(WHOLE, whole),
    )


@dataclass(frozen=True, slots=True)
class View:
    """The incidents that pass the filters, by time and the newest first, and what is drawn of them."""

    heads: list[IncidentHead]
    recent: list[IncidentHead]
    timeline: timeline.Timeline
    matrix: Matrix
    changes: list[Stance]

    @property
    def pages(self) -> int:
        return (len(self.heads) + PER_PAGE - 1) // PER_PAGE


def view(record: Overview, filters: Filters) -> View:
    """Choose and draw."""
    heads = filters.select(record.ordered)
    dated = [head for head in heads if head.incident.first]
    changes = [change for head in dated for change in head.changes][-NEWEST:][::-1]
    recent = dated[::-1] + [head for head in heads if not head.incident.first]
    return View(heads, recent, timeline.draw(heads, int(filters.year[:4]) if filters.year else None), matrix(heads), changes)


@dataclass(frozen=True, slots=True)
class Whole:
    """What does not depend on the filters: their choices, the years, the newest incidents, counts."""

    choices: dict[str, list[tuple[str, int]]]
    years: list[str]
    newest: list[IncidentHead]
    counts: dict[str, int]


def whole(record: Overview) -> Whole:
    """Sum up the record without filters."""
    newest = sorted(record.incidents.values(), key=lambda head: (head.seen, head.id), reverse=True)[:NEWEST]
    return Whole(_choices(record.ordered), _years(record), newest, _counts(record))


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


def page_number(asked: str | None, most: int) -> int:
    """The page that an address asks for, within those there are."""
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


def _counts(record: Overview) -> dict[str, int]:
    return {
        "incidents": len(record.incidents),
        "documents": len(record.documents),
        "claims": sum(map(len, record.by_document.values())),
        "denials": sum(claim.kind == "denials" for claims in record.by_document.values() for claim in claims),
    }
