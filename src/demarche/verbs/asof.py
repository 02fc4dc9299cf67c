"""As-of replay: what the record could know on a day, by what was published or by what it had recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from demarche.errors import UsageError
from demarche.incidents.assemble import assemble, part_of
from demarche.model import Incident, Judgement, Reading
from demarche.model.dates import DAY, Interval, published


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day (``2021-07-20``), and by which date documents count: ``published`` (surely out by then; undated ones by their recording) or
    ``recorded``. Raises ``UsageError`` for another word or no day."""

    day: str
    by: str = "published"

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.day)
        except ValueError as error:
            raise UsageError(f"{self.day} is no day", "write it as 2021-07-20") from error
        if self.by not in ("published", "recorded"):
            raise UsageError(f"a replay by {self.by} is not possible", "choose published or recorded")

    def knows(self, reading: Reading, recorded_at: str) -> bool:
        """Whether a document counts; ``recorded_at`` is ISO 8601."""
        when = published(reading.document.published) if self.by == "published" else None
        if when is None or when.end is None:
            return recorded_at[:10] <= self.day
        return when.end - DAY <= date.fromisoformat(self.day)

    def heard(self, judgement: Judgement) -> bool:
        """Whether a judgement counts: a replay by publication keeps what people found out later about documents of then."""
        return self.by == "published" or judgement.at[:10] <= self.day

    def limit(self, when: Interval) -> bool:
        """Whether an interval begins by that day."""
        return when.start is None or when.start <= date.fromisoformat(self.day)


def known(
    incident: Incident, readings: Iterable[Reading], recorded: Mapping[str, str], as_of: AsOf | None
) -> tuple[Incident, list[Reading]] | None:
    """The incident, as it is cut out today, with only the documents known then; None when there were none. Its id stays."""
    every = list(readings)
    if as_of is None:
        return incident, every
    kept = [one for one in every if as_of.knows(one, recorded.get(one.document.id, ""))]
    own = [one for one in kept if one.duplicate is None] or kept[:1]
    if not own:
        return None
    ids = {one.document.id for one in own}
    made = assemble([part_of(one) for one in own], [member for member in incident.members if member.document_id in ids])
    return _under(incident, made), kept


def _under(incident: Incident, made: Incident) -> Incident:
    return replace(made, id=incident.id, anchor=incident.anchor)
