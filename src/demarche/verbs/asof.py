"""A day in the past, and what was known by then: by what was published, or by what the record had recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from demarche.errors import UsageError
from demarche.model import Judgement, Reading
from demarche.model.dates import DAY, Interval, published

PUBLISHED, RECORDED = "published", "recorded"
"""By which date a document counts as known."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """A day (``2021-07-20``), and by which date documents count: ``published`` (surely out by then; undated ones by their recording) or
    ``recorded``. Raises ``UsageError`` for another word or no day."""

    day: str
    by: str = PUBLISHED

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.day)
        except ValueError as error:
            raise UsageError(f"{self.day} is no day", "write it as 2021-07-20") from error
        if self.by not in (PUBLISHED, RECORDED):
            raise UsageError(f"a replay by {self.by} is not possible", "choose published or recorded")

    def knows(self, reading: Reading, recorded_at: str) -> bool:
        """Whether a document counts; ``recorded_at`` is ISO 8601."""
        when = published(reading.document.published) if self.by == PUBLISHED else None
        if when is None or when.end is None:
            return recorded_at[:10] <= self.day
        return when.end - DAY <= date.fromisoformat(self.day)

    def heard(self, judgement: Judgement) -> bool:
        """Whether a judgement counts: a replay by publication keeps what people found out later about documents of then."""
        return self.by == PUBLISHED or judgement.at[:10] <= self.day

    def limit(self, when: Interval) -> bool:
        """Whether an interval begins by that day."""
        return when.start is None or when.start <= date.fromisoformat(self.day)
