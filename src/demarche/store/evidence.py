"""The mails that are evidence of an incident, each with what was found in it and what ties it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from demarche.mail import texts
from demarche.mail.masking import Masker, mask
from demarche.mail.report import MailReport
from demarche.model import Document, Exhibit
from demarche.store.exhibits import exhibits, mails


@dataclass(frozen=True, slots=True)
class MailEvidence:
    """A mail beside an incident. ``titles`` are those of the documents that tie it, by id."""

    mail: MailReport
    exhibit: Exhibit
    titles: Mapping[str, str]

    @property
    def observed(self) -> str | None:
        """When the mail came in (ISO 8601), by the receiver's clock if it left one."""
        return self.mail.received or self.mail.date

    def grounds(self, lang: str = "en") -> list[str]:
        """Why it stands there, a sentence each."""
        return [texts.tie(tie, self.titles.get(tie.document_id, tie.document_id), lang) for tie in self.exhibit.ties]


def evidence_of(connection: Connection, incident: str, documents: Sequence[Document], masked: bool = False) -> list[MailEvidence]:
    """The mails beside an incident, by time of arrival; ``documents`` are those that may tie a mail. ``masked`` replaces recipients."""
    titles = {document.id: document.title or document.path for document in documents}
    tied = [(one, tuple(tie for tie in one.ties if tie.document_id in titles or tie.user)) for one in exhibits(connection, [incident])]
    reports = mails(connection, [one.mail_id for one, _ in tied])
    masker = Masker()
    found = [
        MailEvidence(mask(reports[one.mail_id], masker) if masked else reports[one.mail_id], replace(one, ties=ties), titles)
        for one, ties in tied
        if ties
    ]
    return sorted(found, key=lambda one: (one.observed or "", one.mail.id))
