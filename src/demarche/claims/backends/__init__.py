"""What can turn a document into claims; add a back end: one module with a function ``configured``, one line."""

from __future__ import annotations

from importlib import import_module

from demarche.claims.backends.extractor import ExtractionError, Extractor
from demarche.errors import UsageError

EXTRACTORS = {
    "rules": "demarche.claims.backends.rules",
    "endpoint": "demarche.claims.backends.endpoint",
}
"""Name to the module that has the back end, loaded when it is asked for."""
DEFAULT = "rules"


def extractor(name: str = DEFAULT) -> Extractor:
    """The back end called ``name``. Raises UsageError for an unknown one and for one that is not configured."""
    if name not in EXTRACTORS:
        raise UsageError(f"there is no extractor {name!r}", f"choose one of: {', '.join(EXTRACTORS)}")
    made: Extractor = import_module(EXTRACTORS[name]).configured()
    return made


__all__ = ["DEFAULT", "EXTRACTORS", "ExtractionError", "Extractor", "extractor"]
