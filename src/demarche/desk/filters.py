"""Filters on incidents, as an address has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.desk.asked import Asked
from demarche.verbs.overview import IncidentHead
from demarche.verbs.selection import Selection

ANSWERS = {"denied": True, "silent": False}
"""Values of ``answer``: whether somebody denies."""


@dataclass(frozen=True, slots=True)
class Filters(Asked):
    """Empty strings do not filter; the others mean what they mean in ``Selection``, ``answer`` is of ``ANSWERS``."""

    accused: str = ""
    accuser: str = ""
    victim: str = ""
    sector: str = ""
    group: str = ""
    certainty: str = ""
    level: str = ""
    answer: str = ""
    year: str = ""

    def select(self, heads: Iterable[IncidentHead]) -> list[IncidentHead]:
        """The incidents that pass. Raises ``UsageError`` for a value that a filter cannot have."""
        same = {name: value for name, value in self.values.items() if name not in ("answer", "year")}
        year = self.year or None
        chosen = Selection(**same, answered=ANSWERS.get(self.answer), since=year, until=year)
        return [head for head in heads if chosen.takes(head.incident)]
