"""From pairwise scores to clusters: the best pair of clusters joins first, by average score, until none is above zero."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

ABSENT = -2.0
"""Score of two documents that were not compared: nothing telling is shared."""


def cluster(ids: Iterable[str], scores: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Group ``ids`` by average linkage over ``scores`` (pairs ascending). Ties go by id, so the order of input has no say."""
    members: dict[str, tuple[str, ...]] = {id: (id,) for id in sorted(ids)}
    links: dict[str, dict[str, float]] = {id: {} for id in members}
    for (one, two), score in scores.items():
        links[one][two] = links[two][one] = score - ABSENT
    # the averages on the heap are made by the one formula that checks them later: rounded otherwise, a pair would never join
    heap = [(-_present(links, members, one, two), one, two) for one, two in scores if links[one][two] + ABSENT > 0]
    heapq.heapify(heap)
    while heap:
        negative, one, two = heapq.heappop(heap)
        if one in members and two in members and -negative == _present(links, members, one, two):
            _join(one, two, members, links, heap)
    return sorted(tuple(sorted(group)) for group in members.values())


def _average(total: float, size_one: int, size_two: int) -> float:
    return total / (size_one * size_two) + ABSENT


def _present(links: dict[str, dict[str, float]], members: dict[str, tuple[str, ...]], one: str, two: str) -> float:
    return _average(links[one].get(two, 0.0), len(members[one]), len(members[two]))


def _join(
    one: str, two: str, members: dict[str, tuple[str, ...]], links: dict[str, dict[str, float]], heap: list[tuple[float, str, str]]
) -> None:
    """Make ``two`` part of ``one`` (the smaller id) and put the new averages on the heap."""
    members[one] += members.pop(two)
    for other, link in links.pop(two).items():
        del links[other][two]
        if other != one:
            links[one][other] = links[other][one] = links[one].get(other, 0.0) + link
    for other in links[one]:
        average = _present(links, members, one, other)
        if average > 0:
            heapq.heappush(heap, (-average, min(one, other), max(one, other)))
