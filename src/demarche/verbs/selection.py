"""Which incidents a verb is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from demarche.errors import UsageError
from demarche.model import Incident
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES, VICTIM_TYPES


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters that must all hold; None does not filter.

    ``state`` is the key of an accuser, accused or denier (CN, EU, Microsoft), ``accuser`` and ``accused`` in that role only, ``group`` a
    threat group's canonical name, ``victim`` a country key, ``sector`` a victim type, ``certainty`` and ``level`` words that some
    accusation has, ``answered`` whether somebody denies, ``since`` and ``until`` EDTF days, months or years of publication, both included;
    undated incidents fail them. Upper and lower case do not matter.
    """

    state: str | None = None
    group: str | None = None
    victim: str | None = None
    since: str | None = None
    until: str | None = None
    sector: str | None = None
    certainty: str | None = None
    level: str | None = None
    accuser: str | None = None
    accused: str | None = None
    answered: bool | None = None

    def __post_init__(self) -> None:
        scales = (
            (self.sector, VICTIM_TYPES, "sector"),
            (self.certainty, CERTAINTIES, "certainty"),
            (self.level, RESPONSIBILITIES, "level"),
        )
        for value, words, name in scales:
            if value is not None and value not in words:
                raise UsageError(f"there is no {name} {value}", f"choose one of: {', '.join(words)}")
        for value in (self.since, self.until):
            if value is not None and not _is_date(value):
                raise UsageError(f"{value} is no date", "write a day, month or year: 2021-07-19, 2021-07, 2021")

    def takes(self, incident: Incident) -> bool:
        """Whether an incident passes."""
        return self._actors(incident) and self._victims(incident) and self._words(incident) and self._time(incident)

    def _actors(self, incident: Incident) -> bool:
        return (
            _among(self.state, (*incident.accusers, *incident.accused, *incident.deniers))
            and _among(self.accuser, incident.accusers)
            and _among(self.accused, incident.accused)
            and _among(self.group, incident.groups)
        )

    def _victims(self, incident: Incident) -> bool:
        pairs = [victim.split("/") for victim in incident.victims] if self.victim or self.sector else []
        return _among(self.victim, (country for country, _ in pairs)) and _among(self.sector, (sector for _, sector in pairs))

    def _words(self, incident: Incident) -> bool:
        heard = self.answered is None or self.answered == bool(incident.deniers)
        return heard and _among(self.certainty, incident.certainties) and _among(self.level, incident.levels)

    def _time(self, incident: Incident) -> bool:
        late_enough = self.since is None or (incident.last is not None and incident.last[: len(self.since)] >= self.since)
        early_enough = self.until is None or (incident.first is not None and incident.first[: len(self.until)] <= self.until)
        return late_enough and early_enough


def _among(wanted: str | None, found: Iterable[str]) -> bool:
    return wanted is None or wanted.casefold() in (one.casefold() for one in found)


def _is_date(value: str) -> bool:
    parts = value.split("-")
    return len(parts) <= 3 and all(part.isdigit() for part in parts) and [len(part) for part in parts] == [4, 2, 2][: len(parts)]
