"""``demarche why``: why a document is in an incident, or is not."""

from __future__ import annotations

from typing import Annotated

import typer

from demarche.cli.common import DONE, RecordOption, visible

NOT_COMPARED = " · nothing telling shared: not compared"
EPILOG = """
Prints, for each document of the incident, the features the two share, what each adds or takes away, and the sum: above 0 speaks for one
incident.\n\n
Example: demarche why articles/a.html inc-3f2a91c0
"""


def why(
    document: Annotated[str, typer.Argument(help="A document's id, its beginning, or its path.", metavar="DOC")],
    incident: Annotated[str, typer.Argument(help="An incident's id.", metavar="INCIDENT")],
    record: RecordOption = None,
) -> int:
    """Why a document is in an incident, or is not: feature by feature."""
    import demarche

    found = demarche.why(document, incident, record)
    place = "is in" if found.inside else "recalls" if found.recalls else "is not in"
    print(f"document {found.document[:10]} {place} {found.incident}")
    for pair in found.pairs:
        note = f" · decided by a person: {pair.decision}" if pair.decision else "" if pair.compared else NOT_COMPARED
        print(f"\n{pair.score:+.1f} beside {pair.document[:10]} {visible(pair.path)}{note}")
        for name, value, weight in pair.parts:
            print(f"    {weight:+.2f}  {name} {value:.2f}")
        print(f"    {found.bias:+.2f}  to begin with")
    return DONE
