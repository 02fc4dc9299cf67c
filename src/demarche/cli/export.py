"""``demarche export``: the record in a form that others use."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from demarche.cli.common import DONE, RecordOption
from demarche.cli.filters import filtered
from demarche.cli.mailoptions import MaskOption
from demarche.export import FORMATS
from demarche.verbs.selection import Selection

EPILOG = f"""
Formats: {", ".join(sorted(FORMATS))}. jsonl has one line a document with the columns id, path, url, title, lang, published, published_from,
relevant, duplicate_of, incidents, attributions, denials, responses, victims, techniques, objectives, problems. The others are described in
docs/reference/formats.md. An --output that ends in / or is a folder, or ends in .zip, gets a format's several files where it has them:
csv and parquet one file an entity, misp a feed, eurepoc the side files.\n\n
Example: demarche export --format jsonl --record record.db > record.jsonl\n\n
Example: demarche export --format misp --tlp green -o feed/
"""


@filtered
def export(
    selection: Selection | None,
    format: Annotated[str, typer.Option("--format", "-f", help="The format to write.", metavar="NAME")] = "jsonl",
    record: RecordOption = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="Write to this file, FOLDER/ or FILE.zip, not to standard output.", metavar="PATH")
    ] = None,
    incident: Annotated[list[str] | None, typer.Option("--incident", help="Only this incident; may be repeated.", metavar="ID")] = None,
    tlp: Annotated[
        str | None, typer.Option("--tlp", help="Mark it by TLP 2.0: clear, green, amber, amber+strict, red.", metavar="LABEL")
    ] = None,
    judged: Annotated[
        bool | None,
        typer.Option("--judged/--as-found", help="Claims as judged by people, or as found; without it --judged for all but jsonl."),
    ] = None,
    mask: MaskOption = False,
    losses: Annotated[bool, typer.Option("--losses", help="Print what the format cannot hold, and stop.")] = False,
) -> int:
    """Write the record, or the incidents that pass the filters, in another form."""
    import demarche
    from demarche.verbs.export import export_files
    from demarche.verbs.export import losses as losses_of

    if losses:
        print(*losses_of(format), sep="\n")
        return DONE
    chosen: dict[str, Any] = {"incidents": incident, "tlp": tlp, "judged": judged, "mask": mask}
    if output is None:
        demarche.export_to(sys.stdout.buffer, format, record, selection, **chosen)
        return DONE
    for path in export_files(Path(output), format, record, selection, folder=output.endswith("/"), **chosen):
        print(path, file=sys.stderr)
    return DONE
