"""``demarche user``: accounts of the desk."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption, rows

COLUMNS = ("name", "role", "active")
EPILOG = """
Prints the accounts, tab-separated, with the columns name, role, active. add asks for the password, or reads it from standard input when
that is not a terminal. Roles: reader reads, reviewer judges and uploads, lead also sees accounts and the audit log.\n\n
Example: demarche user add anna --role lead --record record.db
"""


def user(
    action: Annotated[str, typer.Argument(help="add, close or list.", metavar="ACTION")],
    name: Annotated[str, typer.Argument(help="The account.", metavar="NAME")] = "",
    role: Annotated[str, typer.Option("--role", help="reader, reviewer or lead.")] = "reviewer",
    record: RecordOption = None,
    accounts: Annotated[
        str | None, typer.Option("--accounts", help="File of accounts; beside the record by default.", metavar="FILE")
    ] = None,
) -> int:
    """Add, close or list the accounts of the desk."""
    import demarche

    found = demarche.user(action, name, _password() if action == "add" else "", role, record, accounts=accounts)
    rows(COLUMNS, ((one.name, one.role, "yes" if one.active else "no") for one in found))
    return DONE


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
