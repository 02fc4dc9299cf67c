import pytest

from demarche.lexicon.forms import FormError, expand, patterns
from demarche.lexicon.matcher import Matcher
from demarche.lexicon.text import fold, tokenize


def found(form: str, text: str) -> list[str]:
    matcher: Matcher[int] = Matcher()
    matcher.add(form, 1)
    tokens = tokenize(text)
    return [text[tokens[h.first].start : tokens[h.last - 1].end] for h in matcher.find(tokens)]


def test_braces_nest_and_may_be_empty() -> None:
    assert expand("a{b{c,d},}e") == ["abce", "abde", "ae"]


@pytest.mark.parametrize("form", ["{a,b", "… aan", "wijst …", "", "{,}"])
def test_unreadable_forms_are_refused(form: str) -> None:
    with pytest.raises(FormError):
        patterns(form)


def test_gap_stays_within_reach_and_sentence() -> None:
    form = "wijst … aan"
    assert found(form, "België wijst China openlijk aan als dader") == ["wijst China openlijk aan"]
    assert found(form, "België wijst China af. Nu is het aan ons") == []
    assert found(form, "wijst " + "x " * 12 + "aan") == []


def test_words_that_belong_together_are_looked_for_behind_a_gap_until_they_stand_so() -> None:
    assert found("stärkte … {den Rücken}", "Ljubljana stärkte den Tschechen den Rücken") == ["stärkte den Tschechen den Rücken"]
    assert found("stärkte … {den Rücken}", "Ljubljana stärkte den Tschechen. Den Rücken") == []
    assert found("held … to {account,blame}", "held to the deal, to those to blame") == ["held to the deal, to those to blame"]


def test_compounds_case_and_accents() -> None:
    assert found("*aanval{,len}", "De Cyberaanvallen op de aanvaller") == ["Cyberaanvallen"]
    assert found("dénonce", "La Belgique DENONCE") == ["DENONCE"]
    assert found("a", "à Paris") == []


def test_optional_beginning() -> None:
    assert found("{the ,}hand of", "the hand of Moscow") == ["the hand of", "hand of"]


def test_long_lists_do_not_multiply() -> None:
    words = ",".join(f"w{i}" for i in range(200))
    assert found(f"{{{words}}} {{{words}}} {{{words}}}", "w1 w199 w42") == ["w1 w199 w42"]


def test_folding_keeps_length() -> None:
    for word in ("Élysée", "GROSSBRITANNIEN", "Øresund", "Łódź", "naïveté", "straße"):
        assert len(fold(word)) == len(word)


def test_a_stop_inside_a_number_ends_nothing() -> None:
    form = "steal{s,} … accounts"
    assert found(form, "X steals 20.000 accounts") == ["steals 20.000 accounts"]
    assert found(form, "X steals 20. 3 accounts") == []
