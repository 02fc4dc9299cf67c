"""Who accuses whom, and who of the usual coalitions stays silent."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.settings import default_record
from demarche.store import open_record
from demarche.verbs.asof import AsOf
from demarche.verbs.qualified import every
from demarche.verbs.selection import Selection


@dataclass(slots=True)
class Cell:
    """One accuser and one accused: the incidents in which it accuses, supports or is silent though its coalition speaks."""

    accuses: list[str] = field(default_factory=list)
    supports: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    certainty: str = ""
    level: str = ""


@dataclass(slots=True)
class Matrix:
    """``cells`` by (accuser, accused); ``accusers`` and ``accused`` in the order to show, those with most incidents first."""

    accusers: list[str]
    accused: list[str]
    cells: dict[tuple[str, str], Cell]


def matrix(record: str | None = None, selection: Selection = Selection(), as_of: AsOf | None = None) -> Matrix:
    """The coalition matrix over the selected incidents. Silence is counted only in the documents read."""
    cells: dict[tuple[str, str], Cell] = {}
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        for case in every(asked, selection, as_of):
            accused = sorted({row.to for row in case.sheet.accusers if row.to})
            for row in case.sheet.accusers:
                if row.to:
                    _accuse(cells.setdefault((row.by, row.to), Cell()), case.incident.id, row.estimate.word, row.level.word)
            for to in accused:
                for support in case.sheet.supporters:
                    _once(cells.setdefault((support.by, to), Cell()).supports, case.incident.id)
                for key in sorted({key for silence in case.sheet.silent for key in silence.silent}):
                    _once(cells.setdefault((key, to), Cell()).silent, case.incident.id)
    return _ordered(cells)


def _accuse(cell: Cell, incident: str, certainty: str, level: str) -> None:
    _once(cell.accuses, incident)
    cell.certainty = max(filter(None, (cell.certainty, certainty)), key=CERTAINTIES.index)
    cell.level = max(filter(None, (cell.level, level)), key=RESPONSIBILITIES.index)


def _once(found: list[str], incident: str) -> None:
    if incident not in found:
        found.append(incident)


def _ordered(cells: dict[tuple[str, str], Cell]) -> Matrix:
    def weight(place: int, key: str) -> tuple[int, str]:
        return -sum(len(cell.accuses) for pair, cell in cells.items() if pair[place] == key), key

    accusers = sorted({by for by, _ in cells}, key=lambda key: weight(0, key))
    accused = sorted({to for _, to in cells}, key=lambda key: weight(1, key))
    return Matrix(accusers, accused, cells)
