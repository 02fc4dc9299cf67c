"""Accounts and passwords. Passwords are kept as scrypt hashes (RFC 7914), each with its own salt."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass

from demarche.desk.accounts.base import Accounts
from demarche.errors import UsageError

ROLES = ("reader", "reviewer", "lead")
"""Weak to strong: reads; judges and uploads; also sees accounts and the audit log."""
N, R, P = 2**15, 8, 1
"""scrypt cost: 32 MB and some 80 ms on a laptop (OWASP password storage cheat sheet, 2024)."""
MEMORY = 64 * 1024 * 1024
SHORTEST = 12
"""Characters of a password (NIST SP 800-63B asks for length, not for classes of characters)."""
LONGEST = 1024
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
UPSERT = """
INSERT INTO users VALUES (?, ?, ?, ?, 1)
ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, role = excluded.role, active = 1
"""
NOBODY = "scrypt$" + "00" * 16 + "$" + "00" * 32


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in."""

    name: str
    role: str
    active: bool = True

    def may(self, role: str) -> bool:
        """Whether this user's role is ``role`` or a stronger one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def add(accounts: Accounts, name: str, password: str, role: str) -> User:
    """Add an account, or set password and role of one that is there. Raises ``UsageError`` for what cannot be."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for an account", "use 1 to 40 of: a-z 0-9 . _ -, beginning with a letter or digit")
    if role not in ROLES:
        raise UsageError(f"there is no role {role}", f"choose one of: {', '.join(ROLES)}")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"the password has {len(password)} characters", f"use at least {SHORTEST}: a few words will do")
    with accounts.using() as db:
        row = (name, hashed(password), role, time.time())
        db.execute(UPSERT, row)
        db.execute("DELETE FROM sessions WHERE user = ?", (name,))
    return User(name, role)


def close(accounts: Accounts, name: str) -> None:
    """Bar an account and end its sessions; its judgements stay. Raises ``UsageError`` when there is none."""
    with accounts.using() as db:
        if not db.execute("UPDATE users SET active = 0 WHERE name = ?", (name,)).rowcount:
            raise UsageError(f"there is no account {name}", "list them: demarche user list")
        db.execute("DELETE FROM sessions WHERE user = ?", (name,))


def everyone(accounts: Accounts) -> list[User]:
    """All accounts by name."""
    with accounts.using() as db:
        return [User(name, role, bool(active)) for name, role, active in db.execute("SELECT name, role, active FROM users ORDER BY name")]


def find(accounts: Accounts, name: str) -> User | None:
    """The active account of this name."""
    with accounts.using() as db:
        row = db.execute("SELECT name, role FROM users WHERE name = ? AND active = 1", (name,)).fetchone()
    return User(*row) if row else None


def check(accounts: Accounts, name: str, password: str) -> User | None:
    """The account that this name and password open. An unknown name takes as long as a wrong password."""
    with accounts.using() as db:
        row = db.execute("SELECT hash FROM users WHERE name = ? AND active = 1", (name,)).fetchone()
    fits = matches(password[:LONGEST], row[0] if row else NOBODY)
    return find(accounts, name) if row and fits else None


def hashed(password: str) -> str:
    """A fresh salted hash."""
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_scrypt(password, salt).hex()}"


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was hashed; takes the same time either way."""
    _, salt, digest = kept.split("$")
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)).hex(), digest)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=salt, n=N, r=R, p=P, maxmem=MEMORY, dklen=32)
