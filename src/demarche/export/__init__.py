"""Exports. One module a format, each with a ``FORMAT``; add one line here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from demarche.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from demarche.export.format import Format

FORMATS = {
    "csv": "demarche.export.csv_tables",
    "dossier": "demarche.export.dossier",
    "eurepoc": "demarche.export.eurepoc",
    "jsonl": "demarche.export.jsonl",
    "misp": "demarche.export.misp",
    "parquet": "demarche.export.parquet",
    "stix": "demarche.export.stix",
    "webannotation": "demarche.export.webannotation",
    "xlsx": "demarche.export.xlsx",
}
"""Name to module; a module is loaded when its format is asked for, so that its library need not be installed otherwise."""


def load(name: str) -> Format:
    """The exporter of this name. Raises ``UsageError`` for an unknown one, ``MissingExtraError`` when its library is not installed."""
    if name not in FORMATS:
        raise UsageError(f"there is no format {name}", f"choose one of: {', '.join(sorted(FORMATS))}")
    try:
        return cast("Format", import_module(FORMATS[name]).FORMAT)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"the format {name} needs {error.name}", "pip install 'demarche[all]'") from error


__all__ = ["FORMATS", "load"]
