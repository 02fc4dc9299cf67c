"""One row: cells in the columns of EuRepoC, each with the quotations that fill it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from demarche.export.cells import safe
from demarche.export.words import actor, territory, words
from demarche.model import Reading

JOIN = ";"


def columns() -> list[str]:
    """The 85 columns; the second of two with one name ends in ``#2`` here, and only here."""
    found: list[str] = []
    for name in words("eurepoc")["columns"]:
        found.append(f"{name}#2" if name in found else name)
    return found


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim and the document that makes it."""

    reading: Reading
    claim: Any


@dataclass(slots=True)
class Row:
    """Cells by column; ``evidence`` are (column, value, fact) for every value that a claim has put there."""

    incident: str
    cells: dict[str, str] = field(default_factory=dict)
    evidence: list[tuple[str, str, Fact]] = field(default_factory=list)

    def put(self, column: str, values: Iterable[str], facts: Iterable[Fact] = ()) -> None:
        """Fill a cell with values in order; with none it says that the value is not available."""
        kept = [value.replace(JOIN, ",") for value in values]
        self.cells[column] = JOIN.join(kept) if kept else str(words("eurepoc")["missing"]["unavailable"])
        self.evidence += [(column, self.cells[column], fact) for fact in facts]

    def line(self) -> list[str]:
        """All cells in order; columns that are left empty on purpose are empty."""
        return [safe(self.cells.get(column, "")) for column in columns()]

    def quotations(self) -> Iterator[list[str]]:
        """(incident, column, value, claim, document, source, quotation, start, end) of everything that fills the row."""
        for column, value, fact in self.evidence:
            document = fact.reading.document
            for quote in fact.claim.quotes:
                where = [fact.claim.id, document.id, document.url or document.path]
                cells = [self.incident, column.removesuffix("#2"), value, *where, quote.exact]
                yield [*map(safe, cells), str(quote.start), str(quote.end)]


def country(key: str | None) -> str:
    """A country or institution as EuRepoC spells it; Not available without one."""
    known = words("eurepoc")
    if key is None:
        return str(known["missing"]["unavailable"])
    return str(known["countries"].get(key) or known["institutions"].get(key) or territory(key) or actor(key))


def alpha2(key: str | None) -> str:
    """The ISO code, where the key is a state's."""
    return str(key) if territory(key) else str(words("eurepoc")["missing"]["unavailable"])


def european_day(day: date) -> str:
    """DD.MM.YYYY."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"
