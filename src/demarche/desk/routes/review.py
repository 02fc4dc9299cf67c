"""The review queue: the source beside the suggestion; accept, reject, correct, undo; a second reading that is blind; agreement."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche.desk import queue
from demarche.desk.access import Visit, page, visiting
from demarche.desk.accounts import audit
from demarche.desk.agreement import alpha, share_agreeing
from demarche.desk.judged import corrected
from demarche.desk.passages import KINDS, Mark, pieces
from demarche.desk.render import go, show, with_query
from demarche.desk.roles import ACTORS, FIELDS, LISTS, choices, differing, fields_of
from demarche.errors import UsageError
from demarche.verbs.decisions import VERDICTS, Decisions
from demarche.verbs.explain import Explanation

router = APIRouter()
AROUND = 1500
"""Characters of the document shown on either side of the claim's words; the rest is a link away."""
KNOWN = 400
"""Actors offered while typing."""


@page(router, "/review", "reviewer")
def start(request: Request) -> Response:
    """On to the first claim of the queue, or the page that says it is empty."""
    visit = visiting(request)
    mode, kind = _mode(visit)
    record, decisions = visit.desk.opened.overview(), visit.desk.opened.decisions()
    first = queue.Queue(record, decisions, visit.name, mode, kind).first()
    if first:
        return go(with_query(f"/review/{first}", {"mode": mode, "kind": kind}))
    return show(visit, "review_done.html", mode=mode, kind=kind, modes=queue.MODES)


@page(router, "/review/{claim}", "reviewer")
def review(claim: str, request: Request) -> HTMLResponse:
    visit = visiting(request)
    found = _explained(visit, claim)
    mode, kind = _mode(visit)
    record, decisions = visit.desk.opened.overview(), visit.desk.opened.decisions()
    blind = mode == "second" and visit.name not in decisions.verdicts(claim)
    changes = {} if blind else decisions.corrected(claim)
    return show(
        visit,
        "review.html",
        found=found,
        claim=corrected(found.claim, changes) if changes else found.claim,
        document=found.reading.document,
        pieces=_window(found),
        place=queue.Queue(record, decisions, visit.name, mode, kind).place(claim),
        mode=mode,
        kind=kind,
        modes=queue.MODES,
        fields=FIELDS[found.kind],
        actors=ACTORS,
        lists=LISTS,
        choices=choices,
        known=visit.desk.opened.remember("actors", lambda found: sorted(found.by_actor)[:KNOWN]),
        history=[] if blind else decisions.history(claim)[::-1],
        decisions=decisions,
        mine=decisions.verdicts(claim).get(visit.name),
        progress=_progress(visit, decisions),
    )


@page(router, "/review/{claim}", "reviewer", "POST")
def decide(claim: str, request: Request) -> Response:
    visit = visiting(request)
    found = _explained(visit, claim)
    mode, kind = _mode(visit)
    after = visit.field("next")
    try:
        action, details = _asked(visit, found)
        visit.desk.opened.judge(action, claim, visit.name, visit.field("reason"), **details)
    except UsageError as error:
        return show(visit, "error.html", 422, code=422, message=f"{error}; {error.hint}")
    audit.note(visit.desk.accounts, visit.name, action, claim)
    stay = action in ("undo", "note") or not after
    target = f"/review/{claim}" if stay and action != "accept" else f"/review/{after}" if after else "/review"
    return go(with_query(target, {"mode": mode, "kind": kind}))


def _asked(visit: Visit, found: Explanation) -> tuple[str, dict[str, Any]]:
    """The action of the form; a correction that changes nothing is an acceptance."""
    action = visit.field("action")
    if action == "undo":
        mine = visit.desk.opened.decisions().verdicts(found.claim.id).get(visit.name)
        if mine is None:
            raise UsageError(visit.words("review.nothing-to-undo"), visit.words("review.judge-first"))
        return action, {"other": str(mine.seq)}
    if action == "correct":
        changes = differing(found.claim, fields_of(visit.field, found.kind))
        return ("correct", {"value": changes}) if changes else ("accept", {})
    if action in ("reject", "note") and not visit.field("reason") and action == "note":
        raise UsageError(visit.words("review.needs-reason"), visit.words("review.write-reason"))
    if action not in (*VERDICTS, "note"):
        raise UsageError(f"there is no action {action}", ", ".join(VERDICTS))
    return action, {}


@page(router, "/agreement", "reviewer")
def agreement(request: Request) -> HTMLResponse:
    visit = visiting(request)
    record, decisions = visit.desk.opened.overview(), visit.desk.opened.decisions()
    judged = {id: verdicts for id, verdicts in decisions.judged().items() if id in record.claims}
    rows = []
    for kind in ("", *KINDS):
        units = [verdicts for id, verdicts in judged.items() if not kind or record.claims[id].kind == kind]
        rows.append((kind, len(units), share_agreeing(units), alpha(units)))
    users = Counter(user for verdicts in judged.values() for user in verdicts)
    verdicts = Counter(verdict for found in judged.values() for verdict in found.values())
    split = [(id, found) for id, found in sorted(judged.items()) if len(set(found.values())) > 1][:50]
    return show(
        visit, "agreement.html", rows=rows, users=users.most_common(), verdicts=verdicts, total=len(record.queue), judged=len(judged),
        split=split, record=record, latest=decisions.latest(30), decisions=decisions,
    )  # fmt: skip


def _mode(visit: Visit) -> tuple[str, str]:
    asked = visit.request.query_params
    mode = asked.get("mode") or visit.field("mode") or queue.MODES[0]
    kind = asked.get("kind") or visit.field("kind")
    return (mode if mode in queue.MODES else queue.MODES[0]), (kind if kind in KINDS else "")


def _explained(visit: Visit, claim: str) -> Explanation:
    found = visit.desk.opened.explanation(claim)
    if found is None:
        raise HTTPException(404)
    return found


def _window(found: Explanation) -> list[Any]:
    """The document around the claim's words, which are marked."""
    text = found.reading.document.text
    marks = [Mark(quote.start, quote.end, found.claim.id, found.kind) for quote in found.claim.quotes]
    start = max(0, min((mark.start for mark in marks), default=0) - AROUND)
    end = min(len(text), max((mark.end for mark in marks), default=0) + AROUND)
    return pieces(text[start:end], [Mark(m.start - start, m.end - start, m.id, m.kind) for m in marks])


def _progress(visit: Visit, decisions: Decisions) -> dict[str, int]:
    judged = decisions.judged()
    total = len(visit.desk.opened.overview().queue)
    return {"judged": len(judged), "total": total, "mine": sum(visit.name in verdicts for verdicts in judged.values())}
