"""The sheet of an incident: rows, answers, voices, silence, judgements."""

from __future__ import annotations

import json
from dataclasses import replace

from factory import quote, reading, victim
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.incidents import merge
from demarche.incidents.decisions import Decisions, words_of
from demarche.incidents.gaps import gaps
from demarche.incidents.ledger import steps
from demarche.incidents.qualify import case_of, qualify
from demarche.model import Attribution, Claims, Denial, Duplicate, Group, Judgement, Reading, Response
from demarche.model.qualification import Qualification

FIRST = (
    "België beschuldigde China maandag van de inbraak bij Defensie. Uit onderzoek blijkt dat China erachter zit, zegt minister Lahbib. "
    "De ambassade van China zei dinsdag dat het onzin is."
)
SECOND = (
    "België vermoedt dat China achter de inbraak bij Defensie zit. Nederland staat achter die verklaring. België legt China sancties op."
)


def accuse(text: str, words: str, id: str, by: str = "BE", certainty: str = "stated", level: str = "state") -> Attribution:
    return Attribution(id, by, "CN", (Group("APT31", "apt31"),), certainty, level, quote(text, words), "test")


def first() -> Reading:
    said = Claims(
        True,
        attributions=(
            accuse(FIRST, FIRST.split(". ")[0] + ".", "a1"),
            accuse(FIRST, "Uit onderzoek blijkt dat China erachter zit, zegt minister Lahbib.", "a2", level="territory"),
        ),
        denials=(Denial("d1", "CN", ("flat",), quote(FIRST, "De ambassade van China zei dinsdag dat het onzin is."), "test"),),
        victims=(victim(FIRST, "BE", "Defensie"),),
    )
    return reading(FIRST, "one.txt", "2022-07", said)


def second() -> Reading:
    said = Claims(
        True,
        attributions=(accuse(SECOND, SECOND.split(". ")[0] + ".", "a3", certainty="likely"),),
        responses=(
            Response("r1", "NL", "support", None, "done", quote(SECOND, "Nederland staat achter die verklaring."), "test"),
            Response("r2", "BE", "sanction", "CN", "done", quote(SECOND, "België legt China sancties op."), "test"),
        ),
        victims=(victim(SECOND, "BE", "Defensie"),),
    )
    return reading(SECOND, "two.txt", "2022-07-14", said)


def sheet(*readings: Reading, log: tuple[Judgement, ...] = ()) -> Qualification:
    incident = merge(readings)[0]
    return qualify(incident, readings, Decisions(log))


def test_a_row_an_accuser_with_range_level_basis_and_words() -> None:
    (row,) = sheet(first(), second()).accusers
    assert (row.by, row.to, row.groups) == ("BE", "CN", ("APT31",))
    assert row.certainties == ("likely", "stated")
    assert row.estimate.low is None
    assert row.levels == ("territory", "state")
    assert (row.level.misp[0], row.level.eurepoc) == ("state-ordered", "Direct")
    assert row.bases == ("own-findings",)
    assert row.basis_words[0].quote.exact in FIRST
    assert all(passage.quote.exact in (FIRST + SECOND) for passage in row.words)


def test_groups_without_their_state_stand_with_the_state_that_the_same_accuser_names() -> None:
    one, two = first(), second()
    bare = replace(two, claims=replace(two.claims, attributions=tuple(replace(c, to=None) for c in two.claims.attributions)))
    assert [(row.by, row.to) for row in sheet(one, bare).accusers] == [("BE", "CN")]
    assert [(row.by, row.to) for row in sheet(bare).accusers] == [("BE", None)]


def test_an_estimate_has_the_range_of_the_published_scale() -> None:
    (row,) = sheet(second()).accusers
    assert (row.estimate.low, row.estimate.high) == (55, 95)
    assert row.bases == ("none-shown",)


def test_an_answer_names_what_it_answers_and_its_delay() -> None:
    (answer,) = sheet(first()).answers
    assert answer.answers == ("a1", "a2")
    assert answer.delay == (1, 1)
    assert "denied by CN after 1 day" in sheet(first()).reading


def test_a_supporter_is_no_accuser_and_no_response() -> None:
    found = sheet(first(), second())
    assert [one.by for one in found.supporters] == ["NL"]
    assert {one.type for one in found.responses} == {"sanction"}


def test_silence_is_counted_only_where_the_coalition_speaks() -> None:
    found = {one.coalition: one for one in sheet(first()).silent}
    assert set(found) == {"benelux"}
    assert found["benelux"].silent == ("LU", "NL")


