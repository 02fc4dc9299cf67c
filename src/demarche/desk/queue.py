"""Which claim to judge next: the most pressing first, without those that are done."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from demarche.model import Judgement
from demarche.verbs.overview import Overview
from demarche.verbs.standing import Decisions

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


class Queue:
    """The queue of one user; ``kind`` empty for all kinds. Costs by what has been judged, not by what is in the record."""

    def __init__(self, record: Overview, decisions: Decisions, user: str, mode: str, kind: str) -> None:
        self.record, self.user, self.mode, self.kind = record, user, mode, kind
        self.verdicts = decisions.judged()

    def takes(self, id: str) -> bool:
        """Whether a claim belongs to the queue."""
        asked = not self.kind or self.record.claims[id].kind == self.kind
        settled = self.mode == MODES[0] and id in self.record.settled
        return asked and not settled and _takes(self.mode, id, self.verdicts.get(id, {}), self.user)

    def first(self) -> str | None:
        """The most pressing claim."""
        return next(filter(self.takes, self._all()), None)

    def place(self, claim: str) -> Place:
        """The neighbours of a claim, also when it is no longer in the queue: then by where it would stand."""
        own = self._all()
        at = self.record.rank.get(claim, 0) if self.mode == MODES[0] else bisect_left(own, self._rank(claim), key=self._rank)
        before = next((own[i] for i in range(min(at, len(own)) - 1, -1, -1) if self.takes(own[i])), None)
        after = next((id for id in islice(own, at, None) if id != claim and self.takes(id)), None)
        return Place(before, after, self.left())

    def left(self) -> int:
        """Claims in the queue."""
        if self.mode != MODES[0]:
            return sum(map(self.takes, self._all()))
        done = self.record.settled | self.verdicts.keys()
        judged = sum(id in self.record.rank and (not self.kind or self.record.claims[id].kind == self.kind) for id in done)
        whole = self.record.kinds[self.kind] if self.kind else len(self.record.queue)
        return whole - judged

    def _all(self) -> list[str]:
        """Claims to look through, the most pressing first."""
        if self.mode == MODES[0]:
            return self.record.queue
        return sorted((id for id in self.verdicts if id in self.record.rank), key=self._rank)

    def _rank(self, id: str) -> int:
        return self.record.rank.get(id, 0)


def _takes(mode: str, id: str, verdicts: Mapping[str, Judgement], user: str) -> bool:
    if mode == "second":
        return bool(verdicts) and user not in verdicts and len(verdicts) == 1 and sampled(id)
    return user in verdicts if mode == "done" else not verdicts


def sampled(id: str) -> bool:
    """Whether a claim belongs to the part that two people read: decided by its id, so that nobody can choose."""
    return hashlib.sha256(id.encode()).digest()[0] % DOUBLE == 0
