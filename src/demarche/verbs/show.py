"""One incident in full."""

from __future__ import annotations

from demarche.errors import UsageError
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.verbs.sheet import Sheet, sheet_of


def show(incident: str, record: str | None = None) -> Sheet:
    """The incident with this id (or an id that was merged into it, or the beginning of its id).

    Raises ``UsageError`` when there is none, or several begin so.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found = read.incident(asked, incident)
        if found is None:
            raise UsageError(f"no single incident has the id {incident}", "list them: demarche timeline")
        return sheet_of(asked, found)
