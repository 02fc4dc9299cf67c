"""Sessions: a random key in a cookie, its hash in the file. Form tokens are bound to the key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from demarche.desk.accounts.base import Accounts
from demarche.desk.accounts.users import User, find

IDLE = 60 * 60
"""Seconds without a request after which a session ends."""
LONGEST = 12 * 60 * 60
"""Seconds after which a session ends in any case."""
REFRESH = 60
"""Seconds between two notes of when a session was last seen: not every request writes."""


def fresh_key() -> str:
    """A key nobody can guess."""
    return secrets.token_urlsafe(32)


def start(accounts: Accounts, user: User) -> str:
    """Begin a session and return its key; sessions that are over are cleared away."""
    key, now = fresh_key(), time.time()
    with accounts.using() as db:
        db.execute("DELETE FROM sessions WHERE seen < ? OR since < ?", (now - IDLE, now - LONGEST))
        db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_hash(key), user.name, now, now))
    return key


def user_of(accounts: Accounts, key: str) -> User | None:
    """Whose session this is, while it lasts."""
    now = time.time()
    with accounts.using() as db:
        row = db.execute("SELECT user, since, seen FROM sessions WHERE key = ?", (_hash(key),)).fetchone()
        if row is None or now - row[1] > LONGEST or now - row[2] > IDLE:
            return None
        if now - row[2] > REFRESH:
            db.execute("UPDATE sessions SET seen = ? WHERE key = ?", (now, _hash(key)))
    return find(accounts, row[0])


def end(accounts: Accounts, key: str) -> None:
    """End a session."""
    with accounts.using() as db:
        db.execute("DELETE FROM sessions WHERE key = ?", (_hash(key),))


def form_token(accounts: Accounts, key: str) -> str:
    """What a form must carry to be taken from the visitor who holds ``key``."""
    return hmac.new(accounts.secret.encode(), b"form:" + key.encode(), hashlib.sha256).hexdigest()


def token_fits(accounts: Accounts, key: str, token: str) -> bool:
    """Whether a form came from a page given to this visitor."""
    return bool(key) and hmac.compare_digest(form_token(accounts, key).encode(), token.encode())


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
