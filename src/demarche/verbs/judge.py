"""A person decides: accept, correct, reject, merge, split, note, add a missed claim, undo. Appended to the log, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from demarche.errors import UsageError
from demarche.incidents.decisions import words_of
from demarche.incidents.judged import check_quotes
from demarche.incidents.values import check
from demarche.model import Judgement
from demarche.model.judgement import ACTIONS
from demarche.settings import default_record
from demarche.store import Record, open_record, read, write
from demarche.store.summary import claim_place

OF_MAILS = ("attach", "detach")
NEEDS_OTHER = ("merge", "split", *OF_MAILS)
NEEDS_VALUE = ("correct", "add")
LONGEST = 4000
"""Characters of a reason or a value."""


def judge(
    action: str,
    target: str,
    user: str,
    reason: str = "",
    *,
    other: str | None = None,
    value: dict[str, Any] | None = None,
    record: str | Record | None = None,
) -> list[Judgement]:
    """Append one decision by ``user`` on a claim, an incident or a document, and return what was appended, numbered.

    ``merge`` joins the incidents (or documents) ``target`` and ``other``; ``split`` takes the document ``target`` out of the incident
    ``other``, which is one entry for each document it is parted from; ``attach`` and ``detach`` say that the mail ``target`` (the beginning
    of its id will do) is, or is no, evidence of the incident ``other``. ``correct`` and ``add`` carry the fields in ``value``; ``undo``
    takes back the judgement whose number is ``other``. ``quotes`` in ``value`` are ``{"start", "exact"}``, the document's own words. Raises
    ``UsageError`` for an unknown action or target, a value that the kind of claim cannot have, and words that are not in the text.
    """
    asked = Judgement(user.strip(), action, target, reason.strip()[:LONGEST], other, _json(value))
    _check(asked)
    if isinstance(record, Record):
        return _append(record, asked)
    with open_record(record or default_record()) as kept:
        return _append(kept, asked)


def _append(kept: Record, asked: Judgement) -> list[Judgement]:
    with kept.writing() as writing:
        at = write.now()
        entries = [replace(entry, at=at) for entry in _entries(writing, asked)]
        return [replace(entry, seq=write.judge(writing, entry)) for entry in entries]


def _json(value: dict[str, Any] | None) -> str | None:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else None


def _check(asked: Judgement) -> None:
    if asked.action not in ACTIONS:
        raise UsageError(f"there is no action {asked.action}", f"choose one of: {', '.join(ACTIONS)}")
    if not asked.user:
        raise UsageError("a judgement needs a user", "say who decides")
    if asked.action in (*NEEDS_OTHER, "undo") and not asked.other:
        raise UsageError(f"{asked.action} needs a second id", "name it as other")
    if asked.action in NEEDS_VALUE and not asked.value:
        raise UsageError(f"{asked.action} needs the fields that it sets", "give them as value")
    if len(asked.value or "") > LONGEST:
        raise UsageError(f"the value is longer than {LONGEST} characters", "shorten it")


def _entries(connection: Connection, asked: Judgement) -> Iterator[Judgement]:
    """The log entries of one decision: merges and splits are kept between documents, as incident ids depend on them."""
    if asked.action == "merge":
        yield replace(asked, target=_anchor(connection, asked.target), other=_anchor(connection, str(asked.other)))
    elif asked.action == "split":
        yield from _partings(connection, asked)
    elif asked.action in OF_MAILS:
        yield replace(asked, target=_mail(connection, asked.target), other=_anchor(connection, str(asked.other)))
    else:
        if not _exists(connection, asked.target):
            raise UsageError(f"nothing in the record has the id {asked.target}", "give a claim's, an incident's or a document's id")
        _check_value(connection, asked)
        yield replace(asked, words=_words(connection, asked.target))


def _check_value(connection: Connection, asked: Judgement) -> None:
    """Only what the coding guide knows can be set, and what cannot be quoted is not recorded."""
    value = json.loads(asked.value or "{}")
    if asked.action not in NEEDS_VALUE:
        return
    document, kind = claim_place(connection, asked.target) or (asked.target, str(value.get("kind")))
    check(asked.action, kind, value)
    reading = next(iter(read.readings(connection, [document])), None)
    check_quotes(reading.document.text if reading else "", value.get("quotes", ()))


def _words(connection: Connection, target: str) -> str | None:
    """The quotations of the claim judged, so that the judgement outlives a change of its id; None for other targets."""
    place = claim_place(connection, target)
    if place is None:
        return None
    document, kind = place
    reading = next(read.readings(connection, [document]))
    return next((words_of(document, kind, claim) for claim in getattr(reading.claims, kind) if claim.id == target), None)


def _anchor(connection: Connection, id: str) -> str:
    found = read.incident(connection, id)
    if found is not None:
        return found.anchor
    if read.source(connection, id) is None:
        raise UsageError(f"no incident or document has the id {id}", "list them: demarche timeline")
    return id


def _mail(connection: Connection, beginning: str) -> str:
    from demarche.store.exhibits import mail_ids

    found = mail_ids(connection, beginning)
    if len(found) != 1:
        raise UsageError(f"{'no' if not found else 'more than one'} mail has the id {beginning}", "read it first: demarche build MAIL")
    return found[0]


def _partings(connection: Connection, asked: Judgement) -> Iterator[Judgement]:
    incident = read.incident(connection, str(asked.other))
    if incident is None or asked.target not in incident.documents:
        raise UsageError(f"the document {asked.target} is not in the incident {asked.other}", "its documents: demarche show INCIDENT")
    for document in incident.documents:
        if document != asked.target:
            yield replace(asked, other=document)


def _exists(connection: Connection, id: str) -> bool:
    return claim_place(connection, id) is not None or read.incident(connection, id) is not None or read.source(connection, id) is not None
