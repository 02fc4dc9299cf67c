"""Claims with what people have said about them, for pages: unlike an export, they show rejected claims too, and who decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from demarche.incidents.decisions import OF_INCIDENTS, VERDICTS, Decisions
from demarche.incidents.judged import TYPES, added, judged, rejected, settled
from demarche.model import Judgement, Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim of a document as it stands: ``machine`` is the claim before corrections, None for one that a person added."""

    kind: str
    claim: Any
    reading: Reading
    machine: Any | None
    judgement: Judgement | None

    @property
    def rejected(self) -> bool:
        return rejected(self.judgement)

    @property
    def published(self) -> str:
        return self.reading.document.published or ""

    @property
    def state(self) -> str:
        """``machine``, ``accept``, ``correct``, ``reject`` or ``add``: what people have said about it."""
        return self.judgement.action if self.judgement else "machine"


def standings(reading: Reading, decisions: Decisions) -> list[Standing]:
    """All claims of a document, rejected ones included, then those that people added."""
    found = [standing_of(reading, kind, claim, decisions) for kind in TYPES for claim in getattr(reading.claims, kind)]
    return found + [Standing(kind, claim, reading, None, entry) for entry, kind, claim in added(reading, decisions)]


def standing_of(reading: Reading, kind: str, claim: Any, decisions: Decisions) -> Standing:
    """One claim of the program as it stands."""
    verdict = decisions.on(reading, kind, claim)
    return Standing(kind, settled(reading, claim, verdict), reading, claim, verdict)


__all__ = ["OF_INCIDENTS", "VERDICTS", "Decisions", "Standing", "judged", "standing_of", "standings"]
