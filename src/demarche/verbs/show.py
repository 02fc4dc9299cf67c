"""One incident in full."""

from __future__ import annotations

from demarche.errors import UsageError
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.store.exhibits import without_recipients
from demarche.verbs.asof import AsOf
from demarche.verbs.sheet import Sheet, as_known, sheet_from, sheet_of


def show(incident: str, record: str | None = None, as_of: AsOf | None = None, mask: bool = False) -> Sheet:
    """The incident with this id (or an id that was merged into it, or the beginning of its id), as known on a day if asked.

    With ``mask`` the recipients of mails among its documents are blocked out. Raises ``UsageError`` when there is none, several begin so,
    or nothing was known of it then.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found = read.incident(asked, incident)
        if found is None:
            raise UsageError(f"no single incident has the id {incident}", "list them: demarche timeline")
        sheet = as_known(asked, sheet_of(asked, found), as_of)
        if sheet is None:
            raise UsageError(f"nothing was known about {found.id} on {as_of.day if as_of else ''}", "name a later day with --as-of")
        if not mask:
            return sheet
        return sheet_from(sheet.incident, *(without_recipients(asked, some) for some in (sheet.readings, sheet.recalling)))
