"""Guessing passwords is made slow: after a few failures for a name or from an address, signing in waits."""

from __future__ import annotations

import time

from demarche.desk.accounts.base import Accounts

ALLOWED = {"name": 5, "address": 20}
"""Failures within ``WINDOW`` before signing in waits."""
WINDOW = 15 * 60


def wait(accounts: Accounts, name: str, address: str) -> int:
    """Seconds until the next try is looked at; 0 to go on."""
    now = time.time()
    return max(_wait(accounts, f"name:{name}", ALLOWED["name"], now), _wait(accounts, f"address:{address}", ALLOWED["address"], now))


def _wait(accounts: Accounts, who: str, allowed: int, now: float) -> int:
    with accounts.using() as db:
        rows = db.execute(
            "SELECT at FROM failures WHERE who = ? AND at > ? ORDER BY at DESC LIMIT ?", (who, now - WINDOW, allowed)
        ).fetchall()
    return 0 if len(rows) < allowed else max(1, int(rows[-1][0] + WINDOW - now))


def failed(accounts: Accounts, name: str, address: str) -> None:
    """Note a failure; those that no longer count go."""
    now = time.time()
    with accounts.using() as db:
        db.execute("DELETE FROM failures WHERE at < ?", (now - WINDOW,))
        db.executemany("INSERT INTO failures VALUES (?, ?)", [(f"name:{name}", now), (f"address:{address}", now)])


def forgiven(accounts: Accounts, name: str) -> None:
    """The right password clears the name."""
    with accounts.using() as db:
        db.execute("DELETE FROM failures WHERE who = ?", (f"name:{name}",))
