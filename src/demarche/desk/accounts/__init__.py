"""Who may do what at the desk: accounts, sessions, the throttle on signing in, the audit log, saved searches. One SQLite file."""

from demarche.desk.accounts.base import Accounts
from demarche.desk.accounts.users import ROLES, User

__all__ = ["ROLES", "Accounts", "User"]
