"""What a run takes for granted unless told otherwise. The command line and the library use the same values."""

from __future__ import annotations

import os

RECORD = "record.db"
"""The record's file when neither an option nor ``DEMARCHE_RECORD`` names one."""
RECORD_VARIABLE = "DEMARCHE_RECORD"
CHUNK_ITEMS = 16
"""Documents handed to a worker at a time: large enough that handing over costs little, small enough to keep all workers busy."""
CHUNK_BYTES = 1_000_000
"""A chunk is also full at this many raw bytes."""
CHUNKS_IN_FLIGHT = 3
"""Chunks a worker may have waiting; bounds memory."""
ITEM_SECONDS = 60
"""Seconds one document may take in a worker before the worker is ended and the document refused."""


def default_record() -> str:
    """The record to use when none is named: ``DEMARCHE_RECORD``, else ``record.db`` here."""
    return os.environ.get(RECORD_VARIABLE) or RECORD
