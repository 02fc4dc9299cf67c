"""The mails that are evidence of an incident, each with what was found in it and what ties it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from demarche.mail import texts
from demarche.mail.masking import Masker, mask
from demarche.mail.report import MailReport
from demarche.model import Document, Exhibit
from demarche.store import read
from demarche.store.exhibits import exhibits, exhibits_of_mail, mails, without_recipients


@dataclass(frozen=True, slots=True)
class MailEvidence:
    """A mail beside an incident. ``titles`` are those of the documents that tie it, by id."""

    mail: MailReport
    exhibit: Exhibit
    titles: Mapping[str, str]

    def grounds(self, lang: str = "en") -> list[str]:
        """Why it stands there, a sentence each."""
        return [texts.tie(tie, self.titles.get(tie.document_id, tie.document_id), lang) for tie in self.exhibit.ties]


def evidence_of(connection: Connection, incident: str, documents: Sequence[Document], masked: bool = False) -> list[MailEvidence]:
    """The mails beside an incident, by time of arrival; ``documents`` are those that may tie a mail. ``masked`` replaces recipients."""
    titles = {document.id: document.title or document.path for document in documents}
    found = [_tied_by(one, titles) for one in exhibits(connection, [incident])]
    return sorted(_with_mails(connection, found, titles, masked), key=lambda one: (one.mail.observed or "", one.mail.id))


def evidence_by(connection: Connection, mail: str, masked: bool = False) -> list[MailEvidence]:
    """One mail beside each incident that it is evidence of."""
    found = exhibits_of_mail(connection, mail)
    readings = list(read.readings(connection, [tie.document_id for one in found for tie in one.ties if tie.document_id]))
    shown = without_recipients(connection, readings) if masked else readings
    titles = {one.document.id: one.document.title or one.document.path for one in shown}
    return _with_mails(connection, found, titles, masked)


def _tied_by(exhibit: Exhibit, documents: Mapping[str, str]) -> Exhibit:
    """The exhibit with only the ties through these documents and those that people made."""
    return replace(exhibit, ties=tuple(tie for tie in exhibit.ties if tie.document_id in documents or tie.user))


def _with_mails(connection: Connection, found: Sequence[Exhibit], titles: Mapping[str, str], masked: bool) -> list[MailEvidence]:
    tied = [one for one in found if one.ties]
    reports = mails(connection, [one.mail_id for one in tied])
    masker = Masker()
    shown = {id: mask(report, masker) if masked else report for id, report in reports.items()}
    return [MailEvidence(shown[one.mail_id], one, titles) for one in tied]
