"""``demarche import``: a dossier back into a record."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption

EPILOG = """
Prints how many documents were imported. The dossier is checked first, as demarche verify does; the record must be new or empty.
Exporting it again gives the same bytes.\n\n
Example: demarche import dossier.zip --record partner.db
"""


def import_(
    dossier: Annotated[str, typer.Argument(help="A zip made by: demarche export --format dossier.", metavar="DOSSIER.zip")],
    record: RecordOption = None,
) -> int:
    """Read an evidence dossier into an empty record."""
    import demarche

    number = demarche.import_dossier(dossier, record)
    print(f"{number} documents imported")
    return DONE
