"""Mails and the incidents that they are evidence of, in the record. Each function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, true

from demarche.mail.naming import Clues, clues_of
from demarche.mail.redaction import redacted
from demarche.mail.report import MailReport
from demarche.model import Exhibit, Quote, Reading, Tie
from demarche.model.document import MAIL
from demarche.store import tables as t

BATCH = 200
"""Mails fetched at a time."""


def keep_mail(connection: Connection, report: MailReport) -> None:
    """Keep what was found in a mail, in place of what was found before. Its source must be in the record."""
    c = t.mails.c
    found = clues_of(report)
    row = {
        "source_id": report.id, "verdict": report.verdict, "telling": int(found.telling), "encloses": len(found.encloses),
        "body": _json(report.to_dict()), "clues": _json(asdict(found)),
        "observed": report.observed or "",
    }  # fmt: skip
    known = connection.execute(select(c.source_id).where(c.source_id == report.id)).scalar()
    if known is None:
        connection.execute(insert(t.mails), [row])
    else:
        connection.execute(t.mails.update().where(c.source_id == report.id), row)


def _json(values: dict[str, Any]) -> str:
    """Canonical, and ASCII: a mail may hold characters that a database does not."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def mails(connection: Connection, ids: Sequence[str]) -> dict[str, MailReport]:
    """The reports on these mails, by id."""
    wanted = sorted(set(ids))
    chunks = (wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH))
    return {report.id: report for chunk in chunks for report in _where(connection, t.mails.c.source_id.in_(chunk))}


def mails_by_time(connection: Connection, verdict: str, first: int, most: int) -> list[MailReport]:
    """Mails with this verdict (with any, when it is empty), the latest first: ``most`` of them from number ``first`` on."""
    c = t.mails.c
    query = select(c.body).order_by(c.observed.desc(), c.source_id).offset(first).limit(most)
    rows = connection.execute(query.where(c.verdict == verdict) if verdict else query)
    return [MailReport.from_dict(json.loads(body)) for body in rows.scalars()]


def verdicts(connection: Connection) -> dict[str, int]:
    """How many mails have which verdict, the most frequent first."""
    c, number = t.mails.c, func.count().label("number")
    return {row[0]: row[1] for row in connection.execute(select(c.verdict, number).group_by(c.verdict).order_by(number.desc(), c.verdict))}


def mail_ids(connection: Connection, beginning: str) -> list[str]:
    """Ids of the mails whose id begins so, ascending."""
    c = t.mails.c.source_id
    return sorted(connection.execute(select(c).where(c.startswith(beginning, autoescape=True))).scalars())


def all_mail_ids(connection: Connection) -> list[str]:
    """Ids of all mails, ascending."""
    return mail_ids(connection, "")


def clues(connection: Connection) -> list[Clues]:
    """Of mails that hold evidence or enclose others, what ties them; by id."""
    c = t.mails.c
    query = select(c.clues).where(or_(c.telling > 0, c.encloses > 0), c.clues.is_not(None)).order_by(c.source_id)
    return [_clues(json.loads(body)) for body in connection.execute(query).scalars()]


def _clues(values: dict[str, Any]) -> Clues:
    return Clues(**(values | {name: tuple(map(tuple, values[name])) for name in ("names", "encloses")}))


def tied_from(connection: Connection) -> str:
    """One hash over what ties are found in: the clues of mails, and the documents that report an incident."""
    c = t.documents.c
    documents = select(c.id, c.engine).where(c.relevant == 1).order_by(c.id)
    inspected = select(t.mails.c.source_id, t.mails.c.clues).order_by(t.mails.c.source_id)
    return hashlib.sha256(repr([tuple(row) for query in (documents, inspected) for row in connection.execute(query)]).encode()).hexdigest()


def replace_ties(connection: Connection, found: Iterable[tuple[str, Tie]]) -> None:
    """Keep these ties in place of the former ones."""
    connection.execute(delete(t.ties))
    rows = [{"mail_id": mail, "document_id": tie.document_id, "body": _json(asdict(tie))} for mail, tie in found]
    if rows:
        connection.execute(insert(t.ties), rows)


def ties(connection: Connection) -> list[tuple[str, Tie]]:
    """All ties: the id of the mail, and what ties it."""
    query = select(t.ties.c.mail_id, t.ties.c.body)
    return [(row[0], _tie(json.loads(row[1]))) for row in connection.execute(query)]


def _tie(values: dict[str, Any]) -> Tie:
    return Tie(**(values | {"quote": Quote(**values["quote"]) if values["quote"] else None}))


def _where(connection: Connection, condition: ColumnElement[bool]) -> Iterator[MailReport]:
    query = select(t.mails.c.body).where(condition).order_by(t.mails.c.source_id)
    return (MailReport.from_dict(json.loads(body)) for body in connection.execute(query).scalars())


def without_recipients(connection: Connection, readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those of mails with their recipients blocked out."""
    ids = [reading.document.id for reading in readings if reading.document.kind == MAIL]
    reports = mails(connection, ids) if ids else {}
    return [redacted(one, reports.get(one.document.id)) if one.document.kind == MAIL else one for one in readings]


def replace_exhibits(connection: Connection, found: Iterable[Exhibit]) -> None:
    """Keep these exhibits in place of the former ones."""
    connection.execute(delete(t.exhibits))
    rows = [{"mail_id": one.mail_id, "incident_id": one.incident_id, "body": _json(asdict(one))} for one in found]
    if rows:
        connection.execute(insert(t.exhibits), rows)


def texts(connection: Connection) -> Iterator[tuple[str, str]]:
    """(id, text) of all documents that report an attack, by id."""
    c = t.documents.c
    # On the statement, not the connection: it would change what is written next.
    query = select(c.id, c.text).where(c.relevant == 1).order_by(c.id).execution_options(yield_per=BATCH)
    return ((row[0], row[1]) for row in connection.execute(query))


def count_mails(connection: Connection) -> dict[str, int]:
    """How many ``mails`` there are, and how many of them are evidence (``exhibits``)."""
    inspected = connection.execute(select(func.count()).select_from(t.mails)).scalar() or 0
    tied = connection.execute(select(func.count(t.exhibits.c.mail_id.distinct()))).scalar() or 0
    return {"mails": inspected, "exhibits": tied}


def exhibits(connection: Connection, incidents: Sequence[str]) -> list[Exhibit]:
    """The exhibits of these incidents, by mail."""
    return _exhibits(connection, t.exhibits.c.incident_id.in_(incidents))


def all_exhibits(connection: Connection) -> list[Exhibit]:
    """All exhibits, by mail."""
    return _exhibits(connection, true())


def exhibits_of_mail(connection: Connection, id: str) -> list[Exhibit]:
    """The incidents that a mail is evidence of."""
    return _exhibits(connection, t.exhibits.c.mail_id == id)


def _exhibits(connection: Connection, condition: ColumnElement[bool]) -> list[Exhibit]:
    query = select(t.exhibits.c.body).where(condition).order_by(t.exhibits.c.mail_id, t.exhibits.c.incident_id)
    return [decode_exhibit(json.loads(body)) for body in connection.execute(query).scalars()]


def decode_exhibit(values: dict[str, Any]) -> Exhibit:
    """The exhibit that ``dataclasses.asdict`` made plain."""
    return Exhibit(values["mail_id"], values["incident_id"], tuple(map(_tie, values["ties"])))
