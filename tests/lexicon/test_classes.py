"""No form of the lexicon knows who the usual suspects are: where one state may stand, any may."""

from __future__ import annotations

import re

import pytest

from demarche.lexicon import Matcher, fold, tokenize
from demarche.lexicon.classes import members, spelled
from demarche.lexicon.data import DATA, LANGUAGES, read_yaml
from demarche.lexicon.load import languages, matcher_for

PLACES = {"Kanzleramt", "Bundeskanzleramt"}
"""Houses that stand in lists of those who were attacked."""


def matches(lang: str, form: str, text: str) -> bool:
    matcher: Matcher[int] = matcher_for(lang)
    matcher.add(spelled(form, lang), 1)
    return bool(matcher.find(tokenize(text)))


@pytest.mark.parametrize("name", ["Fiji", "Moscow", "the United States", "North Korea", "Togo"])
def test_any_state_stands_for_the_class(name: str) -> None:
    assert matches("en", "fingers {,the} @state", f"The report fingers {name}.")


@pytest.mark.parametrize("people", ["Fijian", "North Korean", "Togolese"])
def test_any_people_stands_for_the_class(people: str) -> None:
    assert matches("en", "from {its,@people} soil", f"They act from {people} soil.")
    assert not matches("en", "from {its,@people} soil", "They act from sandy soil.")


def test_a_class_may_carry_an_ending() -> None:
    assert matches("en", "behind @state's back", "They did so behind Norway's back.")


def states_of(lang: str) -> dict[str, str]:
    """Folded words to the code of the state they mean."""
    parts = ("name", "place", "adjective", "demonym")
    return {
        fold(word): code
        for code, state in read_yaml(DATA / "names" / "states.yml").items()
        if not state.get("bloc")
        for part in parts
        for word in state.get(lang, {}).get(part) or ()
    }


@pytest.mark.parametrize("lang", languages())
def test_no_form_lists_states(lang: str) -> None:
    known = states_of(lang)
    listed = []
    for path in sorted((LANGUAGES / lang).glob("*.yml")):
        for cue in (read_yaml(path) or {}).get("cues") or []:
            for form in map(str, cue["forms"]):
                words = {word for word in re.findall(r"\w+", form) if fold(word) in known and word not in PLACES}
                named = {word for word in words if not word.islower() or lang == "fr"}
                if len({known[fold(word)] for word in named}) > 1:
                    listed.append((cue["id"], sorted(named)))
    assert not listed


def test_members_are_single_folded_words() -> None:
    assert members("nl")["belgie"] == ("@state",)
    assert all(" " not in word for word in members("nl"))
