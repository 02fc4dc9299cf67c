"""Filters on incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.desk.asked import Asked
from demarche.verbs.overview import IncidentHead


@dataclass(frozen=True, slots=True)
class Filters(Asked):
    """Empty strings do not filter. ``answer`` is ``denied`` or ``silent``; a ``year`` that is not four digits does not filter either."""

    accused: str = ""
    accuser: str = ""
    victim: str = ""
    group: str = ""
    certainty: str = ""
    level: str = ""
    answer: str = ""
    year: str = ""

    @property
    def only_year(self) -> int | None:
        """The year, where one is asked for."""
        return int(self.year) if len(self.year) == 4 and self.year.isascii() and self.year.isdecimal() else None

    def select(self, heads: Iterable[IncidentHead]) -> list[IncidentHead]:
        """The incidents that pass."""
        return [head for head in heads if self._actors(head) and self._strength(head) and self._year(head)]

    def _actors(self, head: IncidentHead) -> bool:
        one = head.incident
        return (
            (not self.accused or self.accused in one.accused)
            and (not self.accuser or self.accuser in one.accusers)
            and (not self.group or self.group in one.groups)
            and (not self.victim or any(victim.split("/")[0] == self.victim for victim in one.victims))
        )

    def _strength(self, head: IncidentHead) -> bool:
        return (
            (not self.certainty or head.certainty == self.certainty)
            and (not self.level or head.level == self.level)
            and (not self.answer or bool(head.incident.deniers) == (self.answer == "denied"))
        )

    def _year(self, head: IncidentHead) -> bool:
        first, last = head.incident.first, head.incident.last
        return self.only_year is None or (first is not None and first[:4] <= self.year <= (last or first)[:4])
