"""What exporters see of a record: documents as they are exported, incidents, sources; all of it or a selection of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from demarche.model import Incident, Reading, Source
from demarche.store import read
from demarche.store.copies import as_copy

BATCH = 100
"""Documents held in memory at a time."""


class View:
    """Streams out of one read transaction. ``selected`` are incident ids; None is the whole record."""

    def __init__(self, connection: Connection, selected: Collection[str] | None = None) -> None:
        self.connection = connection
        self.selected = None if selected is None else frozenset(selected)

    def incidents(self) -> list[Incident]:
        """The selected incidents, the earliest first."""
        return [one for one in read.incidents(self.connection) if self.selected is None or one.id in self.selected]

    def source(self, id: str) -> Source | None:
        """The raw bytes of a document."""
        return read.source(self.connection, id)

    def readings(self) -> Iterator[Reading]:
        """Each place where a document was read, by path; a copy repeats its original's claims in its own words."""
        places = iter(read.places(self.connection))
        while chunk := list(islice(places, BATCH)):
            yield from self._batch(chunk)

    def _batch(self, places: list[tuple[str, str]]) -> Iterator[Reading]:
        found = {one.document.id: one for one in read.readings(self.connection, [id for _, id in places])}
        missing = {one.duplicate.original_id for one in found.values() if one.duplicate} - found.keys()
        originals = found | {one.document.id: one for one in read.readings(self.connection, sorted(missing))}
        for path, id in places:
            reading = found[id]
            if self.selected is not None and self.selected.isdisjoint(reading.incidents):
                continue
            if reading.duplicate:
                reading = as_copy(reading, originals[reading.duplicate.original_id])
            yield replace(reading, document=replace(reading.document, path=path))
