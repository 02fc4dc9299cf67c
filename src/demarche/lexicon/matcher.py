"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token opens only the forms it can begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon.forms import CLAUSE_END, GAP, GAP_PART, Option, Part, patterns
from demarche.lexicon.text import Token

T = TypeVar("T")
Tail = tuple[Option, tuple[Part, ...]]
"""What must follow a first token: the rest of its own alternative, then the other parts."""
STOPPERS = frozenset(".!?;")
CACHE_LIMIT = 100_000


class Hit(NamedTuple, Generic[T]):
    """Tokens ``first`` to ``last`` (exclusive) are a form of ``entry``; ``parts`` are the token indexes the form itself covers."""

    first: int
    last: int
    entry: T
    parts: tuple[int, ...]


class Opened(Generic[T]):
    """The forms that one first token opens, sorted by what must come next, so that most are turned down by a look at one word."""

    __slots__ = ("alone", "distant", "next", "open")

    def __init__(self) -> None:
        self.alone: list[T] = []
        self.next: dict[str, list[tuple[Tail, T]]] = defaultdict(list)
        self.distant: list[tuple[frozenset[str], Tail, T]] = []
        self.open: list[tuple[Tail, T]] = []

    def add(self, tail: Tail, entry: T) -> None:
        more, rest = tail
        if not more and not rest:
            self.alone.append(entry)
        elif more or rest[0] != GAP_PART:
            self._add_next({more[0]} if more else {option[0] if option else "" for option in rest[0]}, tail, entry)
        else:
            needs = frozenset(option[0].removesuffix(CLAUSE_END) if option else "" for option in rest[1])
            if any(not word or "*" in word for word in needs):
                self.open.append((tail, entry))
            else:
                self.distant.append((needs, tail, entry))

    def _add_next(self, words: set[str], tail: Tail, entry: T) -> None:
        if any(not word or "*" in word or word[-1] == CLAUSE_END for word in words):
            self.open.append((tail, entry))
        else:
            for word in words:
                self.next[word].append((tail, entry))

    def candidates(self, following: str, present: frozenset[str]) -> Iterator[tuple[Tail, T]]:
        """Forms that may match when ``following`` is the next word and ``present`` are all words of the text."""
        yield from self.next.get(following, ())
        yield from self.open
        for needs, tail, entry in self.distant:
            if not needs.isdisjoint(present):
                yield tail, entry


class Matcher(Generic[T]):
    """A set of forms, each standing for an entry."""

    def __init__(self, gap: int = GAP) -> None:
        self._gap = gap
        self._literal: dict[str, Opened[T]] = defaultdict(Opened)
        self._wild: dict[str, Opened[T]] = defaultdict(Opened)
        self._wild_cache: dict[str, list[Opened[T]]] = {}

    def add(self, form: str, entry: T) -> None:
        """Add every spelling of ``form``. Raises FormError when it cannot be read."""
        for head, *rest in patterns(form):
            for first, *more in head:
                table = self._wild if "*" in first else self._literal
                table[first].add((tuple(more), tuple(rest)), entry)

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits, overlapping ones too, in order of their first token."""
        hits: list[Hit[T]] = []
        present = frozenset(token.fold for token in tokens)
        last = len(tokens) - 1
        for first, token in enumerate(tokens):
            following = tokens[first + 1].fold if first < last else ""
            for opened in self._opened_by(token.fold):
                hits += [Hit(first, first + 1, entry, (first,)) for entry in opened.alone]
                for (more, rest), entry in opened.candidates(following, present):
                    found = _option(tokens, first + 1, more, rest, 0, self._gap)
                    if found is not None:
                        parts = (first, *found)
                        hits.append(Hit(first, parts[-1] + 1, entry, parts))
        return hits

    def _opened_by(self, word: str) -> list[Opened[T]]:
        known = self._wild_cache.get(word)
        if known is None:
            known = [opened for pattern, opened in self._wild.items() if fnmatchcase(word, pattern)]
            if word in self._literal:
                known.append(self._literal[word])
            if len(self._wild_cache) < CACHE_LIMIT:
                self._wild_cache[word] = known
        return known


def _follow(tokens: Sequence[Token], at: int, rest: tuple[Part, ...], reach: int, gap: int) -> tuple[int, ...] | None:
    """Token indexes that ``rest`` covers from ``at`` on, or None; ``reach`` is how far its first part may stand off."""
    if not rest:
        return ()
    if rest[0] == GAP_PART:
        return _follow(tokens, at, rest[1:], gap, gap)
    for option in rest[0]:
        found = _option(tokens, at, option, rest[1:], reach, gap)
        if found is not None:
            return found
    return None


def _option(tokens: Sequence[Token], at: int, option: Option, rest: tuple[Part, ...], reach: int, gap: int) -> tuple[int, ...] | None:
    """``option`` at ``at`` (or, after a gap, at the first place within reach), then ``rest``."""
    if not option:
        return _follow(tokens, at, rest, reach, gap)
    start = _seek(tokens, at, option[0], reach) if reach else at
    if start < 0 or start + len(option) > len(tokens):
        return None
    for step, piece in enumerate(option):
        if not _fits(tokens, start + step, piece):
            return None
    found = _follow(tokens, start + len(option), rest, 0, gap)
    return None if found is None else (*range(start, start + len(option)), *found)


def _seek(tokens: Sequence[Token], at: int, piece: str, reach: int) -> int:
    for where in range(at, min(at + reach + 1, len(tokens))):
        if _fits(tokens, where, piece):
            return where
        if tokens[where].fold in STOPPERS:
            return -1
    return -1


def _fits(tokens: Sequence[Token], at: int, piece: str) -> bool:
    word = tokens[at].fold
    if word == piece:
        return True
    if piece[-1] == CLAUSE_END and len(piece) > 1:
        return word == piece[:-1] and (at + 1 == len(tokens) or not tokens[at + 1].raw[0].isalnum())
    return "*" in piece and fnmatchcase(word, piece)
