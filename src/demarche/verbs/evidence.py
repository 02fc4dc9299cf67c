"""The mails that are evidence of an incident, each with what was found in it and what ties it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from demarche.errors import UsageError
from demarche.mail import MailReport, Masker, masking, texts
from demarche.model import Document, Exhibit
from demarche.settings import default_record
from demarche.store import exhibits as kept
from demarche.store import open_record
from demarche.verbs.asof import AsOf
from demarche.verbs.show import show


@dataclass(frozen=True, slots=True)
class MailEvidence:
    """A mail beside an incident. ``titles`` are those of the documents that tie it, by id."""

    mail: MailReport
    exhibit: Exhibit
    titles: Mapping[str, str]

    def grounds(self, lang: str = "en") -> list[str]:
        """Why it stands there, a sentence each."""
        return [texts.tie(tie, self.titles.get(tie.document_id, tie.document_id), lang) for tie in self.exhibit.ties]


def evidence(incident: str, record: str | None = None, as_of: AsOf | None = None, mask: bool = False) -> list[MailEvidence]:
    """The mails that are evidence of an incident, by time of arrival; as known on a day if asked, and then without those that arrived later
    or are tied by later documents only. ``mask`` replaces recipients.

    Raises ``UsageError`` as ``show`` does.
    """
    sheet = show(incident, record, as_of, mask)
    with open_record(record or default_record()) as opened, opened.reading() as asked:
        documents = [reading.document for reading in sheet.readings]
        found = evidence_of(asked, sheet.incident.id, documents, mask)
    return [one for one in found if as_of is None or (one.mail.received or one.mail.date or "")[:10] <= as_of.day]


def evidence_of(connection: Connection, incident: str, documents: Sequence[Document], masked: bool = False) -> list[MailEvidence]:
    """The same inside a transaction; ``documents`` are those that may tie a mail."""
    titles = {document.id: document.title or document.path for document in documents}
    tied = [(one, tuple(tie for tie in one.ties if tie.document_id in titles or tie.user)) for one in kept.exhibits(connection, [incident])]
    reports = kept.mails(connection, [one.mail_id for one, _ in tied])
    masker = Masker()
    found = [
        MailEvidence(masking.mask(reports[one.mail_id], masker) if masked else reports[one.mail_id], replace(one, ties=ties), titles)
        for one, ties in tied
        if ties
    ]
    return sorted(found, key=lambda one: (one.mail.received or one.mail.date or "", one.mail.id))


def mail_report(connection: Connection, id: str, masked: bool = False) -> MailReport:
    """What was found in one mail. Raises ``UsageError`` when the record has no such mail."""
    found = kept.mails(connection, [id])
    if id not in found:
        raise UsageError(f"the record has no mail {id}", "read it: demarche build MAIL")
    return masking.mask(found[id]) if masked else found[id]
