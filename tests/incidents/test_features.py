"""What two documents are to each other: features, and the keys by which they meet at all."""

from __future__ import annotations

from factory import attribution, reading

from demarche.incidents import block
from demarche.incidents.features import features, likeness
from demarche.incidents.node import decoded, encoded, node
from demarche.incidents.profile import Profile, profile
from demarche.incidents.rarity import rarity
from demarche.model import Claims, Reading

FIRST = "Finland schrijft de inbraak bij het parlement toe aan China."


def told(text: str, day: str, by: str = "FI", to: str = "CN", words: str = "China") -> Reading:
    return reading(text, f"{day}.txt", day, Claims(True, attributions=(attribution(text, by, to, words=words),)))


def shown(one: Reading, two: Reading) -> dict[str, float]:
    return features(profile(one), profile(two))


def test_the_later_document_may_name_the_time_of_the_earlier() -> None:
    first = told(FIRST, "2021-03-18")
    later = told(f"{FIRST} De dienst zei dat al in maart 2021.", "2024-03-26")
    other = told(f"{FIRST} De dienst zei dat al in mei 2019.", "2024-03-26")
    wide = told(f"{FIRST} Dat is zo sinds het jaar 1990.", "2024-03-26")
    assert shown(first, later)["told"] == shown(later, first)["told"] == 1.0
    assert "told" not in shown(first, other)
    assert "told" not in shown(first, wide)
    assert likeness(profile(first), profile(later)) > likeness(profile(first), profile(other))


def test_an_earlier_document_cannot_tell_of_a_later_one() -> None:
    first = told(f"{FIRST} In maart 2024 volgt de rechtszaak.", "2021-03-18")
    assert "told" not in shown(first, told(FIRST, "2024-03-26"))


def test_documents_of_the_same_days_need_not_name_them() -> None:
    assert "told" not in shown(told(f"{FIRST} Dat was in maart 2021.", "2021-03-18"), told(FIRST, "2021-03-20"))


def test_rare_actors_tell_more_than_common_ones() -> None:
    assert rarity("RU") < rarity("FI")
    text = "Finland beschuldigt Russia."
    common = [told(text, day, "US", "RU", "Russia") for day in ("2021-03-18", "2021-03-19")]
    rare = [told(text, day, "FI", "RU", "Russia") for day in ("2021-03-18", "2021-03-19")]
    assert shown(*common)["actors-rare"] < shown(*rare)["actors-rare"]


def test_a_node_keeps_the_times_a_document_names() -> None:
    made = node(told(f"{FIRST} Dat was in maart 2021.", "2024-03-26"))
    assert made is not None
    assert len(made.own.times) == 1
    assert decoded(encoded(made)) == made


def named(id: str, names: set[str]) -> Profile:
    empty: frozenset[str] = frozenset()
    return Profile(id, None, empty, empty, empty, empty, empty, empty, empty, empty, empty, frozenset(names), empty, empty)


def test_names_of_its_own_do_not_crowd_out_those_a_document_shares() -> None:
    shared = "bremanger"
    assert block.RARE <= rarity(shared) < rarity("0a")

    def meet(number: int) -> bool:
        one, two = (named(side, {shared, *(f"{number}{side}{n}" for n in range(block.RARE_NAMES + 2))}) for side in "ab")
        return not block.keys(one).isdisjoint(block.keys(two))

    assert any(map(meet, range(20)))
