"""Mails and the incidents that they are evidence of, in the record. Each function works inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, true

from demarche.mail.evidence import telling
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
    row = {
        "source_id": report.id, "verdict": report.verdict, "telling": len(telling(report)), "encloses": len(report.enclosed),
        "body": _json(report.to_dict()),
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


def mail_ids(connection: Connection, beginning: str) -> list[str]:
    """Ids of the mails whose id begins so, ascending."""
    c = t.mails.c.source_id
    return sorted(connection.execute(select(c).where(c.startswith(beginning, autoescape=True))).scalars())


def all_mail_ids(connection: Connection) -> list[str]:
    """Ids of all mails, ascending."""
    return mail_ids(connection, "")


def candidates(connection: Connection) -> list[MailReport]:
    """Mails in which something was found that can be evidence, and mails that enclose others; by id."""
    return list(_where(connection, or_(t.mails.c.telling > 0, t.mails.c.encloses > 0)))


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
    """(id, text) of all documents, by id."""
    c = t.documents.c
    # On the statement, not the connection: it would change what is written next.
    query = select(c.id, c.text).order_by(c.id).execution_options(yield_per=BATCH)
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
    ties = (Tie(**(tie | {"quote": Quote(**tie["quote"]) if tie["quote"] else None})) for tie in values["ties"])
    return Exhibit(values["mail_id"], values["incident_id"], tuple(ties))
