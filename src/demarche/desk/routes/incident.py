"""One incident: accusation beside answer, in their own words; its documents, dates, gaps, judgements; downloads."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import timedelta

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

import demarche
from demarche.desk.access import Visit, page, visiting
from demarche.desk.accounts import audit
from demarche.desk.deciding import decide, need_reason
from demarche.desk.dossier import Dossier, dossier
from demarche.desk.passages import KINDS
from demarche.desk.render import go, show
from demarche.errors import DemarcheError, UsageError
from demarche.export import FORMATS
from demarche.export.dates import earliest
from demarche.model import Incident
from demarche.model.dates import Interval
from demarche.model.qualification import Accusation, Gap, Qualification, Step
from demarche.verbs.sheet import Sheet

router = APIRouter()
TYPES = {".csv": "text/csv", ".json": "application/json", ".jsonl": "application/x-ndjson", ".zip": "application/zip", ".html": "text/html"}
NEIGHBOURS = 30
"""Incidents offered to merge with."""
FAR = 1_000_000
"""Days that stand for an unknown distance."""


@page(router, "/incidents/{id}", "reader")
def incident(id: str, request: Request) -> Response:
    visit = visiting(request)
    sheet = _sheet(visit, id)
    if sheet.incident.id != id:
        return RedirectResponse(f"/incidents/{sheet.incident.id}", 303)
    opened = visit.desk.opened
    decisions = opened.decisions()
    found = dossier(sheet, decisions)
    qualification = opened.qualification(sheet)
    return show(
        visit,
        "incident.html",
        found=found,
        incident=sheet.incident,
        speakers=_speakers(found),
        history=decisions.history(*_targets(sheet))[::-1],
        decisions=decisions,
        formats=sorted(FORMATS),
        sheet=qualification,
        qualified=_by_pair(qualification),
        climbs=_climbs(opened.steps(sheet)),
        gaps=_by_code(opened.gaps(sheet, qualification)),
        documents={reading.document.id: reading.document for reading in sheet.readings},
        interval=days,
        mails=opened.evidence(sheet),
        others=_neighbours(visit, sheet) if visit.may("reviewer") else [],
    )


@page(router, "/incidents/{id}/export/{format}", "reader")
def export(id: str, format: str, request: Request) -> Response:
    visit = visiting(request)
    sheet = _sheet(visit, id)
    out = io.BytesIO()
    try:
        from demarche.export import load

        suffix = load(format).suffix
        demarche.export_to(out, format, visit.desk.config.record, incidents=[sheet.incident.id], mask=visit.desk.opened.masked)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    except DemarcheError as error:
        raise HTTPException(501, f"{error}; {error.hint}") from error
    name = f"{sheet.incident.id}-{format}{suffix}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue(), media_type=TYPES.get(suffix, "application/octet-stream"), headers=headers)


@page(router, "/incidents/{id}/merge", "reviewer", "POST")
def merge(id: str, request: Request) -> Response:
    visit = visiting(request)
    return decide(visit, f"/incidents/{id}", "merge", id, visit.field("other"))


@page(router, "/incidents/{id}/split", "reviewer", "POST")
def split(id: str, request: Request) -> Response:
    visit = visiting(request)
    return decide(visit, f"/incidents/{id}", "split", visit.field("document"), id)


@page(router, "/incidents/{id}/note", "reviewer", "POST")
def note(id: str, request: Request) -> Response:
    visit = visiting(request)
    _sheet(visit, id)
    need_reason(visit)
    visit.desk.opened.judge("note", id, visit.name, visit.field("reason"))
    audit.note(visit.desk.accounts, visit.name, "note", id)
    return go(f"/incidents/{id}#history")


def _sheet(visit: Visit, id: str) -> Sheet:
    try:
        return visit.desk.opened.sheet(id)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error


def _targets(sheet: Sheet) -> list[str]:
    """What judgements about an incident can be on: itself, its documents, the claims the program found in them."""
    claims = (claim for reading in sheet.readings for kind in KINDS for claim in getattr(reading.claims, kind))
    return [sheet.incident.id, *sheet.incident.documents, *(claim.id for claim in claims)]


def _speakers(found: Dossier) -> dict[str, list[str]]:
    """Document id to the accusers and deniers it gives the word to."""
    said: dict[str, list[str]] = {}
    for side in found.sides:
        statements = [one for accuser in side.accusers for one in accuser.statements] + [answer.statement for answer in side.answers]
        for one in statements:
            speakers = said.setdefault(one.reading.document.id, [])
            if one.claim.by not in speakers:
                speakers.append(one.claim.by)
    return said


def _by_pair(sheet: Qualification) -> dict[tuple[str, str], list[Accusation]]:
    """(accuser, accused) to what the qualification sheet says of it; the accused is empty where no state is named."""
    found: dict[tuple[str, str], list[Accusation]] = {}
    for one in sheet.accusers:
        found.setdefault((one.by, one.to or ""), []).append(one)
    return found


def _climbs(steps: Iterable[Step]) -> list[list[Step]]:
    """Of each accuser who did not stay with one step towards an accused, the steps that were other than the one before."""
    found: dict[tuple[str, str | None], list[Step]] = {}
    for step in steps:
        if step.change != "same":
            found.setdefault((step.by, step.to), []).append(step)
    return [climb for climb in found.values() if len(climb) > 1]


def _by_code(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    """Code to what it is about, in the order of the list."""
    found: dict[str, list[str]] = {}
    for gap in gaps:
        found.setdefault(gap.code, []).append(gap.about)
    return found


def days(interval: Interval) -> str:
    """An interval of days for reading, both ends included; where nobody gives an end, the other one is a bound."""
    first = interval.start.isoformat() if interval.start else ""
    last = (interval.end - timedelta(days=1)).isoformat() if interval.end else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    return f"≤ {last}" if last else f"≥ {first}"


def _neighbours(visit: Visit, sheet: Sheet) -> list[tuple[str, str]]:
    """Incidents with an accused in common, nearest in time first: candidates to merge with."""
    own = sheet.incident
    heads = visit.desk.opened.overview().incidents.values()
    shared = [head.incident for head in heads if head.id != own.id and set(head.incident.accused) & set(own.accused)]
    near = sorted(shared, key=lambda one: (_apart(one, own), one.id))[:NEIGHBOURS]
    return [(one.id, f"{one.first or '?'} {', '.join(one.accusers)} → {', '.join(one.accused or one.groups)}") for one in near]


def _apart(one: Incident, two: Incident) -> int:
    """Days between the first days of two incidents; undated ones are far from all."""
    if one.first is None or two.first is None:
        return FAR
    return abs((earliest(one.first) - earliest(two.first)).days)
