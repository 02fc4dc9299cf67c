"""Which incidents a verb is about."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.errors import UsageError
from demarche.model import Incident


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters that must all hold; None does not filter.

    ``state`` is the key of an accuser, accused or denier (CN, EU, Microsoft), ``group`` a threat group's canonical name, ``victim`` a
    country key, ``since`` and ``until`` EDTF days, months or years of publication, both included; undated incidents fail them.
    """

    state: str | None = None
    group: str | None = None
    victim: str | None = None
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        for value in (self.since, self.until):
            if value is not None and not _is_date(value):
                raise UsageError(f"{value} is no date", "write a day, month or year: 2021-07-19, 2021-07, 2021")

    def takes(self, incident: Incident) -> bool:
        """Whether an incident passes."""
        return self._actor(incident) and self._time(incident)

    def _actor(self, incident: Incident) -> bool:
        actors = {actor.casefold() for actor in (*incident.accusers, *incident.accused, *incident.deniers)}
        groups = {group.casefold() for group in incident.groups}
        victims = {victim.split("/")[0].casefold() for victim in incident.victims}
        return all(
            wanted is None or wanted.casefold() in found
            for wanted, found in ((self.state, actors), (self.group, groups), (self.victim, victims))
        )

    def _time(self, incident: Incident) -> bool:
        late_enough = self.since is None or (incident.last is not None and incident.last[: len(self.since)] >= self.since)
        early_enough = self.until is None or (incident.first is not None and incident.first[: len(self.until)] <= self.until)
        return late_enough and early_enough


def _is_date(value: str) -> bool:
    parts = value.split("-")
    return len(parts) <= 3 and all(part.isdigit() for part in parts) and [len(part) for part in parts] == [4, 2, 2][: len(parts)]
