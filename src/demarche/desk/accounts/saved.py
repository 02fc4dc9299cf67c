"""Saved searches. The id is not to be guessed, as a feed reader has no session: who has the address may read the feed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from demarche.desk.accounts.audit import now
from demarche.desk.accounts.base import Accounts

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """A search under a name; ``query`` is the query string of the search page."""

    id: str
    user: str
    name: str
    query: str
    at: str


def save(accounts: Accounts, user: str, name: str, query: str) -> Saved:
    """Keep a search."""
    kept = Saved(secrets.token_urlsafe(12), user, name.strip()[:LONGEST], query[:LONGEST], now())
    with accounts.using() as db:
        db.execute("INSERT INTO saved VALUES (?, ?, ?, ?, ?)", (kept.id, kept.user, kept.name, kept.query, kept.at))
    return kept


def of_user(accounts: Accounts, user: str) -> list[Saved]:
    """A user's searches, newest first."""
    with accounts.using() as db:
        return [
            Saved(*row) for row in db.execute("SELECT id, user, name, query, at FROM saved WHERE user = ? ORDER BY at DESC, id", (user,))
        ]


def find(accounts: Accounts, id: str) -> Saved | None:
    """The search with this id."""
    with accounts.using() as db:
        row = db.execute("SELECT id, user, name, query, at FROM saved WHERE id = ?", (id,)).fetchone()
    return Saved(*row) if row else None


def drop(accounts: Accounts, user: str, id: str) -> None:
    """Take a search of this user's away."""
    with accounts.using() as db:
        db.execute("DELETE FROM saved WHERE id = ? AND user = ?", (id, user))
