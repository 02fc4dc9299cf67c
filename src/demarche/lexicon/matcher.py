"""Find the forms of a lexicon in a token list. Linear in the text for a fixed lexicon: each token is followed while forms agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from demarche.lexicon.forms import GAP, GAP_PART, Option, Part, patterns
from demarche.lexicon.pieces import Fitting, Pieces
from demarche.lexicon.text import Token

T = TypeVar("T")
Rest = tuple["Choice | None", ...]
"""The parts that follow; None is a gap."""
STOPPERS = frozenset(".!?;")


class Hit(NamedTuple, Generic[T]):
    """Tokens ``first`` to ``last`` (exclusive) are a form of ``entry``; ``parts`` are the token indexes the form itself covers."""

    first: int
    last: int
    entry: T
    parts: tuple[int, ...]


class Choice:
    """The alternatives of one part, as what follows a first piece and the pieces it follows; ``empty`` when the part may be left out."""

    __slots__ = ("empty", "tails")

    def __init__(self, part: Part) -> None:
        self.empty = () in part
        self.tails: dict[Option, list[str]] = defaultdict(list)
        for option in part:
            if option:
                self.tails[option[1:]].append(option[0])


@cache
def _choice(part: Part) -> Choice | None:
    """The compiled part, None for a gap; equal parts are compiled once."""
    return None if part == GAP_PART else Choice(part)


class Row(NamedTuple, Generic[T]):
    """What of a form is still to come: the rest of the present alternative, then parts. ``number`` is the form's place in the data."""

    number: int
    more: Option
    rest: Rest
    entry: T


Table = dict[str, "tuple[Row[T], ...] | Node[T]"]
"""Piece to what lies behind it: the forms that go on there, or the node made of them."""


class Node(Generic[T]):
    """Forms that agree so far: by the piece that must come next, by the piece that may stand behind a gap, and those that need no more."""

    __slots__ = ("distant", "ends", "next")

    def __init__(self, rows: Iterable[Row[T]]) -> None:
        self.next: Table[T] = {}
        self.distant: Table[T] = {}
        self.ends: list[Row[T]] = []
        for row in rows:
            self._file(row)

    def _file(self, row: Row[T]) -> None:
        if row.more:
            _enter(self.next, row.more[:1], Row(row.number, row.more[1:], row.rest, row.entry))
            return
        table = self.next
        for at, choice in enumerate(row.rest, 1):
            if choice is None:
                table = self.distant
                continue
            for tail, firsts in choice.tails.items():
                _enter(table, firsts, Row(row.number, tail, row.rest[at:], row.entry))
            if not choice.empty:
                return
        self.ends.append(row)


def _enter(table: Table[T], pieces: Iterable[str], row: Row[T]) -> None:
    """Add a row behind each of ``pieces`` to a table no text has looked at yet; long lists of alternatives share what lies behind them."""
    fresh: Table[T] = dict.fromkeys(pieces, (row,))
    for piece in table.keys() & fresh.keys():
        rows = table[piece]
        assert isinstance(rows, tuple)
        fresh[piece] = (*rows, row)
    table.update(fresh)


class Graph(Generic[T]):
    """The nodes of a set of forms. One is made when a text first gets there, since most of a lexicon is never reached; forms that have
    come to the same place in different words share it."""

    def __init__(self) -> None:
        self.opened: Table[T] = {}
        self._nodes: dict[tuple[tuple[int, int, Option], ...], Node[T]] = {}

    def beyond(self, table: Table[T], piece: str) -> Node[T]:
        """The node behind a ``piece`` of ``table``, made if need be."""
        found = table[piece]
        if isinstance(found, tuple):
            place = tuple([(row.number, len(row.rest), row.more) for row in found])
            found = table[piece] = self._nodes.get(place) or self._nodes.setdefault(place, Node(found))
        return found


