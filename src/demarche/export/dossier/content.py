"""The record's part of a dossier as JSON Lines, complete enough to make the same record again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from demarche.export.view import View
from demarche.model import Exhibit, Reading, Source
from demarche.store import tables as t
from demarche.store.exhibits import BATCH, exhibits, mails

SUFFIXES = {"text": ".txt", "html": ".html", "pdf": ".pdf", "eml": ".eml", "json": ".json"}


def canonical(value: Any) -> bytes:
    """One line of JSON that equal values have in common."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def source_name(source: Source) -> str:
    """Where a source's bytes lie in the dossier."""
    return f"sources/{source.id}{SUFFIXES.get(source.kind, '')}"


def source_line(source: Source, paths: tuple[str, ...]) -> dict[str, Any]:
    """All about a source but its bytes."""
    same = ("id", "kind", "url", "title", "published", "lang")
    return {**{name: getattr(source, name) for name in same}, "size": len(source.raw), "file": source_name(source), "paths": paths}


def document_line(view: View, reading: Reading) -> dict[str, Any]:
    """A document with all its claims, what it copies, its incidents and the version of the program that read it."""
    engine = view.connection.execute(select(t.documents.c.engine).where(t.documents.c.id == reading.document.id)).scalar()
    document = asdict(reading.document) | {"path": ""}
    document["problems"] = [problem | {"path": ""} for problem in document["problems"]]
    document["edits"] = [[edit.start, edit.length, edit.raw, edit.raw_length] for edit in reading.document.edits]
    document["removed"] = [[cut.raw, cut.raw_end, cut.reason] for cut in reading.document.removed]
    copy = asdict(reading.duplicate) if reading.duplicate else None
    return {"document": document, "claims": asdict(reading.claims), "duplicate": copy, "engine": engine}


def sources(view: View) -> Iterator[tuple[Source, tuple[str, ...]]]:
    """The sources of the documents, and those that could not be read; each with the places where it was seen."""
    for id in _source_ids(view):
        source = view.source(id)
        rows = view.connection.execute(select(t.appearances.c.path).where(t.appearances.c.source_id == id)).scalars()
        if source is not None:
            yield source, tuple(sorted(rows))


def _source_ids(view: View) -> list[str]:
    if view.selected is None:
        return sorted(view.connection.execute(select(t.sources.c.id)).scalars())
    c = t.incident_documents.c
    rows = view.connection.execute(select(c.document_id, c.incident_id))
    mails = {one.mail_id for one in _exhibits(view)}
    return sorted({document for document, incident in rows if view.has(incident)} | mails)


def _exhibits(view: View) -> list[Exhibit]:
    return exhibits(view.connection, [incident.id for incident in view.as_found().incidents()])


def exhibit_lines(view: View) -> Iterator[dict[str, Any]]:
    """Which mails are evidence of which incidents, and why."""
    return (asdict(one) for one in _exhibits(view))


def mail_lines(view: View) -> Iterator[dict[str, Any]]:
    """What was found in each mail among the sources, by ascending id."""
    ids = _source_ids(view)
    for start in range(0, len(ids), BATCH):
        found = mails(view.connection, ids[start : start + BATCH])
        yield from (found[id].to_dict() for id in sorted(found))


def problem_lines(view: View) -> Iterator[dict[str, Any]]:
    """What could not be read."""
    if view.selected is None:
        columns = [column for column in t.problems.columns if column.name != "recorded_at"]
        rows = [dict(row) for row in view.connection.execute(select(*columns)).mappings()]
        yield from sorted(rows, key=lambda row: (row["path"], row["code"], row["reason"]))


def versions(view: View) -> dict[str, Any]:
    """The program and, by document, the version of the code and lexicon that read it."""
    from demarche import __version__

    c = t.documents.c
    known = set(_source_ids(view))
    engines = sorted({engine for id, engine in view.connection.execute(select(c.id, c.engine)) if id in known})
    return {"program": "demarche", "version": __version__, "engines": engines, "layout": 2}
