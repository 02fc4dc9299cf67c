"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token opens only the forms it can begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon.forms import GAP, GAP_PART, Option, Part, patterns
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


class Matcher(Generic[T]):
    """A set of forms, each standing for an entry."""

    def __init__(self) -> None:
        self._literal: dict[str, list[tuple[Tail, T]]] = defaultdict(list)
        self._wild: dict[str, list[tuple[Tail, T]]] = defaultdict(list)
        self._wild_cache: dict[str, list[tuple[Tail, T]]] = {}

    def add(self, form: str, entry: T) -> None:
        """Add every spelling of ``form``. Raises FormError when it cannot be read."""
        for head, *rest in patterns(form):
            for first, *more in head:
                table = self._wild if "*" in first else self._literal
                table[first].append(((tuple(more), tuple(rest)), entry))

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits, overlapping ones too, in order of their first token."""
        hits: list[Hit[T]] = []
        for first, token in enumerate(tokens):
            for (more, rest), entry in self._opened_by(token.fold):
                if not more and not rest:
                    hits.append(Hit(first, first + 1, entry, (first,)))
                    continue
                found = _option(tokens, first + 1, more, rest, False)
                if found is not None:
                    parts = (first, *found)
                    hits.append(Hit(first, parts[-1] + 1, entry, parts))
        return hits

    def _opened_by(self, word: str) -> Iterable[tuple[Tail, T]]:
        literal = self._literal.get(word, ())
        if not self._wild:
            return literal
        wild = self._wild_cache.get(word)
        if wild is None:
            wild = [item for pattern, items in self._wild.items() if fnmatchcase(word, pattern) for item in items]
            if len(self._wild_cache) < CACHE_LIMIT:
                self._wild_cache[word] = wild
        return [*literal, *wild] if wild else literal


def _follow(tokens: Sequence[Token], at: int, rest: tuple[Part, ...], gap: bool) -> tuple[int, ...] | None:
    """Token indexes that ``rest`` covers from ``at`` on, or None."""
    if not rest:
        return ()
    if rest[0] == GAP_PART:
        return _follow(tokens, at, rest[1:], True)
    for option in rest[0]:
        found = _option(tokens, at, option, rest[1:], gap)
        if found is not None:
            return found
    return None


def _option(tokens: Sequence[Token], at: int, option: Option, rest: tuple[Part, ...], gap: bool) -> tuple[int, ...] | None:
    """``option`` at ``at`` (or, after a gap, at the first place within reach), then ``rest``."""
    if not option:
        return _follow(tokens, at, rest, gap)
    start = _seek(tokens, at, option[0]) if gap else at
    if start < 0 or start + len(option) > len(tokens):
        return None
    for step, piece in enumerate(option):
        if not _fits(tokens[start + step].fold, piece):
            return None
    found = _follow(tokens, start + len(option), rest, False)
    return None if found is None else (*range(start, start + len(option)), *found)


def _seek(tokens: Sequence[Token], at: int, piece: str) -> int:
    for where in range(at, min(at + GAP + 1, len(tokens))):
        word = tokens[where].fold
        if _fits(word, piece):
            return where
        if word in STOPPERS:
            return -1
    return -1


def _fits(word: str, piece: str) -> bool:
    return word == piece if "*" not in piece else fnmatchcase(word, piece)
