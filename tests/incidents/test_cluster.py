"""Average linkage."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.incidents.cluster import cluster

IDS = "abcdef"
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
SCORES = st.dictionaries(PAIRS, st.floats(-5, 5).map(lambda x: round(x, 3)))


def test_a_positive_score_joins_a_negative_does_not() -> None:
    assert cluster("abc", {("a", "b"): 1.0, ("b", "c"): -1.0}) == [("a", "b"), ("c",)]


def test_one_weak_bridge_does_not_chain_two_clusters() -> None:
    strong = {("a", "b"): 5.0, ("c", "d"): 5.0}
    assert cluster("abcd", {**strong, ("b", "c"): 0.5}) == [("a", "b"), ("c", "d")]


def test_the_best_pair_joins_first() -> None:
    assert cluster("abc", {("a", "b"): 1.0, ("b", "c"): 3.0, ("a", "c"): -4.0}) == [("a",), ("b", "c")]


@settings(max_examples=200, deadline=None)
@given(SCORES, st.permutations(IDS))
def test_every_document_is_in_one_cluster_whatever_the_order(scores: dict[tuple[str, str], float], order: list[str]) -> None:
    found = cluster(order, scores)
    assert sorted(id for group in found for id in group) == list(IDS)
    assert found == cluster(IDS, dict(reversed(scores.items())))
