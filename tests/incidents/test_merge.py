"""Merging: what belongs together, in any order, and people's decisions first."""

from __future__ import annotations

from dataclasses import replace

from factory import attribution, reading, tag, victim
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.incidents import merge
from demarche.model import Claims, Duplicate, Judgement, Reading

BELGIUM = [
    "België beschuldigt China van de cyberaanval met phishing op het ministerie van Defensie in Evere, zegt minister Lahbib.",
    "Belgium accuses China of the phishing attack on the ministry of Defence in Evere, says minister Lahbib.",
    "La Belgique accuse la China du phishing contre le ministère de la Défense à Evere, dit la ministre Lahbib.",
]
NORWAY = [
    "Norge anklager Russia for phishing mot Stortinget i Oslo, sier utenriksminister Huitfeldt.",
    "Norway accuses Russia of the phishing attack on the Storting in Oslo, says foreign minister Huitfeldt.",
]


def report(text: str, day: str, by: str, to: str, name: str) -> Reading:
    said = Claims(
        True,
        attributions=(attribution(text, by, to, words=name),),
        victims=(victim(text, by, text.split()[0]),),
        techniques=(tag(text, "phishing", "phishing"),),
    )
    return reading(text, text[:12], day, said)


def corpus() -> list[Reading]:
    china = [report(text, f"2022-07-{18 + n}", "BE", "CN", "China") for n, text in enumerate(BELGIUM)]
    russia = [report(text, f"2020-10-{13 + n}", "NO", "RU", "Russia") for n, text in enumerate(NORWAY)]
    return china + russia


def ids(readings: list[Reading]) -> list[str]:
    return sorted(one.document.id for one in readings)


def test_reports_of_one_operation_are_one_incident_across_languages() -> None:
    found = merge(corpus())
    assert sorted(incident.documents for incident in found) == sorted([tuple(ids(corpus()[:3])), tuple(ids(corpus()[3:]))])


def test_an_incident_sums_up_its_documents() -> None:
    incident = next(one for one in merge(corpus()) if one.accused == ("CN",))
    assert (incident.first, incident.last, incident.voices) == ("2022-07-18", "2022-07-20", 3)
    assert (incident.accusers, incident.victims, incident.techniques) == (("BE",), ("BE/state",), ("phishing",))
    assert incident.id == f"inc-{incident.anchor[:10]}"
    assert incident.anchor == incident.documents[0]
    assert all(member.why for member in incident.members)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_documents_has_no_say(order: list[int]) -> None:
    documents = corpus()
    assert merge([documents[place] for place in order]) == merge(documents)


def test_irrelevant_documents_and_copies_open_no_incident() -> None:
    documents = corpus()
    silent = replace(documents[0], claims=Claims(False))
    copy = replace(documents[1], duplicate=Duplicate(documents[1].document.id, documents[2].document.id, "near"))
    found = merge([silent, copy, *documents[2:]])
    assert silent.document.id not in {id for incident in found for id in incident.documents}
    assert copy.document.id not in {id for incident in found for id in incident.documents}


def test_background_accusations_do_not_join_incidents() -> None:
    text = "Canada beschuldigt Iran van phishing bij Hydro in Quebec. In 2022 beschuldigde Belgium ook China."
    main = attribution(text, "CA", "IR", words="Iran")
    recalled = replace(attribution(text, "BE", "CN", words="China"), background=True)
    other = reading(text, "ca.txt", "2022-07-19", Claims(True, attributions=(main, recalled), victims=(victim(text, "CA", "Hydro"),)))
    home = next(one for one in merge([*corpus(), other]) if other.document.id in one.documents)
    assert home.documents == (other.document.id,)
    assert home.accused == ("IR",)


def recalling(sentence: str, by: str, to: str) -> Reading:
    """A Canadian case that recalls another one."""
    text = f"Canada beschuldigt Iran van phishing bij Hydro in Quebec. {sentence}"
    main = attribution(text, "CA", "IR", words="Iran")
    recalled = replace(attribution(text, by, to, words=sentence.split()[-1]), background=True)
    return reading(text, "ca.txt", "2023-07-19", Claims(True, attributions=(main, recalled), victims=(victim(text, "CA", "Hydro"),)))


def test_a_recalled_case_links_to_the_incident_it_recalls() -> None:
    other = recalling("In juli 2022 beschuldigde Belgium het ministerie in China", "BE", "CN")
    belgium, norway = (next(one for one in merge([*corpus(), other]) if one.accused == (to,)) for to in ("CN", "RU"))
    assert belgium.recalling == (other.document.id,)
    assert other.document.id not in belgium.documents
    assert (belgium.voices, belgium.accusers) == (3, ("BE",))
    assert next(member for member in belgium.members if not member.main).why
    assert norway.recalling == ()


def test_a_recalled_case_that_fits_two_incidents_links_to_neither() -> None:
    twice = [report("Belgium accuses China of phishing in Ghent, says Peeters.", "2022-07-02", "BE", "CN", "China")]
    other = recalling("In 2022 beschuldigde Belgium ook China", "BE", "CN")
    parted = [Judgement("ann", "split", twice[0].document.id, other=one.document.id, seq=n) for n, one in enumerate(corpus(), 1)]
    assert all(not incident.recalling for incident in merge([*corpus(), *twice, other], parted))


def test_people_join_and_part_documents() -> None:
    documents = corpus()
    one, two, three = (documents[place].document.id for place in (0, 3, 1))
    joined = merge(documents, [Judgement("ann", "merge", one, other=two, seq=1)])
    assert any({one, two} <= set(incident.documents) for incident in joined)
    parted = merge(documents, [Judgement("ann", "split", one, other=three, seq=1)])
    assert not any({one, three} <= set(incident.documents) for incident in parted)


def test_a_merge_brings_all_documents_of_both_incidents_together() -> None:
    documents = corpus()
    one, two = (next(incident.anchor for incident in merge(documents) if incident.accused == (to,)) for to in ("CN", "RU"))
    (whole,) = merge(documents, [Judgement("ann", "merge", one, other=two, seq=1)])
    assert whole.documents == tuple(ids(documents))


def test_a_split_after_a_merge_parts_again() -> None:
    documents = corpus()
    china, russia = ids(documents[:3]), ids(documents[3:])
    log = [Judgement("ann", "merge", china[0], other=russia[0], seq=1)]
    log += [Judgement("bob", "split", russia[1], other=other, seq=2 + n) for n, other in enumerate([*china, russia[0]])]
    found = {incident.documents for incident in merge(documents, log)}
    assert found == {tuple(sorted([*china, russia[0]])), (russia[1],)}


def test_the_last_decision_about_a_pair_counts() -> None:
    documents = corpus()
    one, two = documents[0].document.id, documents[3].document.id
    log = [Judgement("ann", "merge", one, other=two, seq=1), Judgement("bob", "split", two, other=one, seq=2)]
    for order in (log, log[::-1]):
        assert not any({one, two} <= set(incident.documents) for incident in merge(documents, order))


def test_nothing_gives_no_incident() -> None:
    assert merge([]) == []
