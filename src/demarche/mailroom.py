"""Mails in a build: what is known of their receiver, what each holds, whose word its text is, and the incidents it is evidence of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

from demarche.errors import DemarcheError
from demarche.mail import Inspector, MailReport, Settings, impersonates
from demarche.mail.ties import Index, enclosed, exhibits
from demarche.model import Claims, Document, Exhibit, Problem, Source, Tie
from demarche.model.document import MAIL
from demarche.store import Record, read, write
from demarche.store import exhibits as kept

RECEIVER = "mail-receiver"
"""State key: the domains and mail hosts of those who received the mails, as JSON."""


TIED = "ties-from"
"""State key: the mails and documents that ties were last found in."""


class Mailroom:
    """Inspects the mails of one build. ``own`` are domains that others may imitate, ``receivers`` mail hosts whose check results are
    believed; given once, they hold for the record until others are given. Use as a context manager."""

    def __init__(self, record: Record, own: tuple[str, ...] = (), receivers: tuple[str, ...] = ()) -> None:
        self.receiver = _receiver(record, own, receivers)
        settings = Settings(own_domains=self.receiver["own"], receivers=self.receiver["receivers"], enclosed=False)
        self.inspector = Inspector(settings)
        self.broken: DemarcheError | None = None

    def __enter__(self) -> Mailroom:
        return self

    def __exit__(self, *_: object) -> None:
        self.inspector.__exit__()

    def stamp(self, engine: str, kind: str) -> str:
        """The version under which a source of this kind is read: of a mail, what is known of its receiver takes part, and whether it could
        be inspected, so that it is read anew when it can."""
        if kind != MAIL:
            return engine
        known = hashlib.sha256(json.dumps(self.receiver).encode()).hexdigest()[:8] if any(self.receiver.values()) else ""
        return "-".join(filter(None, (engine, known, "unexamined" if self.broken else "")))

    def report(self, source: Source) -> MailReport | None:
        """What is in a mail; None for other sources, and where mail inspection is not installed."""
        if source.kind != MAIL or self.broken:
            return None
        try:
            return self.inspector.report(source.raw)
        except DemarcheError as error:
            self.broken = error
            return None

    def heard(self, document: Document, claims: Claims, report: MailReport | None) -> tuple[Document, Claims]:
        """The document with what is to be remarked of the mail. A mail that pretends to come from somebody else makes no claims."""
        if document.kind != MAIL:
            return document, claims
        if report is None:
            return _remarked(document, "mail-unexamined", str(self.broken), self.broken.hint if self.broken else ""), claims
        if report.state == "refused":
            return _remarked(document, "mail-unexamined", report.problems[0].reason, report.problems[0].hint), claims
        if impersonates(report):
            reason = "the mail pretends to come from somebody else: its text is kept, and makes no claims"
            hint = "see what was found: demarche inspect, or its page on the desk"
            return _remarked(document, "impersonates", reason, hint), Claims(relevant=False)
        return document, claims


def _remarked(document: Document, code: str, reason: str, hint: str) -> Document:
    return replace(document, problems=(*document.problems, Problem(document.path, code, reason, hint, fatal=False)))


def _receiver(record: Record, own: tuple[str, ...], receivers: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What is given now, else what was given before."""
    if own or receivers:
        given = {"own": tuple(sorted(set(own))), "receivers": tuple(sorted(set(receivers)))}
        with record.writing() as writing:
            write.set_state(writing, RECEIVER, json.dumps(given))
        return given
    with record.reading() as asked:
        known = json.loads(read.state(asked, RECEIVER) or "{}")
    return {name: tuple(known.get(name, ())) for name in ("own", "receivers")}


def tied(connection: Connection) -> list[Exhibit]:
    """The mails of the record that are evidence of its incidents. Works inside a writing transaction: what ties mails to documents is kept,
    and looked for again only when documents or mails have changed."""
    known = set(kept.all_mail_ids(connection))
    if not known:
        return []
    log = [entry for entry in read.judgements(connection) if entry.action != "attach" or entry.target in known]
    return exhibits(_ties(connection), read.incidents(connection), log)


def _ties(connection: Connection) -> list[tuple[str, Tie]]:
    now = kept.tied_from(connection)
    if read.state(connection, TIED) != now:
        kept.replace_ties(connection, list(_found(connection)))
        write.set_state(connection, TIED, now)
    return kept.ties(connection)


def _found(connection: Connection) -> Iterator[tuple[str, Tie]]:
    clues = kept.clues(connection)
    index = Index(clues)
    yield from enclosed(clues)
    ids = [id for id, text in kept.texts(connection) if index.may_name(text)]
    for reading in read.readings(connection, ids):
        yield from index.ties(reading)
