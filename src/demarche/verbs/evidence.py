"""The mails that are evidence of an incident."""

from __future__ import annotations

from demarche.settings import default_record
from demarche.store import open_record
from demarche.store.evidence import MailEvidence, evidence_of
from demarche.verbs.asof import AsOf
from demarche.verbs.show import show


def evidence(incident: str, record: str | None = None, as_of: AsOf | None = None, mask: bool = False) -> list[MailEvidence]:
    """The mails that are evidence of an incident, by time of arrival; as known on a day if asked, and then without those that arrived later
    or are tied by later documents only. ``mask`` replaces recipients.

    Raises ``UsageError`` as ``show`` does.
    """
    sheet = show(incident, record, as_of, mask)
    with open_record(record or default_record()) as opened, opened.reading() as asked:
        found = evidence_of(asked, sheet.incident.id, [reading.document for reading in sheet.readings], mask)
    return [one for one in found if as_of is None or (one.mail.observed or "")[:10] <= as_of.day]


__all__ = ["MailEvidence", "evidence"]
