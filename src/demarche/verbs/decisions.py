"""What the log of judgements amounts to: the standing decision on each claim, by whom, and what was taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from demarche.model import Judgement

VERDICTS = ("accept", "reject", "correct")


class Decisions:
    """Grows with the log; nothing in it is ever changed by anything but a later entry."""

    def __init__(self, log: Iterable[Judgement] = ()) -> None:
        self.last = 0
        self._by_target: dict[str, list[Judgement]] = defaultdict(list)
        self._undone: set[int] = set()
        self.extend(log)

    def extend(self, log: Iterable[Judgement]) -> None:
        """Take in further entries, oldest first."""
        for entry in log:
            self.last = max(self.last, entry.seq)
            self._by_target[entry.target].append(entry)
            if entry.action in ("merge", "split") and entry.other:
                self._by_target[entry.other].append(entry)
            if entry.action == "undo" and entry.other and entry.other.isdecimal():
                self._undone.add(int(entry.other))

    def history(self, *targets: str) -> list[Judgement]:
        """All entries about these ids, oldest first, those taken back included."""
        found = {entry.seq: entry for target in targets for entry in self._by_target.get(target, ())}
        return [found[seq] for seq in sorted(found)]

    def undone(self, entry: Judgement) -> bool:
        """Whether an entry was taken back."""
        return entry.seq in self._undone

    def verdicts(self, target: str) -> dict[str, Judgement]:
        """Each user's last standing verdict on a claim."""
        entries = (e for e in self._by_target.get(target, ()) if e.action in VERDICTS and e.seq not in self._undone)
        return {entry.user: entry for entry in entries}

    def standing(self, target: str) -> Judgement | None:
        """The last verdict on a claim that was not taken back, whoever gave it."""
        return max(self.verdicts(target).values(), key=lambda entry: entry.seq, default=None)

    def corrected(self, target: str) -> dict[str, Any]:
        """The fields people set on a claim, empty without a standing correction."""
        standing = self.standing(target)
        return dict(json.loads(standing.value)) if standing and standing.action == "correct" and standing.value else {}

    def rejected(self, target: str) -> bool:
        """Whether the last standing verdict on a claim is that it is wrong."""
        standing = self.standing(target)
        return standing is not None and standing.action == "reject"

    def added(self, target: str) -> list[tuple[Judgement, dict[str, Any]]]:
        """Claims that people added to a document, in order."""
        entries = (e for e in self._by_target.get(target, ()) if e.action == "add" and e.seq not in self._undone)
        return [(entry, json.loads(entry.value)) for entry in entries if entry.value]

    def judged(self) -> dict[str, dict[str, str]]:
        """Claim id to user to verdict, for all claims with a standing verdict."""
        found = {}
        for target in list(self._by_target):
            verdicts = self.verdicts(target)
            if verdicts:
                found[target] = {user: entry.action for user, entry in verdicts.items()}
        return found

    def latest(self, most: int) -> list[Judgement]:
        """The newest entries, newest first."""
        found = {entry.seq: entry for entries in list(self._by_target.values()) for entry in entries[-most:]}
        return [found[seq] for seq in sorted(found, reverse=True)[:most]]
