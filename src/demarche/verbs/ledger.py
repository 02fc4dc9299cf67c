"""The ledger of stance."""

from __future__ import annotations

from demarche.incidents.ledger import changes, steps
from demarche.incidents.qualify import case_of
from demarche.model.qualification import Step
from demarche.settings import default_record
from demarche.store import open_record
from demarche.verbs.asof import AsOf
from demarche.verbs.qualified import decisions, every, one
from demarche.verbs.selection import Selection


def ledger(
    incident: str | None = None, record: str | None = None, selection: Selection = Selection(), as_of: AsOf | None = None
) -> list[Step]:
    """What each accuser did towards each accused, step by step over time, in one incident or in all that are selected.

    Raises ``UsageError`` when there is no such incident.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        heard = decisions(asked, as_of)
        found = [one(asked, incident, as_of)] if incident else list(every(asked, selection, as_of))
        return changes(step for case in found for step in steps(case_of(case.readings, heard), case.incident.id))
