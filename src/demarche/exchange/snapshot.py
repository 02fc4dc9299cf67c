"""The STIX objects of a record as a TAXII server offers them: in the order in which they came in, with an index in memory."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from sqlalchemy import Connection, func, select

from demarche.derive import DERIVED
from demarche.export.stix.bundle import line, pieces
from demarche.export.view import View
from demarche.store import open_record, read
from demarche.store import tables as t

KEY = attrgetter("added", "id", "version")
"""The order in which objects are offered."""
BEFORE_ALL = "1970-01-01T00:00:00.000000Z"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One version of one object: when it was added, and where its JSON lies in the snapshot's file."""

    added: str
    id: str
    version: str
    place: int = 0
    size: int = 0

    @property
    def type(self) -> str:
        return self.id.partition("--")[0]


class Snapshot:
    """All objects at one state of the record. ``former`` are times of versions that an earlier snapshot offered; what is new to it is
    added ``now``, so that a client that asks for what came after its last visit misses nothing."""

    def __init__(self, view: View, former: Mapping[tuple[str, str], str] | None = None, now: str = BEFORE_ALL) -> None:
        self.file = TemporaryFile()  # noqa: SIM115 - closed with the snapshot
        self.lock = threading.Lock()
        self.entries = sorted(self._written(view, former, now))
        self.times = {(entry.id, entry.version): entry.added for entry in self.entries}
        self.by_id = {entry.id: entry for entry in self.entries}

    def _written(self, view: View, former: Mapping[tuple[str, str], str] | None, now: str) -> Iterator[Entry]:
        place = 0
        for ids, objects in pieces(view):
            recorded = _recorded(view.connection, ids)
            for one in objects:
                data, version = line(one), one.get("modified") or one.get("created") or BEFORE_ALL
                added = recorded if former is None else former.get((one["id"], version), now)
                self.file.write(data)
                yield Entry(added, one["id"], version, place, len(data))
                place += len(data)

    def json(self, entry: Entry) -> bytes:
        """The object itself."""
        with self.lock:
            self.file.seek(entry.place)
            return cast(BinaryIO, self.file).read(entry.size)

    def after(self, added: str | None, key: tuple[str, str, str] | None) -> int:
        """Index of the first entry that was added after this time and stands after this key."""
        first = 0 if added is None else bisect_right(self.entries, added, key=attrgetter("added"))
        return first if key is None else max(first, bisect_right(self.entries, key, key=KEY))


def _recorded(connection: Connection, ids: tuple[str, ...]) -> str:
    """When the last of these documents came into the record."""
    c = t.documents.c
    last = connection.execute(select(func.max(c.recorded_at)).where(c.id.in_(ids))).scalar() if ids else None
    return f"{last[:19]}.000000Z" if last else BEFORE_ALL


class Library:
    """Gives the snapshot of a record's present state; makes a new one when the record has changed."""

    def __init__(self, record: str, tlp: str | None = None, mask: bool = False) -> None:
        self.record = record
        self.tlp = tlp
        self.mask = mask
        self.lock = threading.Lock()
        self.state: tuple[object, ...] = ()
        self.kept: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """The present snapshot. Raises ``RecordError`` when the record cannot be opened."""
        with self.lock, open_record(self.record) as kept, kept.reading() as asked:
            state = _state(asked)
            if self.kept is None or state != self.state:
                former = None if self.kept is None else self.kept.times
                self.kept = Snapshot(View(asked, tlp=self.tlp, mask=self.mask), former, present_time())
                self.state = state
            return self.kept


def _state(connection: Connection) -> tuple[object, ...]:
    counts = read.counts(connection)
    return read.state(connection, DERIVED), *(counts[name] for name in ("documents", "claims", "incidents", "judgements"))


def present_time() -> str:
    """Now, UTC, in the form of TAXII."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
