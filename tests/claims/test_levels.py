"""Levels come from a claimant's own words; the words of others count apart, and only where its own say nothing."""

from __future__ import annotations

import pytest

from demarche.claims.candidate import Candidate
from demarche.claims.levels import level_features
from demarche.claims.propose import propose
from demarche.claims.reading import Reading, read
from demarche.model import Document

PLAIN = "Australia accuses Iran of the cyberattack on the bank."
SERVICE = "The United States accuses Iran of the hack and says its intelligence service carried out the attack."
BACKED = "Canada says the hackers are backed by the Iranian government."
TERRITORY = "The hackers operate from Iranian territory."


def features(text: str, by: str, aspect: str = "responsibility", lang: str = "en") -> dict[str, float]:
    reading, candidate = candidate_of(text, by, lang)
    return level_features(candidate, reading, aspect)


def candidate_of(text: str, by: str, lang: str) -> tuple[Reading, Candidate]:
    reading = read(Document(id="x" * 64, path="x", text=text, lang=lang), lang)
    kinds = propose(reading)[1]
    return reading, next(one for one in kinds["attribution"] if one.key[0] == by)


def test_own_words_are_told_from_those_of_others() -> None:
    found = features(f"{BACKED} {PLAIN}", "CA")
    assert found["own:linklevel:state-backed"] > 0
    assert "silent" not in found
    assert any(name.startswith("rest:") for name in found)


def test_where_a_claimant_says_no_level_the_words_of_the_text_count() -> None:
    found = features(f"{TERRITORY}\n\n{PLAIN}\n\n{SERVICE}", "AU")
    assert found["silent"] == 1.0
    assert "own:cuelevel:territory" not in found
    assert found["open:territory"] > 0


def test_where_it_says_one_they_do_not() -> None:
    found = features(f"{TERRITORY}\n\n{BACKED}", "CA")
    assert not any(name.startswith(("open:", "other:")) for name in found)


def test_shares_are_of_the_whole_evidence() -> None:
    tiers = {name: value for name, value in features(f"{SERVICE} {PLAIN}", "US").items() if name.startswith("own:tier:")}
    assert sum(tiers.values()) == pytest.approx(1.0)


def test_a_hedge_of_another_is_not_ones_own() -> None:
    text = "Australia accuses Iran of the cyberattack.\n\nCanada says Iran is probably behind the cyberattack."
    hedged, flat = features(text, "CA", "certainty"), features(text, "AU", "certainty")
    assert hedged["own:anyhedge:likely"] > 0
    assert "own:anyhedge:likely" not in flat


def test_to_work_for_a_service_is_less_than_to_be_it() -> None:
    found = features("Canada zegt dat de hackers werken voor de Iraanse inlichtingendienst.", "CA", lang="nl")
    assert found["own:linklevel:state-backed"] > 0
    assert "own:linklevel:state" not in found


def test_a_level_in_plain_words_counts_whole_beside_verbs_that_name_none() -> None:
    found = features(f"Canada accuses Iran of the hack. Canada blames Iran for the attack.\n\n{BACKED}", "CA")
    assert found["own:linklevel:state-backed"] < 1.0
    assert sum(value for name, value in found.items() if name.startswith("says:")) == pytest.approx(1.0)
    assert max((name for name in found if name.startswith("says:")), key=found.__getitem__) == "says:state-backed"
    assert not any(name.startswith("says:") for name in features(PLAIN, "AU"))
