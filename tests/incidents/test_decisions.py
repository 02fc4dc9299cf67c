"""The log as an index: verdicts by id and by words, what is taken back, what belongs to one decision."""

from __future__ import annotations

import json
from dataclasses import replace

import factory

from demarche.incidents.decisions import Decisions, words_of
from demarche.incidents.judged import judged, retold
from demarche.model import Claims, Incident, Judgement, Member, Quote, Reading, Response

TEXT = "Belgium condemned the attacks and called on China to stop them."
WORDS = (Quote(0, len(TEXT), TEXT),)


def response(id: str, type: str) -> Response:
    return Response(id, "BE", type, "CN", "done", WORDS, "r")


def reading(*responses: Response) -> Reading:
    return Reading(factory.document(TEXT), Claims(True, responses=responses))


def judgement(seq: int, action: str, one: Reading, claim: Response, user: str = "ann", **more: str) -> Judgement:
    return Judgement(user, action, claim.id, seq=seq, words=words_of(one.document.id, "responses", claim), **more)


def kinds(one: Reading, *log: Judgement) -> list[str]:
    return [claim.type for claim in judged(one, Decisions(log)).claims.responses]


def test_a_verdict_is_on_one_claim_of_several_with_the_same_words() -> None:
    condemn, demand = response("r1", "condemn"), response("r2", "demand")
    one = reading(condemn, demand)
    assert kinds(one, judgement(1, "reject", one, condemn)) == ["demand"]
    again = reading(replace(condemn, id="n1"), replace(demand, id="n2"))
    assert kinds(again, judgement(1, "reject", one, condemn)) == ["demand"]


def test_claims_that_say_the_same_in_the_same_words_are_judged_apart_while_they_are_there() -> None:
    one = reading(response("r1", "condemn"), response("r2", "condemn"))
    assert kinds(one, judgement(1, "reject", one, response("r1", "condemn"))) == ["condemn"]


def test_the_last_verdict_counts_and_what_is_taken_back_does_not() -> None:
    claim = response("r1", "condemn")
    one = reading(claim)
    reject = judgement(1, "reject", one, claim)
    correct = judgement(2, "correct", one, claim, "bob", value=json.dumps({"type": "demand"}))
    assert kinds(one, reject, correct) == ["demand"]
    assert kinds(one, reject, correct, Judgement("bob", "undo", "r1", other="2", seq=3)) == []
    grown = Decisions([reject])
    grown.extend([correct])
    grown.extend([Judgement("bob", "undo", "r1", other="2", seq=3), Judgement("ann", "undo", "r1", other="1", seq=4)])
    assert grown.judged() == {}
    assert grown.last == 4


def test_the_entries_of_one_split_are_one_decision() -> None:
    log = [Judgement("ann", "split", "d1", other=f"d{number}", at="2024-01-01T00:00:00Z", seq=number) for number in (2, 3)]
    other = Judgement("ann", "note", "d1", "why", at="2024-01-01T00:00:00Z", seq=4)
    assert [entry.seq for entry in Decisions([*log, other]).together(2)] == [2, 3]
    assert [entry.seq for entry in Decisions([*log, other]).together(4)] == [4]
    assert Decisions(log).together(9) == []


def test_an_incident_of_which_nothing_is_left_is_none() -> None:
    claim = response("r1", "condemn")
    one = reading(claim)
    incident = Incident("inc-1", one.document.id, (Member(one.document.id),))
    left = judged(one, Decisions([judgement(1, "reject", one, claim)]))
    assert not left.claims.relevant
    assert retold(incident, [left]) is None
    assert retold(incident, [one]) == incident
