"""``demarche export``: the record in a form that others use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from demarche.cli.common import DONE, GroupOption, RecordOption, SinceOption, StateOption, UntilOption, VictimOption
from demarche.export import FORMATS

EPILOG = f"""
Formats: {", ".join(sorted(FORMATS))}. jsonl has one line a document with the columns id, path, url, title, lang, published, published_from,
relevant, duplicate_of, incidents, attributions, denials, responses, victims, techniques, objectives, problems.\n\n
Example: demarche export --format jsonl --record record.db > record.jsonl
"""


def export(
    format: Annotated[str, typer.Option("--format", "-f", help="The format to write.", metavar="NAME")] = "jsonl",
    record: RecordOption = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write there, not to standard output.", metavar="FILE")] = None,
    state: StateOption = None,
    group: GroupOption = None,
    victim: VictimOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    losses: Annotated[bool, typer.Option("--losses", help="Print what the format cannot hold, and stop.")] = False,
) -> int:
    """Write the record, or the incidents that pass the filters, in another form."""
    import demarche
    from demarche.verbs.export import losses as losses_of
    from demarche.verbs.selection import Selection

    if losses:
        print(*losses_of(format), sep="\n")
        return DONE
    filters = (state, group, victim, since, until)
    selection = Selection(*filters) if any(filters) else None
    if output is None:
        demarche.export_to(sys.stdout.buffer, format, record, selection)
    else:
        with output.open("wb") as out:
            demarche.export_to(out, format, record, selection)
    return DONE
