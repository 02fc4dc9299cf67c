"""From pairwise scores to clusters: the best pair of clusters joins first, by average score, until none is above zero."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

from demarche.incidents.features import LEAST

Links = dict[str, dict[str, float]]
"""For two clusters, the sum of the scores between their documents, each counted from ``LEAST`` up."""


def cluster(ids: Iterable[str], scores: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Group ``ids`` by average linkage over ``scores`` (pairs ascending, those left out ``LEAST``).

    Ties go by id, so the order of input has no say; and what is not linked by scores above zero, directly or through others, has no say
    in a document's cluster either.
    """
    members: dict[str, tuple[str, ...]] = {id: (id,) for id in sorted(ids)}
    links: Links = {id: {} for id in members}
    for (one, two), score in scores.items():
        links[one][two] = links[two][one] = score - LEAST
    # the averages on the heap are made by the one formula that checks them later: rounded otherwise, a pair would never join
    heap = [(-average, one, two) for one, two in scores if (average := _average(links, members, one, two)) > 0]
    heapq.heapify(heap)
    while heap:
        negative, one, two = heapq.heappop(heap)
        if one in members and two in members and -negative == _average(links, members, one, two):
            _join(one, two, members, links, heap)
    return sorted(tuple(sorted(group)) for group in members.values())


def _average(links: Links, members: dict[str, tuple[str, ...]], one: str, two: str) -> float:
    return links[one].get(two, 0.0) / (len(members[one]) * len(members[two])) + LEAST


def _join(one: str, two: str, members: dict[str, tuple[str, ...]], links: Links, heap: list[tuple[float, str, str]]) -> None:
    """Make ``two`` part of ``one`` (the smaller id) and put the new averages on the heap."""
    members[one] += members.pop(two)
    for other, link in links.pop(two).items():
        del links[other][two]
        if other != one:
            links[one][other] = links[other][one] = links[one].get(other, 0.0) + link
    for other in links[one]:
        average = _average(links, members, one, other)
        if average > 0:
            heapq.heappush(heap, (-average, min(one, other), max(one, other)))
