"""What the log of judgements amounts to: the standing decision on each claim, by whom, and what was taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from demarche.model import Judgement, Reading

VERDICTS = ("accept", "correct", "reject")
OF_INCIDENTS = ("merge", "split", "attach", "detach")
WordKey = tuple[str, str, str]
"""Document, kind with what is said of whom, and a quotation: what a claim is recognised by when it is extracted anew under another id."""


class Decisions:
    """Grows with the log; nothing in it is ever changed by anything but a later entry."""

    def __init__(self, log: Iterable[Judgement] = ()) -> None:
        self._log: list[Judgement] = []
        self._by_target: dict[str, list[Judgement]] = defaultdict(list)
        self._by_words: dict[WordKey, list[Judgement]] = defaultdict(list)
        self._undone: set[int] = set()
        self._judged: dict[str, dict[str, Judgement]] = {}
        self.extend(log)

    @property
    def last(self) -> int:
        """The number of the newest entry, 0 without any."""
        return self._log[-1].seq if self._log else 0

    def extend(self, log: Iterable[Judgement]) -> None:
        """Take in further entries, all later than those before."""
        changed = set()
        for entry in sorted(log, key=lambda entry: entry.seq):
            self._log.append(entry)
            self._by_target[entry.target].append(entry)
            if entry.action in OF_INCIDENTS and entry.other:
                self._by_target[entry.other].append(entry)
            if entry.action == "undo" and entry.other and entry.other.isdecimal():
                self._undone.add(int(entry.other))
            if entry.action in VERDICTS:
                for key in word_keys_of(entry):
                    self._by_words[key].append(entry)
            changed.add(entry.target)
        for target in changed:
            self._settle(target)

    def _settle(self, target: str) -> None:
        found = {entry.user: entry for entry in self._by_target[target] if entry.action in VERDICTS and not self.undone(entry)}
        if found:
            self._judged[target] = found
        else:
            self._judged.pop(target, None)

    def history(self, *targets: str) -> list[Judgement]:
        """All entries about these ids, oldest first, those taken back included."""
        found = {entry.seq: entry for target in targets for entry in self._by_target.get(target, ())}
        return [found[seq] for seq in sorted(found)]

    def latest(self, most: int) -> list[Judgement]:
        """The newest entries, newest first."""
        return self._log[-most:][::-1]

    def together(self, seq: int) -> list[Judgement]:
        """The entry with this number, and those that were appended with it as one decision; empty when there is none."""
        first = next((entry for entry in self._log if entry.seq == seq), None)
        return [one for one in self._log if first and _decision(one) == _decision(first)]

    def undone(self, entry: Judgement) -> bool:
        """Whether an entry was taken back."""
        return entry.seq in self._undone

    def verdicts(self, target: str) -> dict[str, Judgement]:
        """Each user's last standing verdict on a claim."""
        return self._judged.get(target, {})

    def judged(self) -> dict[str, dict[str, Judgement]]:
        """Claim id to user to verdict, for all claims with a standing verdict."""
        return dict(self._judged)

    def standing(self, target: str) -> Judgement | None:
        """The last verdict on a claim that was not taken back, whoever gave it."""
        return max(self.verdicts(target).values(), key=lambda entry: entry.seq, default=None)

    def on(self, reading: Reading, kind: str, claim: Any) -> Judgement | None:
        """The standing verdict on a claim of a document: by its id, else by its words, if the claim that was judged is no longer there."""
        return self.standing(claim.id) or self._on_words(reading, kind, claim)

    def _on_words(self, reading: Reading, kind: str, claim: Any) -> Judgement | None:
        keys = word_keys(reading.document.id, kind, claim)
        entries = [entry for key in keys for entry in reversed(self._by_words.get(key, ())) if not self.undone(entry)]
        present = {one.id for one in getattr(reading.claims, kind)} if entries else set()
        return next((entry for entry in entries if entry.target not in present), None)

    def added(self, document: str) -> list[Judgement]:
        """The entries by which people added claims to a document, in order."""
        return [entry for entry in self._by_target.get(document, ()) if entry.action == "add" and entry.value and not self.undone(entry)]

    def documents(self) -> set[str]:
        """Documents with claims that people judged or added, as far as the log names them."""
        return {key[0] for key in list(self._by_words)} | {entry.target for entry in self._log if entry.action == "add"}


def _decision(entry: Judgement) -> tuple[str, ...]:
    """What the entries of one decision share; only splits have several."""
    return (entry.user, entry.action, entry.target, entry.at) if entry.action == "split" else (str(entry.seq),)


def word_keys(document: str, kind: str, claim: Any) -> list[WordKey]:
    """What a claim can be recognised by without its id, a key a quotation."""
    said = " ".join(str(getattr(claim, name, None) or "-") for name in ("by", "to", "country", "type"))
    return [(document, f"{kind} {said}", quote.exact) for quote in claim.quotes]


def words_of(document: str, kind: str, claim: Any) -> str:
    """The same as JSON, to be kept with a judgement."""
    return json.dumps(word_keys(document, kind, claim), ensure_ascii=False)


def word_keys_of(entry: Judgement) -> list[WordKey]:
    """The keys that a judgement was kept with."""
    return [(document, who, exact) for document, who, exact in json.loads(entry.words or "[]")]