class Matcher(Generic[T]):
    """A set of forms, each standing for an entry. ``gap`` is how many tokens a gap may bridge; ``classes`` as in ``Pieces``."""

    def __init__(self, gap: int = GAP, classes: Mapping[str, Fitting] | None = None) -> None:
        self._gap = gap
        self._graph: Graph[T] = Graph()
        self._pieces = Pieces(classes)
        self._forms = 0

    def add(self, form: str, entry: T) -> None:
        """Add every spelling of ``form``; all are added before the first text is read. Raises FormError when it cannot be read."""
        for head, *rest in patterns(form):
            self._pieces.learn(head, *rest)
            compiled = tuple(map(_choice, rest))
            self._forms += 1
            for first, *more in head:
                _enter(self._graph.opened, (first,), Row(self._forms, tuple(more), compiled, entry))

    def find(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """All hits, overlapping ones too, in order of their first token and of the data."""
        text = _Text(tokens, self._pieces.of(tokens), self._gap, self._graph)
        opened = self._graph.opened
        hits: list[Hit[T]] = []
        for first, fitting in enumerate(text.fitting):
            for piece in fitting:
                if piece in opened and (node := text.leading(opened, piece, first + 1)):
                    found: list[Found[T]] = []
                    text.walk(node, first + 1, (first,), found)
                    if found:
                        hits += _best(found)
        return hits


def _best(found: list[Found[T]]) -> list[Hit[T]]:
    """One hit a form: the nearest parts win, and of those at one place the longest."""
    if len(found) < 2:
        return [Hit(parts[0], parts[-1] + 1, row.entry, parts) for row, parts in found]
    best: dict[int, Found[T]] = {}
    for row, parts in found:
        other = best.get(row.number)
        if other is None or _nearer(parts, other[1]):
            best[row.number] = row, parts
    return [Hit(parts[0], parts[-1] + 1, row.entry, parts) for _, (row, parts) in sorted(best.items())]


def _nearer(parts: tuple[int, ...], other: tuple[int, ...]) -> bool:
    same = min(len(parts), len(other))
    return parts[:same] < other[:same] or (parts[:same] == other[:same] and len(parts) > len(other))


Found = tuple[Row[T], tuple[int, ...]]
"""A form that came to its end, and the tokens it covers."""


class _Text(Generic[T]):
    """What each token fits and where the next stop after it stands."""

    __slots__ = ("beyond", "end", "fitting", "gap", "next_stop")

    def __init__(self, tokens: Sequence[Token], fitting: list[Fitting], gap: int, graph: Graph[T]) -> None:
        self.fitting, self.gap, self.end, self.beyond = [*fitting, ()], gap, len(fitting), graph.beyond
        self.next_stop = [self.end] * (self.end + 1)
        for at in range(self.end - 1, -1, -1):
            stops = tokens[at].fold in STOPPERS and not _inside_number(tokens, at)
            self.next_stop[at] = at if stops else self.next_stop[at + 1]

    def leading(self, table: Table[T], piece: str, at: int) -> Node[T] | None:
        """The node behind a ``piece`` of ``table``, None where no form of it ends or may go on at ``at``, which is so for most."""
        node = table[piece]
        if isinstance(node, tuple):
            node = self.beyond(table, piece)
        if node.ends or node.distant or not node.next.keys().isdisjoint(self.fitting[at]):
            return node
        return None

    def walk(self, node: Node[T], at: int, parts: tuple[int, ...], found: list[Found[T]]) -> None:
        """Follow the forms of ``node`` from ``at`` on; what comes to its end goes to ``found`` with its tokens after ``parts``."""
        for row in node.ends:
            found.append((row, parts))
        for piece in self.fitting[at]:
            if piece in node.next and (follow := self.leading(node.next, piece, at + 1)):
                self.walk(follow, at + 1, (*parts, at), found)
        if node.distant and at < self.end:
            self._leap(node.distant, at, parts, found)

    def _leap(self, distant: Table[T], at: int, parts: tuple[int, ...], found: list[Found[T]]) -> None:
        """Look for each piece behind a gap at its first place within reach, the stop that ends the sentence included; one that another
        piece must follow at once ("stärkte … den Rücken") at every place, since its word may stand there for another reason."""
        tried: set[str] = set()
        for where in range(at, min(at + self.gap, self.next_stop[at], self.end - 1) + 1):
            for piece in self.fitting[where]:
                if piece in distant and piece not in tried:
                    node = self.beyond(distant, piece)
                    if node.ends or node.distant:
                        tried.add(piece)
                    self.walk(node, where + 1, (*parts, where), found)


def _inside_number(tokens: Sequence[Token], at: int) -> bool:
    """Whether the mark stands between the digits of one number ("20.000")."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, mark, after = tokens[at - 1 : at + 2]
    return before.end == mark.start and mark.end == after.start and before.raw.isdigit() and after.raw.isdigit()
