"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token opens only the forms it can begin."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon.forms import CLAUSE_END, GAP, GAP_PART, Option, Part, patterns
from demarche.lexicon.text import Token

T = TypeVar("T")
Tail = tuple[Option, tuple[Part, ...]]
"""What must follow a first token: the rest of its own alternative, then the other parts."""
Rest = tuple["Choice | None", ...]
Compiled = tuple[Option, Rest]
Needs = tuple[frozenset[str], ...]
STOPPERS = frozenset(".!?;")
CACHE_LIMIT = 100_000


class Hit(NamedTuple, Generic[T]):
    """Tokens ``first`` to ``last`` (exclusive) are a form of ``entry``; ``parts`` are the token indexes the form itself covers."""

    first: int
    last: int
    entry: T
    parts: tuple[int, ...]


class Opened(Generic[T]):
    """The forms that one first token opens, sorted by what must come next, so that most are turned down by a look at a word or two."""

    __slots__ = ("alone", "next", "open")

    def __init__(self) -> None:
        self.alone: list[T] = []
        self.next: dict[str, list[tuple[Compiled, Needs, T]]] = defaultdict(list)
        self.open: list[tuple[Compiled, Needs, T]] = []

    def add(self, tail: Tail, entry: T) -> None:
        more, rest = tail
        if not more and not rest:
            self.alone.append(entry)
            return
        row = ((more, tuple(map(_choice, rest))), _needs(rest), entry)
        following = _following(more, rest)
        for word in following:
            self.next[word].append(row)
        if not following:
            self.open.append(row)

    def candidates(self, following: str, present: frozenset[str]) -> Iterator[tuple[Compiled, T]]:
        """Forms that may match when ``following`` is the next word and ``present`` are all words of the text."""
        for tail, needs, entry in chain(self.next.get(following, ()), self.open):
            for words in needs:
                if words.isdisjoint(present):
                    break
            else:
                yield tail, entry


def _following(more: Option, rest: tuple[Part, ...]) -> frozenset[str]:
    """The words one of which must come next, empty when it may be any."""
    words = {more[0]} if more else set() if rest[0] == GAP_PART else {option[0] if option else "" for option in rest[0]}
    return frozenset() if any(not _literal(word) for word in words) else frozenset(words)


def _needs(rest: tuple[Part, ...]) -> Needs:
    """For each further part the first words of its alternatives, one of which must stand in the text."""
    firsts = [frozenset(option[0].removesuffix(CLAUSE_END) if option else "" for option in part) for part in rest if part != GAP_PART]
    return tuple(words for words in firsts if all(map(_literal, words)))


def _literal(word: str) -> bool:
    return bool(word) and "*" not in word and word[-1] != CLAUSE_END


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
        text = _Text(tokens, self._gap)
        present = frozenset(text.places)
        last = len(tokens) - 1
        for first, token in enumerate(tokens):
            following = tokens[first + 1].fold if first < last else ""
            for opened in self._opened_by(token.fold):
                hits += [Hit(first, first + 1, entry, (first,)) for entry in opened.alone]
                for (more, rest), entry in opened.candidates(following, present):
                    found = _option(text, first + 1, more, rest, 0)
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


class _Text:
    """The tokens with the places of each word and the next full stop after each place, so that a gap is bridged by a look-up."""

    __slots__ = ("gap", "next_stop", "places", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], gap: int) -> None:
        self.tokens, self.gap = tokens, gap
        self.words = [token.fold for token in tokens]
        self.places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            self.places.setdefault(word, []).append(at)
        self.next_stop = [len(tokens)] * (len(tokens) + 1)
        for at in range(len(tokens) - 1, -1, -1):
            self.next_stop[at] = at if self.words[at] in STOPPERS else self.next_stop[at + 1]

    def seek(self, at: int, piece: str, reach: int) -> int:
        """First place of ``piece`` from ``at`` on within ``reach`` and before the sentence ends, or -1."""
        if at >= len(self.words):
            return -1
        last = min(at + reach, self.next_stop[at])
        if _literal(piece):
            places = self.places.get(piece, ())
            found = bisect_left(places, at)
            return places[found] if found < len(places) and places[found] <= last else -1
        return next((where for where in range(at, min(last + 1, len(self.words))) if self.fits(where, piece)), -1)

    def fits(self, at: int, piece: str) -> bool:
        word = self.words[at]
        if word == piece:
            return True
        if piece[-1] == CLAUSE_END and len(piece) > 1:
            return word == piece[:-1] and (at + 1 == len(self.words) or not self.tokens[at + 1].raw[0].isalnum())
        return "*" in piece and fnmatchcase(word, piece)


class Choice:
    """The alternatives of one part, found by their first word; those that open with a wildcard are tried one by one."""

    __slots__ = ("by_first", "empty", "others")

    def __init__(self, part: Part) -> None:
        self.by_first: dict[str, list[Option]] = defaultdict(list)
        self.others = [option for option in part if option and not _literal(option[0])]
        self.empty = () in part
        for option in part:
            if option and _literal(option[0]):
                self.by_first[option[0]].append(option)

    def options(self, text: _Text, at: int, reach: int) -> Iterator[Option]:
        """Those that can stand at ``at`` or, after a gap, somewhere in the text."""
        if reach:
            for first in self.by_first.keys() & text.places.keys():
                yield from self.by_first[first]
        elif at < len(text.words) and text.words[at] in self.by_first:
            yield from self.by_first[text.words[at]]
        yield from self.others


@cache
def _choice(part: Part) -> Choice | None:
    """The compiled part, None for a gap; equal parts are compiled once."""
    return None if part == GAP_PART else Choice(part)


def _follow(text: _Text, at: int, rest: Rest, reach: int) -> tuple[int, ...] | None:
    """Token indexes that ``rest`` covers from ``at`` on, or None; ``reach`` is how far its first part may stand off."""
    if not rest:
        return ()
    choice = rest[0]
    if choice is None:
        return _follow(text, at, rest[1:], text.gap)
    best: tuple[int, ...] | None = None
    for option in choice.options(text, at, reach):
        found = _option(text, at, option, rest[1:], reach)
        # the nearest alternative, and of those at one place the longest
        if found is not None and (best is None or (found[0], -len(found)) < (best[0], -len(best))):
            best = found
    return best if best is not None or not choice.empty else _follow(text, at, rest[1:], reach)


def _option(text: _Text, at: int, option: Option, rest: Rest, reach: int) -> tuple[int, ...] | None:
    """``option`` at ``at`` (or, after a gap, at the first place within reach), then ``rest``."""
    start = text.seek(at, option[0], reach) if reach and option else at
    if start < 0 or start + len(option) > len(text.words):
        return None
    for step, piece in enumerate(option):
        if not text.fits(start + step, piece):
            return None
    found = _follow(text, start + len(option), rest, 0 if option else reach)
    return None if found is None else (*range(start, start + len(option)), *found)
