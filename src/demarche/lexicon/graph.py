"""Forms as a graph that grows where texts go: most of a lexicon is never reached, and what is never reached is never made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from functools import cache

from demarche.lexicon.forms import GAP_PART, Option, Part

Tails = dict[str, tuple[Option, ...]]
"""First piece of the alternatives of a part to what follows it in each of them."""


NONE: Set[str] = frozenset()


def _united(sets: list[Set[str]]) -> Set[str]:
    if len(sets) > 1:
        return frozenset[str]().union(*sets)
    return sets[0] if sets else NONE


class Stage:
    """A place between two parts of a form. ``near`` are the parts that may come next and ``far`` those behind a gap, each with the stage
    behind it; ``ends`` when nothing need come. Forms that go on alike share their stages."""

    __slots__ = ("ends", "far", "far_pieces", "near", "near_pieces")

    def __init__(self, near: list[Onward], far: list[Onward], ends: bool) -> None:
        self.near, self.far, self.ends = near, far, ends
        self.near_pieces = _united([tails.keys() for tails, _ in near])
        self.far_pieces = _united([tails.keys() for tails, _ in far])


Onward = tuple[Tails, Stage]
LAST = Stage([], [], ends=True)


@cache
def _before(part: Part, after: Stage) -> Stage:
    """The stage before ``part``, behind which ``after`` stands."""
    if part == GAP_PART:
        return Stage([], [*after.near, *after.far], after.ends)
    if () in part:
        return Stage([(_tails(part), after), *after.near], after.far, after.ends)
    return Stage([(_tails(part), after)], [], ends=False)


@cache
def _tails(part: Part) -> Tails:
    found: dict[str, list[Option]] = defaultdict(list)
    for option in part:
        if option:
            found[option[0]].append(option[1:])
    return {first: tuple(tails) for first, tails in found.items()}


def forget() -> None:
    """Let go of what finds the stages that forms share, while they are taken in."""
    _before.cache_clear()
    _tails.cache_clear()


Row = tuple[int, Option, Stage]
"""What of a form is still to come: the form's number, the rest of its present alternative, then what the stage says."""


class Node:
    """Forms that agree so far: ``near`` are the pieces that may come next, ``far`` those that may stand behind a gap, and ``ends`` the
    forms that need no more. ``inviting`` says that it is worth following whatever comes next: a form ends here or goes on behind a gap.
    ``next`` and ``distant`` are the nodes behind ``near`` and ``far`` pieces that a text has got to."""

    __slots__ = ("distant", "ends", "far", "inviting", "near", "next", "rows")

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self.rows = rows
        self.ends = [number for number, more, stage in rows if stage.ends and not more]
        within = frozenset(more[0] for _, more, _ in rows if more)
        stages = {id(stage): stage for _, more, stage in rows if not more}.values()  # most rows share theirs
        self.near = _united([*([within] if within else ()), *(stage.near_pieces for stage in stages)])
        self.far = _united([stage.far_pieces for stage in stages if stage.far])
        self.inviting = bool(self.ends or self.far)
        self.next: dict[str, Node] = {}
        self.distant: dict[str, Node] = {}

    def after(self, piece: str) -> list[Row]:
        """What is still to come when ``piece``, one of ``near``, comes next."""
        rows: list[Row] = []
        for number, more, stage in self.rows:
            if not more:
                rows += _behind(number, stage.near, piece)
            elif more[0] == piece:
                rows.append((number, more[1:], stage))
        return rows

    def beyond(self, piece: str) -> list[Row]:
        """What is still to come when ``piece``, one of ``far``, stands behind the gap."""
        rows: list[Row] = []
        for number, more, stage in self.rows:
            if not more:
                rows += _behind(number, stage.far, piece)
        return rows


def _behind(number: int, onward: list[Onward], piece: str) -> list[Row]:
    return [(number, tail, after) for tails, after in onward if piece in tails for tail in tails[piece]]


class Opened(dict[str, Node | None]):
    """The forms that each piece begins, None for a piece that begins none. Made when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def __missing__(self, piece: str) -> Node | None:
        node = self[piece] = self._graph.first(piece)
        return node


class Graph:
    """The nodes of a set of forms. Forms that have come to the same place in different words share one."""

    def __init__(self) -> None:
        self.opened = Opened(self)
        self._begun: dict[int, tuple[Part, Stage]] = {}
        self._heads: dict[str, list[int]] = defaultdict(list)
        self._nodes: dict[tuple[Row, ...], Node] = {}

    def add(self, number: int, parts: tuple[Part, ...]) -> None:
        """Take in form ``number``, each once; all are taken in before the first node is asked for."""
        stage = LAST
        for part in reversed(parts[1:]):
            stage = _before(part, stage)
        self._begun[number] = parts[0], stage
        for option in parts[0]:
            numbers = self._heads[option[0]]
            if number not in numbers[-1:]:
                numbers.append(number)

    def first(self, piece: str) -> Node | None:
        """The forms that ``piece`` begins."""
        return self._node(self._rows(piece)) if piece in self._heads else None

    def _rows(self, piece: str) -> list[Row]:
        """What is still to come of the forms that ``piece`` begins. Made when asked for: most never are."""
        begun = ((number, *self._begun[number]) for number in self._heads[piece])
        return [(number, option[1:], stage) for number, part, stage in begun for option in part if option[0] == piece]

    def next(self, node: Node, piece: str) -> Node:
        """The forms of ``node`` that go on with ``piece``, one of its ``near``; kept in its ``next``."""
        found = node.next[piece] = self._node(node.after(piece))
        return found

    def distant(self, node: Node, piece: str) -> Node:
        """The forms of ``node`` that go on behind a gap with ``piece``, one of its ``far``; kept in its ``distant``."""
        found = node.distant[piece] = self._node(node.beyond(piece))
        return found

    def _node(self, rows: list[Row]) -> Node:
        place = tuple(rows)
        return self._nodes.get(place) or self._nodes.setdefault(place, Node(place))
