"""Accounts of the desk, kept from the command line: the first one cannot be made in the browser."""

from __future__ import annotations

from demarche.desk.accounts import Accounts, User, audit, users
from demarche.desk.config import accounts_file
from demarche.errors import UsageError
from demarche.settings import default_record

ACTIONS = ("add", "close", "list")


def user(
    action: str, name: str = "", password: str = "", role: str = "reviewer", record: str | None = None, *, accounts: str | None = None
) -> list[User]:
    """``add`` an account (or set its password and role anew), ``close`` one, or ``list`` them; returns the accounts there are.

    Raises ``UsageError`` for an unknown action, name or role, and for a password that is too short.
    """
    if action not in ACTIONS:
        raise UsageError(f"there is no action {action}", f"choose one of: {', '.join(ACTIONS)}")
    kept = Accounts(accounts_file(record or default_record(), accounts))
    try:
        if action == "add":
            users.add(kept, name, password, role)
            audit.note(kept, name, "account added", role)
        elif action == "close":
            users.close(kept, name)
            audit.note(kept, name, "account closed")
        return users.everyone(kept)
    finally:
        kept.close()
