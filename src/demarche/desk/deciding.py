"""Decisions that change incidents: noted with their reason, then incidents brought up to date."""

from __future__ import annotations

from fastapi.responses import Response

from demarche.desk import work
from demarche.desk.access import Visit
from demarche.desk.accounts import audit
from demarche.desk.render import go
from demarche.errors import UsageError


def decide(visit: Visit, back: str, action: str, target: str, other: str) -> Response:
    """Append a decision with the form's reason, bring incidents up to date, and go to ``back``.

    Raises ``UsageError`` where the form gives no reason, or the decision cannot be.
    """
    need_reason(visit)
    entries = visit.desk.opened.judge(action, target, visit.name, visit.field("reason"), other=other)
    audit.note(visit.desk.accounts, visit.name, entries[0].action, f"{entries[0].target} {entries[0].other}")
    work.derive(visit.desk.config.record)
    return go(back)


def need_reason(visit: Visit) -> None:
    """Raises ``UsageError`` where the form gives no reason."""
    if not visit.field("reason"):
        raise UsageError(visit.words("review.needs-reason"), visit.words("review.write-reason"))
