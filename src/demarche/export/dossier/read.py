"""Reads a dossier back: its documents with their sources, and into an empty record."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, text

from demarche.errors import RecordError, UsageError
from demarche.export.dossier.write import BASE
from demarche.incidents.values import FIELDS, check
from demarche.mail.report import MailReport
from demarche.model import Claims, Document, Edit, Problem, Removed, Source
from demarche.model.judgement import ACTIONS
from demarche.store import read, write
from demarche.store import tables as t
from demarche.store.codec import CLAIM_TYPES, decode_claim, decode_incident, dumps
from demarche.store.exhibits import decode_exhibit, keep_mail, replace_exhibits

WORD_KEY = 3
"""Parts of what a judged claim is recognised by."""


@dataclass(frozen=True, slots=True)
class Restored:
    """One source of a dossier; the document is None where it could not be read at the time."""

    source: Source
    paths: tuple[str, ...]
    document: Document | None = None
    claims: Claims | None = None
    duplicate: dict[str, str] | None = None
    engine: str = ""


def lines(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    """The records of one JSON Lines file under ``data/record``; none where a dossier of layout 1 has no such file."""
    if f"{BASE}/data/record/{name}.jsonl" not in archive.NameToInfo:
        return
    with archive.open(f"{BASE}/data/record/{name}.jsonl") as file:
        for line in file:
            yield json.loads(line)


def restored(archive: zipfile.ZipFile) -> Iterator[Restored]:
    """Every source with its document, by ascending id: both files are in that order, so one pass is enough."""
    documents = lines(archive, "documents")
    waiting = next(documents, None)
    for line in lines(archive, "sources"):
        source = _source(archive, line)
        if waiting is not None and waiting["document"]["id"] == source.id:
            yield _restored(source, line, waiting)
            waiting = next(documents, None)
        else:
            yield Restored(source, tuple(line["paths"]))
    if waiting is not None:
        raise RecordError(f"the dossier has no source for the document {waiting['document']['id']}", "ask for a complete dossier")


def _source(archive: zipfile.ZipFile, line: dict[str, Any]) -> Source:
    same = {name: line[name] for name in ("id", "kind", "url", "title", "published", "lang")}
    return Source(path=min(line["paths"], default=""), raw=archive.read(f"{BASE}/data/{line['file']}"), **same)


def _restored(source: Source, line: dict[str, Any], kept: dict[str, Any]) -> Restored:
    values = kept["document"] | {"path": source.path}
    values["edits"] = tuple(Edit(*edit) for edit in values["edits"])
    values["removed"] = tuple(Removed(*cut) for cut in values["removed"])
    values["problems"] = tuple(Problem(**problem) for problem in values["problems"])
    claims = {kind: tuple(decode_claim(kind, dumps(claim)) for claim in kept["claims"][kind]) for kind in CLAIM_TYPES}
    document = Document(**values)
    return Restored(source, tuple(line["paths"]), document, Claims(kept["claims"]["relevant"], **claims), kept["duplicate"], kept["engine"])


def restore(path: Path, connection: Connection) -> int:
    """Put a checked dossier into an empty record; return the number of its documents. Raises ``RecordError`` when it is not empty."""
    if read.source_ids(connection) or read.judgements(connection):
        raise RecordError("the record is not empty", "import into a new one: demarche import DOSSIER.zip --record NEW.db")
    copies: dict[str, tuple[str, str]] = {}
    number = 0
    with zipfile.ZipFile(path) as archive:
        for one in restored(archive):
            number += one.document is not None
            _keep(connection, one, copies)
        write.replace_duplicates(connection, copies)
        incidents = [decode_incident(dumps(line)) for line in lines(archive, "incidents")]
        write.replace_incidents(connection, incidents, {copy: original for copy, (original, _) in copies.items()})
        for report in lines(archive, "mails"):
            keep_mail(connection, MailReport.from_dict(report))
        replace_exhibits(connection, [decode_exhibit(line) for line in lines(archive, "exhibits")])
        _judgements(connection, list(lines(archive, "judgements")))
        problems = [line | {"recorded_at": write.now()} for line in lines(archive, "problems")]
        if problems:
            connection.execute(insert(t.problems), problems)
    return number


def _keep(connection: Connection, one: Restored, copies: dict[str, tuple[str, str]]) -> None:
    if one.document is None or one.claims is None:
        write.add_source(connection, one.source, write.now())
    else:
        write.append(connection, one.source, one.document, one.claims, one.engine)
    write.add_paths(connection, [(one.source.id, path) for path in one.paths])
    if one.duplicate:
        copies[one.source.id] = (one.duplicate["original_id"], one.duplicate["kind"])


def _judgements(connection: Connection, log: list[dict[str, Any]]) -> None:
    if not log:
        return
    for one in log:
        _check_judgement(one)
    connection.execute(insert(t.judgements), log)
    if connection.dialect.name == "postgresql":
        last = max(int(one["seq"]) for one in log)
        connection.execute(text("SELECT setval(pg_get_serial_sequence('judgements', 'seq'), :last)"), {"last": last})


def _check_judgement(line: dict[str, Any]) -> None:
    """Raises ``ValueError`` for what no judgement can be: pages and exports rely on it."""
    value, words = json.loads(line["value"] or "{}"), json.loads(line["words"] or "[]")
    if line["action"] not in ACTIONS or not isinstance(value, dict) or not all(len(key) == WORD_KEY for key in words):
        raise ValueError(line["seq"])
    kinds = [str(value.get("kind"))] if line["action"] == "add" else list(FIELDS) if line["action"] == "correct" else []
    if kinds and not any(_fits(line["action"], kind, value) for kind in kinds):
        raise ValueError(line["seq"])


def _fits(action: str, kind: str, value: dict[str, Any]) -> bool:
    try:
        check(action, kind, value)
    except UsageError:
        return False
    return True
