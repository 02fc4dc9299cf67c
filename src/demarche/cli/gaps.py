"""``demarche gaps``: what is missing, as a work list."""

from __future__ import annotations

from demarche.cli.common import DONE, GroupOption, RecordOption, SinceOption, StateOption, UntilOption, VictimOption, rows

COLUMNS = ("incident", "gap", "about", "what")
EPILOG = f"""
A tab-separated line a gap, with the columns {", ".join(COLUMNS)}. Gaps: one-voice, no-date, no-happened-date, no-accuser, no-answer,
no-basis, not-told, undated-source, changed-source, vanished-source.\n\n
Example: demarche gaps --victim BE
"""


def gaps(
    record: RecordOption = None,
    state: StateOption = None,
    group: GroupOption = None,
    victim: VictimOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
) -> int:
    """What is missing about each incident: voices, dates, an answer, a basis, word to the victims, sources."""
    import demarche
    from demarche.verbs.selection import Selection

    found = demarche.gaps(record, Selection(state, group, victim, since, until))
    rows(COLUMNS, ((gap.incident, gap.code, gap.about, gap.what) for gap in found))
    return DONE
