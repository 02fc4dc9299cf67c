"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token opens only the forms it can begin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon.forms import GAP, GAP_MARK, expand, pieces
from demarche.lexicon.text import Token

T = TypeVar("T")
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
        self._literal: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self._wild: dict[str, list[tuple[tuple[str, ...], T]]] = defaultdict(list)
        self._wild_cache: dict[str, list[tuple[tuple[str, ...], T]]] = {}

    def add(self, form: str, entry: T) -> None:
        """Add every spelling of ``form``. Raises FormError when it cannot be read."""
        for spelled in expand(form):
            parts = pieces(spelled)
            table = self._wild if "*" in parts[0] else self._literal
            table[parts[0]].append((parts[1:], entry))

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits, overlapping ones too, in order of their first token."""
        hits: list[Hit[T]] = []
        for first, token in enumerate(tokens):
            for rest, entry in self._opened_by(token.fold):
                if not rest:
                    hits.append(Hit(first, first + 1, entry, (first,)))
                elif parts := _follow(tokens, first + 1, rest):
                    hits.append(Hit(first, parts[-1] + 1, entry, (first, *parts)))
        return hits

    def _opened_by(self, word: str) -> Iterable[tuple[tuple[str, ...], T]]:
        literal = self._literal.get(word, ())
        if not self._wild:
            return literal
        wild = self._wild_cache.get(word)
        if wild is None:
            wild = [item for pattern, items in self._wild.items() if fnmatchcase(word, pattern) for item in items]
            if len(self._wild_cache) < CACHE_LIMIT:
                self._wild_cache[word] = wild
        return [*literal, *wild] if wild else literal


def _follow(tokens: Sequence[Token], at: int, rest: tuple[str, ...]) -> tuple[int, ...]:
    """Token indexes that ``rest`` covers from ``at`` on, or nothing."""
    found: list[int] = []
    gap = False
    for piece in rest:
        if piece == GAP_MARK:
            gap = True
            continue
        where = _seek(tokens, at, piece) if gap else (at if at < len(tokens) and _fits(tokens[at].fold, piece) else -1)
        if where < 0:
            return ()
        found.append(where)
        at, gap = where + 1, False
    return tuple(found)


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
