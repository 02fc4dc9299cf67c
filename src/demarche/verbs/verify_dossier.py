"""Check a dossier against itself, offline."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from demarche.clean import decoded
from demarche.errors import DemarcheError
from demarche.export.dossier.check import TAGS, faults
from demarche.export.dossier.read import Restored, restored
from demarche.verbs.verify import Verification, quote_faults, quotes_of


def verify_dossier(path: str) -> Verification:
    """Re-hash every file of a dossier, then every source, and walk every quotation back to its source; faults are listed, not raised.

    ``digest`` is the SHA-256 of the dossier's tag manifest: two dossiers with one digest have the same contents.
    Raises ``UsageError`` when there is no such file.
    """
    found = Verification(faults=list(faults(Path(path))))
    if found.faults:
        return found
    with zipfile.ZipFile(path) as archive:
        found.digest = hashlib.sha256(archive.read(TAGS)).hexdigest()
        try:
            for one in restored(archive):
                _check(one, found)
        except (DemarcheError, KeyError, TypeError, ValueError, AttributeError) as error:
            found.faults.append(f"the record inside is not complete: {type(error).__name__}: {error}")
    return found


def _check(one: Restored, found: Verification) -> None:
    found.sources += 1
    if hashlib.sha256(one.source.raw).hexdigest() != one.source.id:
        found.faults.append(f"source {one.source.id} does not have the bytes it was recorded with")
    elif one.document is not None and one.claims is not None:
        found.documents += 1
        raw = decoded(one.source)
        for kind, id, quote in quotes_of(one.claims):
            found.quotes += 1
            found.faults += [f"claim {id} ({kind}) of {one.source.path}: {fault}" for fault in quote_faults(one.document, quote, raw)]
