"""Incidents in order of time."""

from __future__ import annotations

from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection
from demarche.verbs.sheet import Sheet, as_known, sheets_of


def timeline(
    record: str | None = None, selection: Selection = Selection(), most: int | None = None, as_of: AsOf | None = None
) -> list[Sheet]:
    """The selected incidents, the earliest first, undated ones last; with ``most``, only that many, those with the most voices; with
    ``as_of``, as they were known on that day.

    Raises ``RecordError`` when there is no record.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        chosen = [incident for incident in read.incidents(asked) if selection.takes(incident)]
        if most is not None and len(chosen) > most:
            largest = {incident.id for incident in sorted(chosen, key=lambda incident: (-incident.voices, incident.id))[:most]}
            chosen = [incident for incident in chosen if incident.id in largest]
        found = (as_known(asked, sheet, as_of) for sheet in sheets_of(asked, chosen))
        return [sheet for sheet in found if sheet is not None and selection.takes(sheet.incident)]
