"""A dossier back into a record."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from demarche.errors import RecordError
from demarche.export.dossier.read import restore
from demarche.settings import default_record
from demarche.store import open_record
from demarche.verbs.verify_dossier import verify_dossier


def import_dossier(path: str, record: str | None = None) -> int:
    """Check a dossier and put all of it into an empty record (made when it is missing); return the number of its documents.

    Exporting the record as a dossier again gives the same bytes. Raises ``RecordError`` when the dossier has a fault or the record is
    not empty, ``UsageError`` when there is no such file; nothing is kept then.
    """
    found = verify_dossier(path)
    if found.faults:
        raise RecordError(f"{path} is not as it was made: {found.faults[0]}", f"see all of it: demarche verify {path}")
    try:
        with open_record(record or default_record(), create=True) as kept, kept.writing() as connection:
            return restore(Path(path), connection)
    except (SQLAlchemyError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"the record inside {path} is not complete: {type(error).__name__}", "ask its sender for a new one") from error
