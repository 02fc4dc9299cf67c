"""The sentences shown as the words of a claim: those that say it, and those that name what they leave out."""

from __future__ import annotations

from typing import Any

import pytest

from demarche.claims.candidate import Candidate, Place
from demarche.claims.evidence import quotes_of
from demarche.claims.extract import judge
from demarche.claims.reading import Reading, read
from demarche.model import Document

TEXT = (
    "Norway accuses Russia of hacking its parliament. The mails of the speaker were stolen. "
    "Oslo says the group APT28 did it. It condemned the attack. Norway accuses Russia of hacking its parliament."
)
ACCUSES, STOLEN, GROUP, CONDEMNS, AGAIN = range(5)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(Document(id="0" * 64, path="t", text=TEXT, lang="en"), "en")


def candidate(reading: Reading, *places: tuple[int, float, str], evidence: Any = None) -> Candidate:
    """A candidate with places of (sentence, score, rule)."""
    spans = [(reading.note.sentences[index], score, rule) for index, score, rule in places]
    return Candidate(("NO", "RU"), [Place(s.start, s.end, {}, rule, evidence=evidence, score=score) for s, score, rule in spans])


def shown(reading: Reading, *candidates: Candidate, **wanted: Any) -> list[int]:
    """The numbers of the sentences shown."""
    starts = [s.start for s in reading.note.sentences]
    return [starts.index(quote.start) for quote in quotes_of(reading, candidates, **wanted)]


def test_the_surest_sentence_comes_first(reading: Reading) -> None:
    assert shown(reading, candidate(reading, (ACCUSES, 0.5, "doer/said"), (GROUP, 0.9, "behind/said"))) == [GROUP, ACCUSES]


def test_what_is_far_less_sure_is_not_shown(reading: Reading) -> None:
    assert shown(reading, candidate(reading, (ACCUSES, 0.9, "doer/said"), (STOLEN, 0.2, "doer/said"))) == [ACCUSES]


@pytest.mark.parametrize("rule", ["voice", "near", "en.r.condemn/home-accused", "en.deny.verb/topic", "organ/no"])
def test_a_guess_is_not_shown_beside_words_that_say_it(reading: Reading, rule: str) -> None:
    assert shown(reading, candidate(reading, (ACCUSES, 0.5, "subj-obj/slot"), (STOLEN, 0.5, rule))) == [ACCUSES]


def test_a_speaker_far_off_is_a_guess_and_harm_not_far_off_is_none(reading: Reading) -> None:
    places = ((ACCUSES, 0.5, "subj-obj/slot"), (STOLEN, 0.5, "subj-to/far"))
    assert shown(reading, candidate(reading, *places, evidence=object())) == [ACCUSES]
    assert shown(reading, candidate(reading, (ACCUSES, 0.5, "organ/near"), (STOLEN, 0.5, "organ/far"))) == [ACCUSES, STOLEN]


def test_a_guess_is_shown_where_nothing_is_surer(reading: Reading) -> None:
    assert shown(reading, candidate(reading, (STOLEN, 0.4, "voice"))) == [STOLEN]


def test_the_same_words_are_shown_once(reading: Reading) -> None:
    assert shown(reading, candidate(reading, (ACCUSES, 0.9, "subj-obj/slot"), (AGAIN, 0.9, "subj-obj/slot"))) == [ACCUSES]


def test_a_group_is_shown_by_the_sentence_that_names_it(reading: Reading) -> None:
    state, group = candidate(reading, (ACCUSES, 0.9, "subj-obj/slot")), candidate(reading, (GROUP, 0.3, "behind/said"))
    assert shown(reading, state, group, accused=["RU", "APT28"]) == [ACCUSES, GROUP]
    assert shown(reading, state, group, accused=["RU"]) == [ACCUSES]


def test_who_acts_is_shown_by_the_sentence_before(reading: Reading) -> None:
    condemns = candidate(reading, (CONDEMNS, 0.9, "en.r.condemn/slot-open"))
    assert shown(reading, condemns, actor="NO") == [CONDEMNS, GROUP]
    assert shown(reading, condemns, actor="SE") == [CONDEMNS]


