"""Filters on incidents. They live in the address, so that a view can be sent on and gone back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from demarche.verbs.overview import IncidentHead

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty strings do not filter. ``answer`` is ``denied`` or ``silent``; ``year`` four digits."""

    accused: str = ""
    accuser: str = ""
    victim: str = ""
    group: str = ""
    certainty: str = ""
    level: str = ""
    answer: str = ""
    year: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """From a query string; what is not understood does not filter."""
        values = {field.name: query.get(field.name, "").strip()[:LONGEST] for field in fields(cls)}
        return cls(**values | {"year": values["year"] if len(values["year"]) == 4 and values["year"].isdecimal() else ""})

    @property
    def values(self) -> dict[str, str]:
        """Those that filter, for an address."""
        return {name: value for name, value in asdict(self).items() if value}

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
        return not self.year or (first is not None and first[:4] <= self.year <= (last or first)[:4])
