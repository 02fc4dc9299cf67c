"""``demarche verify``: check a record, or a dossier, against itself."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, STOP, RecordOption, visible

EPILOG = """
Prints: digest, sources (re-hashed), documents, quotations (each compared with the clean text and walked back to the source), faults.
Exit code 3 when there is a fault. The same input gives the same digest, in any order and with any number of jobs. Of a dossier every byte
is checked, without a record and without a network.\n\n
Example: demarche verify --record record.db\n\n
Example: demarche verify dossier.zip
"""


def verify(
    dossier: Annotated[str | None, typer.Argument(help="A dossier to check in place of the record.", metavar="[DOSSIER.zip]")] = None,
    record: RecordOption = None,
) -> int:
    """Re-hash the sources, re-check every quotation and offset, print the digest."""
    import demarche

    found = demarche.verify(record) if dossier is None else demarche.verify_dossier(dossier)
    print(f"digest: {found.digest}")
    print(f"sources: {found.sources}")
    print(f"documents: {found.documents}")
    print(f"quotations: {found.quotes}")
    print(f"faults: {len(found.faults)}")
    for fault in found.faults:
        print(f"  {visible(fault)}")
    return STOP if found.faults else DONE
