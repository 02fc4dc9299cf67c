"""Places and the two looks: what the score of a candidate is made of."""

from __future__ import annotations

import pytest

from demarche.claims.candidate import Candidate, Place, Seen, Shared
from demarche.claims.parts import HALVED, halves
from demarche.claims.propose import FIRST_LOOK, KINDS, propose
from demarche.claims.reading import read
from demarche.claims.scorer import Columns, Look, Table, scorer
from demarche.claims.second import relate
from demarche.model import Document

TABLE = Table(-2.0, {"plain": 4.0, "vague": 1.0, "r:own": 0.5})
LOOK = Look(TABLE, Columns(TABLE))


def candidate(*places: dict[str, float]) -> Candidate:
    return Candidate(("NO", "RU"), [Place(i, i + 1, Seen(features), "rule") for i, features in enumerate(places)])


def judged(*places: dict[str, float]) -> float:
    one = candidate(*places)
    LOOK.judge(one)
    return one.score


def test_one_plain_place_outweighs_many_vague_ones() -> None:
    assert judged({"plain": 1.0}) > judged({"vague": 1.0}, {"vague": 1.0})


def test_a_further_place_never_lowers_the_score() -> None:
    assert judged({"plain": 1.0}, {"vague": 1.0}) >= judged({"plain": 1.0})


def test_features_without_a_weight_say_nothing() -> None:
    assert judged({"plain": 1.0, "unheard": 1.0}) == judged({"plain": 1.0})


def test_the_best_place_is_the_one_that_says_it() -> None:
    one = candidate({"vague": 1.0}, {"plain": 1.0})
    LOOK.judge(one)
    assert one.best.start == 1


def test_shared_features_weigh_as_much_as_own_ones() -> None:
    shared = Shared({"plain": 1.0})
    one, two = (Candidate(("NO", "RU"), [Place(0, 1, seen, "rule")]) for seen in (Seen({}, shared), Seen({"plain": 1.0})))
    for _ in range(2):
        LOOK.judge(one)
        LOOK.judge(two)
        assert one.score == pytest.approx(two.score)
        assert one.places[0].features == two.places[0].features


def test_relations_weigh_on_every_place() -> None:
    one, two = candidate({"plain": 1.0}), candidate({"plain": 1.0})
    two.relations = {"r:own": 1.0}
    LOOK.judge(one)
    LOOK.judge(two)
    assert two.score > one.score


def test_halves_gather_the_places_of_all_pairs() -> None:
    pairs = {kind: [] for kind in HALVED} | {
        "attribution": [Candidate(("NO", "RU"), [Place(0, 1, Seen({}), "a")]), Candidate(("SE", "RU"), [Place(1, 2, Seen({}), "b")])]
    }
    found = halves(pairs)
    assert [(c.key, len(c.places)) for c in found["attribution-second"]] == [(("RU",), 2)]
    assert [c.key for c in found["attribution-first"]] == [("NO",), ("SE",)]


@pytest.mark.parametrize("kind", FIRST_LOOK)
def test_every_look_has_its_table(kind: str) -> None:
    assert scorer(kind).first.table.weights
    assert 0.0 < scorer(kind).threshold <= 1.0


def test_no_weight_names_a_state() -> None:
    """Whoever accuses whom, the same words get the same score: only words of a language and constructions have weights."""
    for kind in FIRST_LOOK:
        for table in (scorer(kind).first.table, scorer(kind).second.table):
            parts = [part for name in table.weights if not name.startswith("cue:") for part in name.split(":")[1:]]
            assert not [part for part in parts if len(part) == 2 and part.isupper()]


def test_no_feature_of_a_place_is_weighed_twice() -> None:
    text = "Norway accuses Russia of hacking its parliament. Sweden blames Russia for the same hack. Russia denies the hacking."
    _, kinds = propose(read(Document(id="0" * 64, path="t", text=text, lang="en"), "en"))
    for place in (place for kind in KINDS for one in kinds[kind] for place in one.places):
        assert len(place.features) == sum(map(len, place.seen.parts()))


def test_relations_know_the_rest_of_the_document() -> None:
    text = "Norway accuses Russia of hacking its parliament. Sweden blames Russia for the same hack. Russia denies the hacking."
    shape_and_kinds = propose(read(Document(id="0" * 64, path="t", text=text, lang="en"), "en"))
    kinds = shape_and_kinds[1]
    for kind in FIRST_LOOK:
        for one in kinds[kind]:
            scorer(kind).first.judge(one)
    relate(kinds, 0.9, {})
    by_key = {c.key: c.relations for c in kinds["attribution"]}
    assert by_key["NO", "RU"]["r:same-accused"] == pytest.approx(next(c.score for c in kinds["attribution"] if c.key == ("SE", "RU")))
    assert all(c.relations["r:relevance"] == 0.9 for kind in KINDS for c in kinds[kind])
