"""Which claim to judge next: the most pressing first, without those that are done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from demarche.verbs.decisions import Decisions
from demarche.verbs.overview import Overview

MODES = ("first", "second", "done")
"""Claims nobody has judged; those another person has judged, blind, for a second reading; those this person has judged."""
DOUBLE = 5
"""One claim in so many is put to a second reader."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands in the queue: neighbours, and how many are left."""

    previous: str | None
    next: str | None
    left: int


def waiting(record: Overview, decisions: Decisions, user: str, mode: str, kind: str) -> list[str]:
    """The queue of one user; ``kind`` empty for all kinds."""
    verdicts = decisions.judged()
    return [id for id in record.queue if (not kind or record.claims[id].kind == kind) and _takes(mode, id, verdicts.get(id, {}), user)]


def _takes(mode: str, id: str, verdicts: dict[str, str], user: str) -> bool:
    if mode == "second":
        return bool(verdicts) and user not in verdicts and len(verdicts) == 1 and sampled(id)
    return user in verdicts if mode == "done" else not verdicts


def sampled(id: str) -> bool:
    """Whether a claim belongs to the part that two people read: decided by its id, so that nobody can choose."""
    return hashlib.sha256(id.encode()).digest()[0] % DOUBLE == 0


def place(queue: list[str], claim: str, record: Overview) -> Place:
    """The neighbours of a claim, also when it is no longer in the queue: then by where it would stand."""
    if claim in queue:
        at = queue.index(claim)
        after = queue[at + 1] if at + 1 < len(queue) else None
    else:
        rank = {id: number for number, id in enumerate(record.queue)}
        at = sum(rank[id] < rank.get(claim, 0) for id in queue)
        after = queue[at] if at < len(queue) else None
    return Place(queue[at - 1] if at > 0 and queue else None, after, len(queue))
