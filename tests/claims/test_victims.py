"""Whose the nouns for victims are, and whether they are hit: at the level of candidates and roles, without any weight."""

from __future__ import annotations

import pytest

from demarche.claims.candidate import Candidate
from demarche.claims.profile import profile
from demarche.claims.reading import read
from demarche.claims.victims import victim_candidates
from demarche.model import Document


def proposed(lang: str, text: str) -> dict[tuple[str | None, ...], Candidate]:
    reading = read(Document(id="t" * 64, path="t", text=text, lang=lang), lang)
    return {c.key: c for c in victim_candidates(reading, profile(reading))}


def rules(lang: str, text: str, key: tuple[str | None, str]) -> set[str]:
    """The names of the rules that propose ``key``."""
    found = proposed(lang, text)
    return {p.rule for p in found[key].places} if key in found else set()


JOINT = [
    ("en", "Hackers broke into banks in Poland, Latvia and Estonia."),
    ("de", "Hacker sind in Banken in Polen, Lettland und Estland eingebrochen."),
    ("fr", "Des pirates ont visé des banques en Pologne, en Lettonie et en Estonie."),
    ("nl", "Hackers drongen binnen bij banken in Polen, Letland en Estland."),
]


@pytest.mark.parametrize(("lang", "text"), JOINT)
@pytest.mark.parametrize("country", ["LV", "EE"])
def test_all_countries_joined_behind_a_noun_own_it(lang: str, text: str, country: str) -> None:
    assert "joint/near" in rules(lang, text, (country, "critical-infrastructure"))


def test_another_country_is_a_guess_where_the_noun_has_its_own() -> None:
    text = "After a visit to Kyiv, attackers flooded the sites of Lithuanian airports."
    assert "attached/near" in rules("en", text, ("LT", "critical-infrastructure"))
    guesses = rules("en", text, ("UA", "critical-infrastructure"))
    assert guesses
    assert all("-owned/" in rule for rule in guesses)


REGIONS = [
    ("en", "The group hacked banks in the Middle East."),
    ("en", "The group hacked Western banks."),
    ("en", "The group hacked banks in more than 20 countries."),
    ("de", "Die Gruppe hackte Banken im Nahen Osten."),
    ("de", "Die Gruppe hackte westliche Banken."),
    ("fr", "Le groupe a piraté des banques au Moyen-Orient."),
    ("fr", "Le groupe a piraté des banques occidentales."),
    ("nl", "De groep hackte banken in het Midden-Oosten."),
    ("nl", "De groep hackte westerse banken."),
]


@pytest.mark.parametrize(("lang", "text"), REGIONS)
def test_who_sits_in_a_part_of_the_world_belongs_to_no_country(lang: str, text: str) -> None:
    assert "attached/near" in rules(lang, text, (None, "critical-infrastructure"))


def test_a_country_beside_the_noun_is_not_taken_for_its_region() -> None:
    text = "The group hacked banks in Jordan, unlike others in the Middle East."
    assert "attached/near" not in rules("en", text, (None, "critical-infrastructure"))


GOING_ON = [
    ("en", "The attackers broke into twelve ministries, a number that nobody had so far believed to be possible at all, among them a university.", "academia"),
    ("en", "They stole files from a ministry that has its seat in the old harbour, from two universities and left.", "academia"),
    ("de", "Eingebrochen wurde bei einem Ministerium, das seinen Sitz seit langem im alten Hafen hat, bei zwei Universitäten und andernorts.", "academia"),
    ("nl", "Ze braken in bij een ministerie dat al heel lang in de oude haven gevestigd is, bij twee universiteiten en elders.", "academia"),
    ("fr", "Les pirates ont volé des dossiers dans un ministère installé depuis très longtemps au vieux port, dans deux universités et ailleurs.", "academia"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "sector"), GOING_ON)
def test_who_is_named_with_others_that_are_hit_is_hit_too(lang: str, text: str, sector: str) -> None:
    assert any(rule.endswith("/near") for rule in rules(lang, text, (None, sector)))


def test_a_list_of_many_sectors_is_told_from_a_single_noun() -> None:
    mixed = proposed("en", "Officers, journalists, lawyers and two universities were in the files.")[None, "academia"]
    alone = proposed("en", "Two universities were in the files.")[None, "academia"]
    assert mixed.places[0].features["list-sectors:3"]
    assert "list-sectors:3" not in alone.places[0].features


TOLD = [
    ("en", "A newspaper in Riga said that two hospitals were hit.", "media", "verb:say:subject:before"),
    ("en", "Two hospitals were hit, the newspaper said.", "media", "verb:say:subject:before"),
    ("de", "Zwei Spitäler wurden getroffen, sagte eine Zeitung.", "media", "verb:say:subject:behind"),
    ("fr", "Deux hôpitaux ont été touchés, a déclaré un journal.", "media", "verb:say:subject:behind"),
    ("nl", "Twee ziekenhuizen zijn getroffen, zei een krant.", "media", "verb:say:subject:behind"),
]


@pytest.mark.parametrize(("lang", "text", "sector", "sign"), TOLD)
def test_who_speaks_beside_a_verb_is_told_from_who_is_hit(lang: str, text: str, sector: str, sign: str) -> None:
    found = proposed(lang, text)
    speaking = [c for key, c in found.items() if key[1] == sector]
    assert speaking
    assert all(sign in place.features for c in speaking for place in c.places if place.rule != "document")


def test_who_has_the_word_stands_before_a_colon() -> None:
    labelled = proposed("en", "Journalist: what was taken from the bank?")
    features = [p.features for key, c in labelled.items() if key[1] == "media" for p in c.places if p.rule != "document"]
    assert features
    assert all(f["label"] for f in features)


def test_who_acts_together_with_others_is_seen_beside_them() -> None:
    found = proposed("en", "The prosecutor and the police of Latvia condemned the attack on the bank.")
    features = [p.features for key, c in found.items() if key[1] == "state" for p in c.places]
    assert any("list-act:respond" in f for f in features)
