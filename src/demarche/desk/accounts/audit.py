"""What was done at the desk, by whom: append-only, by trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from demarche.desk.accounts.base import Accounts

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log; ``at`` is ISO 8601 in UTC."""

    seq: int
    at: str
    user: str
    action: str
    detail: str


def now() -> str:
    """The present time, UTC, ISO 8601, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def note(accounts: Accounts, user: str, action: str, detail: str = "") -> None:
    """Append one line."""
    with accounts.using() as db:
        db.execute("INSERT INTO audit (at, user, action, detail) VALUES (?, ?, ?, ?)", (now(), user, action, detail[:LONGEST]))


def entries(accounts: Accounts, most: int = 200) -> list[Entry]:
    """The newest lines, newest first."""
    with accounts.using() as db:
        return [Entry(*row) for row in db.execute("SELECT seq, at, user, action, detail FROM audit ORDER BY seq DESC LIMIT ?", (most,))]