def test_of_two_that_say_it_the_one_that_names_who_is_first(reading: Reading) -> None:
    condemns = candidate(reading, (CONDEMNS, 0.9, "en.r.condemn/slot-open"), (ACCUSES, 0.8, "en.r.condemn/slot"))
    assert shown(reading, condemns, actor="NO") == [ACCUSES, CONDEMNS]
    assert shown(reading, condemns) == [CONDEMNS, ACCUSES]


def test_whom_somebody_else_blames_is_shown_by_that_sentence(reading: Reading) -> None:
    joins = candidate(reading, (CONDEMNS, 0.9, "join/slot"))
    assert shown(reading, joins, accused=["RU"]) == [CONDEMNS, AGAIN]
    assert shown(reading, joins, accused=["CN"]) == [CONDEMNS]


def test_each_kind_of_denial_is_shown(reading: Reading) -> None:
    places = [(ACCUSES, 0.9, "flat"), (STOLEN, 0.1, "victim-too")]
    parts = [candidate(reading, (at, score, "en.deny.verb/slot"), evidence=(kind, 1.0)) for at, score, kind in places]
    denial = Candidate(("RU",), [place for part in parts for place in part.places])
    assert shown(reading, denial, parts=["flat", "victim-too"]) == [ACCUSES, STOLEN]
    assert shown(reading, denial, parts=["flat"]) == [ACCUSES]


def claims(lang: str, text: str) -> Any:
    return judge(read(Document(id="0" * 64, path="t", text=text, lang=lang), lang))


def test_groups_without_a_state_are_one_claim() -> None:
    text = "België schrijft de aanvallen op het ministerie van Defensie toe aan de groepen APT27, APT30 en Gallium."
    found = [(a.by, a.to, [g.name for g in a.groups]) for a in claims("nl", text).attributions]
    assert found == [("BE", None, ["APT27", "APT30", "GALLIUM"])]


def test_a_habit_of_denying_is_recalled_and_a_fresh_denial_is_not() -> None:
    told = "Germany blames Russia for the hack of its air traffic control. The attackers stole passwords. "
    habit, fresh = "Moscow has always denied such accusations in the past.", "Moscow denied the accusations on Friday."
    assert [d.background for d in claims("en", told + habit).denials] == [True]
    assert [d.background for d in claims("en", told + fresh).denials] == [False]


def test_the_time_of_an_attack_makes_no_earlier_case_of_it() -> None:
    text = "Members of the Belgian parliament were sent phishing e-mails by APT31, Belgium said. It informed the members last year."
    found = claims("en", text)
    assert [(r.type, r.background) for r in found.responses] == [("notify", False)]
    assert not any(claim.background for claim in (*found.victims, *found.techniques))


def test_words_that_are_part_of_others_are_not_shown_beside_them() -> None:
    found = claims("en", "Norway accuses Russia of hacking its parliament, and hacking its ministries. Oslo says Russia did it.")
    cues = [cue for claim in found.attributions for cue in claim.cues]
    assert cues
    assert not [one for one in cues for other in cues if one != other and one in other]


def test_the_words_that_blame_the_group_are_cues_of_the_accusation() -> None:
    found = claims("nl", "Het Belgische Centrum voor Cybersecurity vermoedt dat de Chinese hackersgroep APT31 achter de phishingmails zit.")
    assert [(a.to, [g.name for g in a.groups]) for a in found.attributions] == [("CN", ["APT31"])]
    assert any("achter" in cue for cue in found.attributions[0].cues)


def test_every_claim_has_words_of_its_own() -> None:
    text = (
        "Belgium has accused Chinese hackers of breaking into the networks of its interior ministry. It condemned the attacks and called on "
        "China to stop them. The Chinese embassy in Brussels denied the allegation."
    )
    found = claims("en", text)
    every = [*found.attributions, *found.denials, *found.responses, *found.victims, *found.techniques, *found.objectives]
    assert all(claim.quotes and all(text[q.start : q.end] == q.exact for q in claim.quotes) for claim in every)
    condemns = next(r for r in found.responses if r.type == "condemn")
    assert condemns.quotes[0].exact.startswith("It condemned")
    assert condemns.quotes[1].exact.startswith("Belgium")
