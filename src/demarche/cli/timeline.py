"""``demarche timeline``: incidents in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from demarche.cli.build import show_all
from demarche.cli.common import DONE, RecordOption, on_terminal, rows
from demarche.cli.filters import filtered, replayed
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

if TYPE_CHECKING:
    from demarche.verbs.sheet import Sheet

COLUMNS = ("incident", "first", "last", "kind", "who", "whom", "how", "words", "claim")
EPILOG = f"""
On a terminal: a panel an incident. Piped: a tab-separated line a statement with the columns {", ".join(COLUMNS)}.
How: of an accusation, the certainty ({", ".join(CERTAINTIES)}) and how far the state is said to be in it
({", ".join(RESPONSIBILITIES)}), from the weakest to the strongest where documents differ; of a denial, its kinds; of a
response, what is done to whom.\n\n
Example: demarche timeline --state CN --since 2021-07
"""


@filtered
@replayed
def timeline(selection: Selection | None, as_of: AsOf | None, record: RecordOption = None) -> int:
    """Incidents in order of time: accusers, accused, certainty, level, the answer, each in its own words."""
    import demarche
    from demarche.cli.sheets import statements

    sheets = demarche.timeline(record, selection or Selection(), as_of=as_of)
    if on_terminal():
        show_all(sheets)
        return DONE
    lines = (
        (*_when(sheet), one.kind, one.who, one.whom, one.how, one.said.words, one.said.claim.id)
        for sheet in sheets
        for one in statements(sheet)
    )
    rows(COLUMNS, lines)
    return DONE


def _when(sheet: Sheet) -> tuple[str, str, str]:
    return sheet.incident.id, sheet.incident.first or "", sheet.incident.last or ""
