"""Steps 1 to 5 for one source, and the version of all that takes part in them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from demarche.claims.backends import ExtractionError, Extractor
from demarche.claims.backends.rules import Rules
from demarche.claims.quoted import checked
from demarche.clean import clean
from demarche.errors import DataError, DemarcheError
from demarche.model import Claims, Document, Problem, Source

PARTS = ("model", "lexicon", "mail", "intake", "clean", "annotate", "claims", "resolve", "data")
"""Folders that decide what a source is read as."""
RULES = Rules()
SUFFIXES = (".py", ".yml", ".yaml", ".json", ".csv", ".tsv", ".txt")


def read_one(source: Source, extractor: Extractor = RULES) -> tuple[Document, Claims] | Problem:
    """Clean one source and have ``extractor`` find its claims; whatever goes wrong with it is this item's problem.

    Raises ``DataError`` when the program's own data is missing or wrong: no item is to blame for that.
    """
    try:
        document = clean(source)
        return document if isinstance(document, Problem) else _extracted(document, extractor)
    except DemarcheError:
        raise
    except ExtractionError as error:
        return Problem(source.path, error.code, str(error), error.hint)
    except OSError as error:
        raise DataError(f"a data file of the program cannot be read: {error}", "install demarche again") from error
    except MemoryError:
        return Problem(source.path, "too-large", "reading it takes more memory than there is", "split it into single documents")
    except Exception as error:
        reason = f"the program failed on this document: {type(error).__name__}: {error}"
        return Problem(source.path, "internal-error", reason, "please report it together with the document")


def _extracted(document: Document, extractor: Extractor) -> tuple[Document, Claims]:
    claims, problems = checked(document, extractor.extract(document))
    return replace(document, problems=(*document.problems, *problems)), claims


def stamp(extractor: Extractor) -> str:
    """What a document kept in the record was read by: the version of the program and, where it is not part of that, of the back end."""
    return f"{version()}+{extractor.name}-{extractor.version}" if extractor.version else version()


@cache
def version(parts: tuple[str, ...] = PARTS) -> str:
    """A short hash over code and data, by default what reads documents: when it changes, a build reads known sources anew."""
    total = hashlib.sha256()
    root = files("demarche")
    for part in parts:
        for name, content in sorted(_contents(root.joinpath(part), part)):
            total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return total.hexdigest()[:16]


def _contents(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _contents(entry, name)
        elif entry.name.endswith(SUFFIXES):
            found.append((name, entry.read_bytes()))
    return found
