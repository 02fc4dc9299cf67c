"""``demarche problems``: what could not be read."""

from __future__ import annotations

from demarche.cli.common import DONE, RecordOption, table

COLUMNS = ("path", "code", "extent", "reason", "hint")
EPILOG = f"""
Columns: {", ".join(COLUMNS)}; extent is "nothing" where nothing of the item could be read and "part" where something is missing.\n\n
Example: demarche problems --record record.db
"""


def problems(record: RecordOption = None) -> int:
    """What could not be read, or only in part, with the reason and the way out."""
    import demarche

    found = demarche.problems(record)
    lines = [(one.path, one.code, "nothing" if one.fatal else "part", one.reason, one.hint) for one in found]
    table(COLUMNS, lines)
    return DONE
