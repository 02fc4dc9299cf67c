"""The qualification sheet of one incident."""

from __future__ import annotations

from demarche.settings import default_record
from demarche.store import open_record
from demarche.verbs.asof import AsOf
from demarche.verbs.qualified import Qualified, one


def qualify(incident: str, record: str | None = None, as_of: AsOf | None = None) -> Qualified:
    """Who accuses, how sure, on what basis; who is silent, answers, acts; with judgements applied, as it was known on a day if asked.

    Raises ``UsageError`` when there is no such incident, or nothing was known of it then.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        return one(asked, incident, as_of)
