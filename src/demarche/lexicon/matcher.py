"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token is followed while forms agree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon import forms, graph
from demarche.lexicon.forms import GAP, patterns
from demarche.lexicon.graph import Graph, Node
from demarche.lexicon.pieces import Fitting, Pieces
from demarche.lexicon.stops import stops
from demarche.lexicon.text import Token

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """Tokens ``first`` to ``last`` (exclusive) are a form of ``entry``; ``parts`` are the token indexes the form itself covers."""

    first: int
    last: int
    entry: T
    parts: tuple[int, ...]


class Matcher(Generic[T]):
    """A set of forms, each standing for an entry. ``gap`` is how many tokens a gap may bridge; ``classes`` as in ``Pieces``."""

    def __init__(self, gap: int = GAP, classes: Mapping[str, Fitting] | None = None) -> None:
        self._gap = gap
        self._graph = Graph()
        self._pieces = Pieces(classes)
        self._entries: list[T] = []

    def add(self, form: str, entry: T) -> None:
        """Add every spelling of ``form``; all are added before the first text is read. Raises FormError when it cannot be read."""
        for parts in patterns(form):
            self._pieces.learn(*parts)
            self._graph.add(len(self._entries), parts)
            self._entries.append(entry)

    def settle(self) -> None:
        """All forms are added: let go of what was only kept to take them in, an eighth of the memory of a language."""
        self._pieces.settle()
        forms.forget()
        graph.forget()

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits, overlapping ones too, in order of their first token and of the data."""
        text = _Text(tokens, self._pieces.of(tokens), self._gap, self._graph)
        return [Hit(parts[0], parts[-1] + 1, self._entries[number], parts) for number, parts in text.found()]


Found = tuple[int, tuple[int, ...]]
"""The number of a form that came to its end, and the tokens it covers."""


def _best(found: list[Found]) -> list[Found]:
    """One a form, in order of the data: the nearest parts win, and of those at one place the longest."""
    best: dict[int, Found] = {}
    for one in found:
        other = best.get(one[0])
        if other is None or _nearer(one[1], other[1]):
            best[one[0]] = one
    return sorted(best.values())


def _nearer(parts: tuple[int, ...], other: tuple[int, ...]) -> bool:
    same = min(len(parts), len(other))
    return parts[:same] < other[:same] or (parts[:same] == other[:same] and len(parts) > len(other))


class _Text:
    """What each token fits and where stops stand."""

    __slots__ = ("end", "fitting", "flat", "gap", "graph", "starts", "stops")

    def __init__(self, tokens: Sequence[Token], fitting: list[Fitting], gap: int, graph: Graph) -> None:
        self.fitting, self.gap, self.end, self.graph = [*fitting, ()], gap, len(fitting), graph
        self.stops = stops(tokens)
        self.flat = [piece for pieces in fitting for piece in pieces]
        self.starts = [0, *accumulate(map(len, fitting))]

    def found(self) -> Iterator[Found]:
        """The forms of the graph in the text, by their first token."""
        opened = self.graph.opened
        for first, fitting in enumerate(self.fitting):
            for piece in fitting:
                node = opened[piece]
                if node and (node.inviting or not node.near.isdisjoint(self.fitting[first + 1])):
                    found: list[Found] = []
                    self.walk(node, first + 1, (first,), found)
                    yield from _best(found) if len(found) > 1 else found

    def walk(self, node: Node, at: int, parts: tuple[int, ...], found: list[Found]) -> None:
        """Follow the forms of ``node`` from ``at`` on; what comes to its end goes to ``found`` with its tokens after ``parts``."""
        for number in node.ends:
            found.append((number, parts))
        for piece in self.fitting[at]:
            if piece in node.near:
                follow = node.next.get(piece) or self.graph.next(node, piece)
                # most forms go on otherwise than the text does
                if follow.inviting or not follow.near.isdisjoint(self.fitting[at + 1]):
                    self.walk(follow, at + 1, (*parts, at), found)
        if node.far:
            self._leap(node, at, parts, found)

    def _leap(self, node: Node, at: int, parts: tuple[int, ...], found: list[Found]) -> None:
        """Look for each piece behind a gap at its first place within reach; one that another piece must follow at once ("stärkte … den
        Rücken") at every place, since its word may stand there for another reason."""
        reach = self._reach(at)
        if node.far.isdisjoint(self.flat[self.starts[at] : self.starts[reach]]):
            return
        tried: set[str] = set()
        for where in range(at, reach):
            for piece in self.fitting[where]:
                if piece in node.far and piece not in tried:
                    follow = node.distant.get(piece) or self.graph.distant(node, piece)
                    if follow.ends or follow.far:
                        tried.add(piece)
                    self.walk(follow, where + 1, (*parts, where), found)

    def _reach(self, at: int) -> int:
        """Behind the last token that a gap from ``at`` may bridge to: the stop that ends the sentence is one."""
        number = bisect_left(self.stops, at)
        stop = self.stops[number] if number < len(self.stops) else self.end
        return min(at + self.gap + 1, stop + 1, self.end)
