"""``demarche judge``: a person decides."""

from __future__ import annotations

import getpass
import json
from typing import Annotated, Any

import typer

from demarche.cli.common import DONE, RecordOption, one_line

ON_INCIDENTS = ("merge", "split", "attach", "detach", "undo")
"""Actions that change what incidents there are, or their evidence."""
EPILOG = """
Prints a line an entry of the log: number, time, user, action, ids, value. Entries are appended, never changed; recomputing keeps them.
accept, reject CLAIM; correct CLAIM --set certainty=likely; note ID; merge INCIDENT --other INCIDENT; split DOC --other INCIDENT;
attach, detach MAIL --other INCIDENT (is it evidence of it?); undo ID --other NUMBER. Merges, splits and attachments are carried out at
once.\n\n
Example: demarche judge reject a1b2c3 --reason "irony"
"""


def judge(
    action: Annotated[str, typer.Argument(help="accept, correct, reject, merge, split, attach, detach, note, undo", metavar="ACTION")],
    target: Annotated[str, typer.Argument(help="The id of a claim, an incident, a document or a mail.", metavar="ID")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    other: Annotated[str | None, typer.Option("--other", help="A second id (merge, split, attach), a number (undo).", metavar="ID")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="A field of a correction.", metavar="FIELD=VALUE")] = None,
    user: Annotated[str | None, typer.Option("--user", help="Who decides; without it your login name.", metavar="NAME")] = None,
    record: RecordOption = None,
) -> int:
    """Accept, correct or reject a claim, merge or split incidents, attach mails as evidence, leave a note, undo: who, when and why."""
    import demarche

    for entry in demarche.judge(action, target, user or getpass.getuser(), reason, other=other, value=_value(set_ or []), record=record):
        print(one_line(f"{entry.seq} {entry.at} {entry.user} {entry.action} {entry.target} {entry.other or ''} {entry.value or ''}"))
    if action in ON_INCIDENTS:
        demarche.build((), record)
    return DONE


def _value(pairs: list[str]) -> dict[str, Any] | None:
    found = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise typer.BadParameter(f"{pair}: write it as FIELD=VALUE", param_hint="--set")
        found[name] = _read(value)
    return found or None


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
