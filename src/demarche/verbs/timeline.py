"""Incidents in order of time."""

from __future__ import annotations

from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.verbs.selection import Selection
from demarche.verbs.sheet import Sheet, sheet_of


def timeline(record: str | None = None, selection: Selection = Selection()) -> list[Sheet]:
    """The selected incidents, the earliest first, undated ones last. Raises ``RecordError`` when there is no record."""
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        return [sheet_of(asked, incident) for incident in read.incidents(asked) if selection.takes(incident)]
