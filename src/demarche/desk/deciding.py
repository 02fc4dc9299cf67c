"""Decisions that change incidents: noted with their reason, then incidents brought up to date."""

from __future__ import annotations

from fastapi import HTTPException
from fastapi.responses import Response

from demarche.desk import work
from demarche.desk.access import Visit
from demarche.desk.accounts import audit
from demarche.desk.render import go
from demarche.errors import UsageError
from demarche.verbs.standing import OF_INCIDENTS


def decide(visit: Visit, back: str, action: str, target: str, other: str) -> Response:
    """Append a decision with the form's reason, bring incidents up to date, and go to ``back``.

    Raises ``UsageError`` where the form gives no reason, or the decision cannot be.
    """
    need_reason(visit)
    entries = visit.desk.opened.judge(action, target, visit.name, visit.field("reason"), other=other)
    audit.note(visit.desk.accounts, visit.name, entries[0].action, f"{entries[0].target} {entries[0].other}")
    work.derive(visit.desk.config.record)
    return go(back)


def take_back(visit: Visit, seq: int) -> None:
    """Undo a decision: one's own, or for a lead anybody's. Raises 404 for a number that is not in the log, 403 for somebody else's."""
    decisions = visit.desk.opened.decisions()
    entries = [entry for entry in decisions.together(seq) if entry.action != "undo" and not decisions.undone(entry)]
    if not entries:
        raise HTTPException(404)
    if entries[0].user != visit.name and not visit.may("lead"):
        raise HTTPException(403)
    for entry in entries:
        visit.desk.opened.judge("undo", entry.target, visit.name, visit.field("reason"), other=str(entry.seq))
    audit.note(visit.desk.accounts, visit.name, "undo", f"{entries[0].action} {entries[0].target}")
    if entries[0].action in OF_INCIDENTS:
        work.derive(visit.desk.config.record)


def need_reason(visit: Visit) -> None:
    """Raises ``UsageError`` where the form gives no reason."""
    if not visit.field("reason"):
        raise UsageError(visit.words("review.needs-reason"), visit.words("review.write-reason"))
