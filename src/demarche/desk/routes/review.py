"""The review queue: the source beside the suggestion; accept, reject, correct, undo; a second reading that is blind; agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from demarche.desk import queue, wording
from demarche.desk.access import Visit, page, visiting
from demarche.desk.accounts import audit
from demarche.desk.agreement import alpha, share_agreeing
from demarche.desk.deciding import take_back
from demarche.desk.passages import KINDS, Mark, Piece, pieces
from demarche.desk.render import go, local, show, with_query
from demarche.desk.roles import ACTORS, BLANK, LISTS, choices, differing, fields_of
from demarche.desk.routes.document import known_actors
from demarche.errors import UsageError
from demarche.model import Judgement, Quote
from demarche.verbs.explain import Explanation
from demarche.verbs.standing import VERDICTS, Decisions, standing_of

router = APIRouter()
AROUND = 1500
"""Characters of the document shown on either side of the claim's words; the rest is a link away."""


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
    blind = mode == queue.MODES[1] and visit.name not in decisions.verdicts(claim)
    stands = found.claim if blind else standing_of(found.reading, found.kind, found.claim, decisions).claim
    quotes = wording.moved(lambda name: request.query_params.get(name, ""), found.reading.document.text, stands.quotes)
    start, marked = _window(found, quotes)
    return show(
        visit,
        "review.html",
        found=found,
        claim=replace(stands, quotes=quotes),
        document=found.reading.document,
        start=start,
        pieces=marked,
        place=queue.Queue(record, decisions, visit.name, mode, kind).place(claim),
        mode=mode,
        kind=kind,
        modes=queue.MODES,
        fields=tuple(BLANK[found.kind]),
        actors=ACTORS,
        lists=LISTS,
        choices=choices,
        places=wording.names,
        known=known_actors(visit),
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
    query, after = {"mode": mode, "kind": kind}, visit.field("next")
    if visit.field("action") == "look":
        return go(with_query(f"/review/{claim}", query | _places(visit, found)))
    action, details = _asked(visit, found)
    visit.desk.opened.judge(action, claim, visit.name, visit.field("reason"), **details)
    audit.note(visit.desk.accounts, visit.name, action, claim)
    stay = action in ("undo", "note") or not after
    target = f"/review/{claim}" if stay and action != "accept" else f"/review/{after}" if after else "/review"
    return go(with_query(target, query))


def _places(visit: Visit, found: Explanation) -> dict[str, str]:
    """Where the form has the words, for an address that shows them."""
    given = (name for number, _ in enumerate(found.claim.quotes) for name in wording.names(number))
    return {name: visit.field(name, 9) for name in given}


def _asked(visit: Visit, found: Explanation) -> tuple[str, dict[str, Any]]:
    """The action of the form; a correction that changes nothing is an acceptance."""
    action = visit.field("action")
    if action == "undo":
        mine = visit.desk.opened.decisions().verdicts(found.claim.id).get(visit.name)
        if mine is None:
            raise UsageError(visit.words("review.nothing-to-undo"), visit.words("review.judge-first"))
        return action, {"other": str(mine.seq)}
    if action == "correct":
        changes = _changes(visit, found)
        return ("correct", {"value": changes}) if changes else ("accept", {})
    if action == "note" and not visit.field("reason"):
        raise UsageError(visit.words("review.needs-reason"), visit.words("review.write-reason"))
    if action not in (*VERDICTS, "note"):
        raise UsageError(f"there is no action {action}", ", ".join(VERDICTS))
    return action, {}


def _changes(visit: Visit, found: Explanation) -> dict[str, Any]:
    """The fields and words of the form that are not those the program found."""
    changes = differing(found.claim, fields_of(visit.field, found.kind, visit.words.key))
    quotes = wording.moved(visit.field, found.reading.document.text, found.claim.quotes)
    return changes | ({"quotes": wording.as_value(quotes)} if quotes != found.claim.quotes else {})


@page(router, "/judgements/{seq}/undo", "reviewer", "POST")
def undo(seq: int, request: Request) -> Response:
    visit = visiting(request)
    take_back(visit, seq)
    return go(local(visit.field("back")))


@page(router, "/agreement", "reviewer")
def agreement(request: Request) -> HTMLResponse:
    visit = visiting(request)
    record, decisions = visit.desk.opened.overview(), visit.desk.opened.decisions()
    judged = {id: _actions(verdicts) for id, verdicts in decisions.judged().items() if id in record.claims}
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


def _actions(verdicts: Mapping[str, Judgement]) -> dict[str, str]:
    """User to verdict, as a word."""
    return {user: entry.action for user, entry in verdicts.items()}


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


def _window(found: Explanation, quotes: Sequence[Quote]) -> tuple[int, list[Piece]]:
    """The document around the claim's words, which are marked, and where in it that begins."""
    text = found.reading.document.text
    marks = [Mark(quote.start, quote.end, found.claim.id, found.kind) for quote in quotes]
    start = max(0, min((mark.start for mark in marks), default=0) - AROUND)
    end = min(len(text), max((mark.end for mark in marks), default=0) + AROUND)
    return start, pieces(text[start:end], [Mark(m.start - start, m.end - start, m.id, m.kind) for m in marks])


def _progress(visit: Visit, decisions: Decisions) -> dict[str, int]:
    judged = decisions.judged()
    total = len(visit.desk.opened.overview().queue)
    return {"judged": len(judged), "total": total, "mine": sum(visit.name in verdicts for verdicts in judged.values())}