def test_a_body_speaks_for_its_members() -> None:
    one = first()
    said = replace(one, claims=replace(one.claims, attributions=(accuse(FIRST, "China", "e1", by="EU"), *one.claims.attributions)))
    found = {row.coalition: row for row in sheet(said).silent}
    assert (found["eu"].spoke, found["eu"].silent) == (("EU", "BE"), ())


def test_copies_agency_texts_and_rewrites_are_one_voice() -> None:
    one, two = first(), second()
    copy = replace(reading(FIRST + " ", "three.txt", None, first().claims), duplicate=Duplicate("x", one.document.id, "near"))
    copy = replace(copy, duplicate=Duplicate(copy.document.id, one.document.id, "near"))
    assert len(sheet(one, two, copy).independence.voices) == 2
    assert {relay.kind for relay in sheet(one, two, copy).independence.relays} == {"copy"}
    agency = [reading(f"BRUSSEL (ANP) - {text}", f"{n}.txt", "2022-07-19", Claims(True)) for n, text in enumerate((FIRST, SECOND))]
    assert len(case_of(agency, Decisions()).voices.voices) == 1


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(2)))
def test_the_order_of_documents_has_no_say(order: list[int]) -> None:
    both = [first(), second()]
    assert sheet(*(both[place] for place in order)) == sheet(*both)


def test_the_ledger_goes_up_and_down() -> None:
    made = steps(case_of([first(), second()], Decisions()), "inc")
    assert [(step.stance, step.change) for step in made if step.published == "2022-07-14"] == [("suspects", "down"), ("sanctions", "up")]


def test_gaps_are_what_is_missing() -> None:
    codes = {gap.code for gap in gaps(sheet(second()), [second()])}
    assert {"one-voice", "no-answer", "no-basis", "not-told"} <= codes
    assert not {"no-answer", "no-basis"} & {gap.code for gap in gaps(sheet(first()), [first()])}


def test_what_nobody_says_is_a_gap() -> None:
    text = "Microsoft ziet een groep."
    said = Claims(True, attributions=(replace(accuse(text, "Microsoft", "m1", by="Microsoft", level="group-only"), to=None),))
    one = reading(text, "m.txt", "2022-07-18", said)
    codes = {gap.code for gap in gaps(sheet(one), [one])}
    assert {"no-state", "no-victim", "no-response"} <= codes
    assert not {"no-state", "no-victim", "no-response"} & {gap.code for gap in gaps(sheet(first(), second()), [first(), second()])}


def test_names_side_by_side_are_one_group_because_the_statement_says_so() -> None:
    text = "Belgium attributes the intrusion to UNC2814/GALLIUM/SOFTCELL. It also names APT27, APT30 and APT31."
    said = Claims(True, attributions=(accuse(text, text, "g1"),))
    one = reading(text, "statement.txt", "2022-07-18", said)
    (same,) = sheet(replace(one, document=replace(one.document, lang="en"))).identities
    assert (same.names, same.by) == (("UNC2814", "GALLIUM", "SOFTCELL"), ("BE",))
    assert same.words.quote.exact in text


def test_judgements_change_the_sheet_and_are_taken_back() -> None:
    reject = Judgement("ann", "reject", "a2", seq=1)
    assert sheet(first(), log=(reject,)).accusers[0].claims == ("a1",)
    assert sheet(first(), log=(reject, Judgement("ann", "undo", "a2", other="1", seq=2))).accusers[0].claims == ("a1", "a2")
    correct = Judgement("bob", "correct", "a1", value=json.dumps({"certainty": "likely"}), seq=1)
    row = sheet(first(), log=(correct,)).accusers[0]
    assert row.certainties == ("likely", "stated")
    assert row.contested == ("bob",)


def test_a_correction_survives_extraction_of_the_same_words_under_another_id() -> None:
    one = first()
    claim = one.claims.attributions[0]
    entry = Judgement("ann", "reject", claim.id, seq=1, words=words_of(one.document.id, "attributions", claim))
    anew = replace(one, claims=replace(one.claims, attributions=tuple(replace(c, id=f"new-{c.id}") for c in one.claims.attributions)))
    assert sheet(anew, log=(entry,)).accusers[0].claims == ("new-a2",)


def test_a_recalled_accusation_that_another_print_reports_is_news() -> None:
    one = first()
    recalled = replace(one, claims=replace(one.claims, attributions=tuple(replace(c, background=True) for c in one.claims.attributions)))
    assert case_of([recalled], Decisions()).claims("attributions") == []
    assert len(case_of([recalled, second()], Decisions()).claims("attributions")) == 3
