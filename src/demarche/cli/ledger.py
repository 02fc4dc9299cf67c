"""``demarche ledger``: who moved from suspecting to accusing to sanctioning, and back."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption, rows
from demarche.cli.filters import filtered, replayed
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

COLUMNS = ("by", "to", "published", "said", "stance", "change", "incident", "words", "claim")
EPILOG = f"""
A tab-separated line a step, with the columns {", ".join(COLUMNS)}; change is first, up, down or same.\n\n
Example: demarche ledger --state CN --as-of 2021-07-20
"""


@filtered
@replayed
def ledger(
    selection: Selection | None,
    as_of: AsOf | None,
    incident: Annotated[str | None, typer.Argument(help="An incident's id; without it all incidents.", metavar="[INCIDENT]")] = None,
    record: RecordOption = None,
) -> int:
    """The steps of each accuser towards each accused: suspects, links, holds-responsible, sanctions, retracts."""
    import demarche

    steps = demarche.ledger(incident, record, selection or Selection(), as_of)
    rows(COLUMNS, (
        (s.by, s.to or "", s.published or "", s.said.edtf if s.said else "", s.stance, s.change, s.incident, s.words.quote.exact, s.claim)
        for s in steps
    ))  # fmt: skip
    return DONE
