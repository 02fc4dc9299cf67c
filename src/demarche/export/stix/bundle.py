"""The bundle: incidents, campaigns and reports around the statements, written object by object."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from demarche.export.dates import timestamp
from demarche.export.ids import made_of
from demarche.export.stix.common import Object, extension, id_of, marking, reference, relationship, thing
from demarche.export.stix.mails import Shown
from demarche.export.stix.shelf import Shelf
from demarche.export.stix.statements import report_id, statements
from demarche.export.view import Case, View
from demarche.export.words import words
from demarche.model import Reading


def objects(view: View) -> Iterator[Object]:
    """All STIX objects of a view, each once, incident by incident."""
    for _, found in pieces(view):
        yield from found


def pieces(view: View) -> Iterator[tuple[tuple[str, ...], list[Object]]]:
    """Objects with the ids of the documents that they rest on: first those that rest on none, then incident by incident."""
    shelf = Shelf()
    shelf.producer()
    labels = [marking(view.tlp)] if view.tlp else []
    yield (), labels + _marked(shelf.taken(), labels)
    for case in view.cases():
        for ids, found in _case(view, case, shelf):
            yield ids, _marked(shelf.taken() + found, labels)


def _marked(found: list[Object], labels: list[Object]) -> list[Object]:
    for one in found if labels else ():
        one["object_marking_refs"] = [label["id"] for label in labels]
    return found


def _case(view: View, case: Case, shelf: Shelf) -> Iterator[tuple[tuple[str, ...], list[Object]]]:
    campaign = id_of("campaign", case.incident.id)
    yield tuple(one.document.id for one in (*case.own, *case.copies)), list(_incident(case, campaign))
    for reading in case.home:
        found = list(statements(reading, case, campaign, shelf))
        yield (reading.document.id,), [*found, _report(reading, case, [campaign, *(one["id"] for one in found)])]
    for one in view.evidence(case):
        yield (one.mail.id,), list(Shown(one, id_of("incident", case.incident.id), shelf).objects())


def _incident(case: Case, campaign: str) -> Iterator[Object]:
    incident = case.incident
    titles = (reading.document.title for reading in case.own)
    name = next((title for title in titles if title and title.strip()), None) or words("stix")["untitled"].format(id=incident.id)
    created, modified = timestamp(incident.first), max(timestamp(incident.last), *case.decided.values(), "")
    same = ("accusers", "accused", "groups", "deniers", "victims", "techniques")
    facts = {field: list(getattr(incident, field)) for field in same} | {"voices": incident.voices}
    more = extension(incident=incident.id, first=incident.first, last=incident.last, **facts)
    aims = sorted({claim.type for one in case.home for claim in one.claims.objectives if not claim.background})
    id = id_of("incident", incident.id)
    for type, key, extra in (("incident", id, {}), ("campaign", campaign, {"objective": ", ".join(aims)})):
        one = thing(type, key, created=created, name=name, extensions=more, **extra)
        yield one | {"modified": max(created, modified)}
    yield relationship("related-to", id, campaign, created=created)


def _report(reading: Reading, case: Case, refs: list[str]) -> Object:
    """The document itself; without a day of publication it is a grouping."""
    document, type = reading.document, "report" if reading.document.published else "grouping"
    own = {"published": timestamp(document.published), "report_types": ["campaign"]} if document.published else {"context": "unspecified"}
    sources = [_source(reading)] + [
        _source(copy, words("stix")["copy"]) for copy in case.copies if copy.duplicate and copy.duplicate.original_id == document.id
    ]
    return thing(
        type, report_id(document), created=timestamp(document.published), name=document.title or document.path or document.id,
        lang=None if document.lang == "und" else document.lang, object_refs=list(dict.fromkeys(refs)), external_references=sources,
        extensions=extension(document=document.id, published=document.published, published_from=document.published_from), **own,
    )  # fmt: skip


def _source(reading: Reading, note: str = "") -> dict[str, object]:
    document = reading.document
    name = _host(document.url) or words("stix")["source"]
    description = ", ".join(part for part in (note, *reading.paths) if part)
    return reference(name, document.url, description=description, hashes={"SHA-256": document.id}, external_id=f"sha256:{document.id}")


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def line(one: Object) -> bytes:
    """One object as JSON; what UTF-8 cannot hold is a JSON escape."""
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def write(view: View, out: BinaryIO) -> None:
    """A bundle, one object a line. Its id follows from the objects, so it stands at the end."""
    total = hashlib.sha256()
    out.write(b'{"type":"bundle","objects":[\n')
    separator = b""
    for one in objects(view):
        text = line(one)
        total.update(text)
        out.write(separator + text)
        separator = b",\n"
    out.write(b'\n],"id":"bundle--' + made_of("stix", "bundle", total.hexdigest()).encode() + b'"}\n')
