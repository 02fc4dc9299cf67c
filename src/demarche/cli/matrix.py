"""``demarche matrix``: who accuses whom, who stays silent."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption, table
from demarche.cli.filters import filtered, replayed
from demarche.verbs.asof import AsOf
from demarche.verbs.selection import Selection

COLUMNS = ("by", "to", "accuses", "supports", "silent", "certainty", "level")
EPILOG = f"""
A line a pair (tab-separated when piped), with the columns {", ".join(COLUMNS)}: accuses, supports and silent are numbers of
incidents; certainty and level the strongest. Silent: members of a coalition that spoke, not heard in the documents read. With --svg a
picture.\n\n
Example: demarche matrix --svg > matrix.svg
"""


@filtered
@replayed
def matrix(
    selection: Selection | None,
    as_of: AsOf | None,
    record: RecordOption = None,
    svg: Annotated[bool, typer.Option("--svg", help="Print a picture (SVG).")] = False,
) -> int:
    """Who accuses whom in how many incidents, who supports, who of the usual coalition is silent."""
    import demarche
    from demarche.verbs.picture import matrix_svg

    found = demarche.matrix(record, selection or Selection(), as_of)
    if svg:
        print(matrix_svg(found), end="")
        return DONE
    pairs = ((by, to) for by in found.accusers for to in found.accused if (by, to) in found.cells)
    table(COLUMNS, ((by, to, *map(str, map(len, (c.accuses, c.supports, c.silent))), c.certainty, c.level)
                   for by, to in pairs for c in [found.cells[by, to]]))  # fmt: skip
    return DONE
