"""What is missing in the record, as a work list."""

from __future__ import annotations

from pathlib import Path

from demarche.incidents.gaps import gaps as gaps_of
from demarche.model.qualification import Gap
from demarche.settings import default_record
from demarche.store import open_record
from demarche.verbs.asof import AsOf
from demarche.verbs.qualified import Qualified, every
from demarche.verbs.selection import Selection


def gaps(record: str | None = None, selection: Selection = Selection(), as_of: AsOf | None = None) -> list[Gap]:
    """Incidents with one voice, no date, no answer, no basis, victims not told, sources that vanished or changed; by incident.

    A source has vanished when its folder is there and its file is not: a record that moved to another machine misses nothing.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        return [gap for case in every(asked, selection, as_of) for gap in gaps_of(case.sheet, case.readings, _gone(case))]


def _gone(case: Qualified) -> list[str]:
    return sorted({path for reading in case.readings for path in reading.paths if _has_gone(Path(_file(path)))})


def _file(path: str) -> str:
    """``path`` without what follows the name of a file that holds several documents: the number of a line or a mail."""
    name, _, place = path.rpartition(":")
    while name and place.isdigit():
        path = name
        name, _, place = path.rpartition(":")
    return path


def _has_gone(file: Path) -> bool:
    return file.parent.is_dir() and file.parent != Path() and not file.exists()
