"""``demarche gaps``: what is missing, as a work list."""

from __future__ import annotations

from demarche.cli.common import DONE, RecordOption, table
from demarche.cli.filters import filtered, replayed
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

COLUMNS = ("incident", "gap", "about", "what")
EPILOG = f"""
A line a gap (tab-separated when piped), with the columns {", ".join(COLUMNS)}. Gaps: one-voice, no-date, no-happened-date,
no-accuser, no-state, no-victim, no-answer, no-basis, no-response, not-told, undated-source, changed-source, vanished-source.\n\n
Example: demarche gaps --victim BE
"""


@filtered
@replayed
def gaps(selection: Selection | None, as_of: AsOf | None, record: RecordOption = None) -> int:
    """What is missing about each incident: voices, dates, an answer, a basis, word to the victims, sources."""
    import demarche

    found = demarche.gaps(record, selection or Selection(), as_of)
    table(COLUMNS, ((gap.incident, gap.code, gap.about, gap.what) for gap in found))
    return DONE
