"""Checks that need the raw bytes as they are stored."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from demarche.store import tables as t

BATCH = 50


def damaged_sources(connection: Connection) -> Iterator[str]:
    """A sentence for every source whose bytes no longer have the hash that is their id; the id is its second word."""
    rows = connection.execution_options(yield_per=BATCH).execute(select(t.sources.c.id, t.sources.c.raw).order_by(t.sources.c.id))
    for id, raw in rows:
        try:
            same = hashlib.sha256(zlib.decompress(raw)).hexdigest() == id
        except zlib.error:
            same = False
        if not same:
            yield f"source {id} does not have the bytes it was recorded with"
