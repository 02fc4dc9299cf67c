"""Which pieces of forms a word of a text fits: itself, wildcards (``*aanval``), classes (``@state``), and the mark that it closes its
clause (``aan$``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from demarche.lexicon.forms import CLAUSE_END, WILD, Part
from demarche.lexicon.text import Token

CACHE_LIMIT = 100_000
Fitting = tuple[str, ...]
"""The known pieces that one word fits; most words fit none."""


class _Known(dict[str, Fitting]):
    """What has been asked before, as far as there is room."""

    def __init__(self, ask: Callable[[str], Fitting]) -> None:
        self._ask = ask

    def __missing__(self, word: str) -> Fitting:
        fitting = self._ask(word)
        if len(self) < CACHE_LIMIT:
            self[word] = fitting
        return fitting


class Pieces:
    """All pieces of a set of forms. Wildcards are found by their letters, so that a word costs its own length and not their number.

    ``classes``: folded word to the pieces of the classes it belongs to.
    """

    def __init__(self, classes: Mapping[str, Fitting] | None = None) -> None:
        self._classes = classes or {}
        self._parts: set[Part] = set()
        self._literal: set[str] = set()
        self._closing: dict[str, str] = {}
        self._wild: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
        self._lengths: set[tuple[int, int]] = set()
        self._known = _Known(self._fitting)

    def learn(self, *parts: Part) -> None:
        """Take in the pieces of all alternatives of ``parts``."""
        self._known.clear()
        for part in parts:
            if part not in self._parts:  # many forms share theirs
                self._parts.add(part)
                for option in part:
                    for piece in option:
                        self._add(piece)

    def settle(self) -> None:
        """All forms are taken in."""
        self._parts.clear()

    def _add(self, piece: str) -> None:
        if len(piece) > 1 and piece.endswith(CLAUSE_END):
            self._closing[piece.removesuffix(CLAUSE_END)] = piece
        elif WILD in piece:
            head, *between, tail = piece.split(WILD)
            self._wild[head, tail][piece] = between
            self._lengths.add((len(head), len(tail)))
        else:
            self._literal.add(piece)

    def of(self, tokens: Sequence[Token]) -> list[Fitting]:
        """For each token the pieces that it fits."""
        words = [token.fold for token in tokens]
        fitting = [self._known[word] for word in words]
        for at, word in enumerate(words):
            if word in self._closing and (at + 1 == len(words) or not words[at + 1][0].isalnum()):
                fitting[at] += (self._closing[word],)
        return fitting

    def _fitting(self, word: str) -> Fitting:
        literal = (word,) if word in self._literal else ()
        return (*literal, *self._classes.get(word, ()), *self._wildcards(word))

    def _wildcards(self, word: str) -> Iterator[str]:
        for head, tail in self._lengths:
            if head + tail <= len(word):
                for piece, between in self._wild.get((word[:head], word[len(word) - tail :]), {}).items():
                    if _inside(between, word[head : len(word) - tail]):
                        yield piece


def _inside(stretches: list[str], text: str) -> bool:
    """Whether the stretches of letters between wildcards stand in ``text`` one after the other."""
    at = 0
    for stretch in stretches:
        at = text.find(stretch, at)
        if at < 0:
            return False
        at += len(stretch)
    return True
