"""Which documents belong together, and which recall what others report: scores of pairs, and how far a change among them reaches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from demarche.incidents.block import Pair
from demarche.incidents.features import LEAST, likeness
from demarche.incidents.node import Node
from demarche.incidents.recalled import document_of
from demarche.incidents.together import PARTED


@dataclass(slots=True)
class Links:
    """``scores`` of pairs of documents, ascending, those at ``LEAST`` left out; ``recalls`` by (id of a recalled case, document), those
    above 0; ``decisions`` of people about pairs (see ``together``)."""

    scores: dict[Pair, float] = field(default_factory=dict)
    recalls: dict[Pair, float] = field(default_factory=dict)
    decisions: dict[Pair, int] = field(default_factory=dict)

    def add(self, other: Links) -> None:
        self.scores.update(other.scores)
        self.recalls.update(other.recalls)
        self.decisions.update(other.decisions)

    def joined(self) -> set[str]:
        """The documents that a link above 0 or a merge touches."""
        ties = [pair for found in (self.scores, self.decisions) for pair, value in found.items() if value > 0]
        ties += [(document_of(case), id) for case, id in self.recalls]
        return {id for tie in ties for id in tie}


def link(nodes: Mapping[str, Node], pairs: Iterable[Pair], decisions: Mapping[Pair, int] = {}) -> Links:
    """Compare pairs of documents."""
    found = Links(decisions={pair: number for pair, number in decisions.items() if pair[0] in nodes and pair[1] in nodes})
    for one, two in pairs:
        score = likeness(nodes[one].own, nodes[two].own)
        if score > LEAST:
            found.scores[one, two] = score
        for here, there in ((nodes[one], nodes[two]), (nodes[two], nodes[one])):
            for case in here.recalled:
                fit = likeness(case, there.own)
                if fit > 0:
                    found.recalls[case.id, there.id] = fit
    found.scores.update({pair: PARTED for pair, number in found.decisions.items() if number < 0})
    return found


def reach(seeds: Collection[str], around: Callable[[Collection[str]], Links]) -> tuple[set[str], Links]:
    """Every document that ``seeds`` are linked to, directly or through others, and all links among them.

    ``around`` gives the links that have an end among some documents. What lies outside the reach of a change is as it was before.
    """
    reached, frontier, found = set(seeds), set(seeds), Links()
    while frontier:
        links = around(frontier)
        found.add(links)
        frontier = links.joined() - reached
        reached |= frontier
    return reached, found
