"""``demarche ledger``: who moved from suspecting to accusing to sanctioning, and back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from demarche.cli.common import DONE, RecordOption, console, on_terminal, rows
from demarche.cli.filters import filtered, replayed
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

if TYPE_CHECKING:
    from demarche.model.qualification import Step

COLUMNS = ("by", "to", "published", "said", "stance", "change", "incident", "words", "claim")
EPILOG = f"""
On a terminal: each pair with its steps: when said or published, stance, change, incident, claim, words. Piped: a tab-separated line a
step, with the columns {", ".join(COLUMNS)}; change is first, up, down or same.\n\n
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
    if on_terminal():
        _print(steps)
        return DONE
    rows(COLUMNS, (
        (s.by, s.to or "", s.published or "", s.said.edtf if s.said else "", s.stance, s.change, s.incident, s.words.quote.exact, s.claim)
        for s in steps
    ))  # fmt: skip
    return DONE


def _print(steps: Iterable[Step]) -> None:
    """A heading for each pair, under it each step with its words."""
    from rich.padding import Padding
    from rich.text import Text

    from demarche.cli import words
    from demarche.cli.sheets import SHORT_ID, short

    shown = console()
    for (by, to), own in groupby(steps, lambda step: (step.by, step.to)):
        shown.print(Text(f"{words.name(by)} → {words.name(to) if to else 'no state named'}", "bold"))
        for step in own:
            when = step.said.edtf if step.said else step.published or "undated"
            told = f"  {when:<10}  {step.stance:<17}  {step.change:<5}  {step.incident}  {step.claim[:SHORT_ID]}"
            shown.print(Text(told), soft_wrap=True)
            shown.print(Padding(Text(f"“{short(step.words.quote.exact)}”", "italic"), (0, 0, 0, 14), expand=False))
