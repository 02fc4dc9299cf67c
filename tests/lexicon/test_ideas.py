"""The ideas of each language: the same in all, none that names anybody, and which of them a word carries."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from demarche.lexicon import tokenize
from demarche.lexicon.data import DATA, LANGUAGES, read_yaml
from demarche.lexicon.ideas import SHORTEST_STEM, ideas_of
from demarche.lexicon.load import IDEAS, settled_languages
from demarche.lexicon.names import names
from demarche.lexicon.text import fold
from demarche.model.claims import OBJECTIVES, RESPONSE_TYPES, TECHNIQUES

FEWEST, MOST_OF_A_WORD = 4, 2


@cache
def listed(lang: str) -> dict[str, list[str]]:
    return dict(read_yaml(LANGUAGES / lang / IDEAS)["ideas"])


@pytest.mark.parametrize("lang", settled_languages())
def test_every_language_has_the_same_ideas_each_with_words(lang: str) -> None:
    assert set(listed(lang)) == set(listed("en"))
    assert not [idea for idea, words in listed(lang).items() if len(words) < FEWEST]


@pytest.mark.parametrize("lang", settled_languages())
def test_entries_are_single_words_of_few_ideas(lang: str) -> None:
    entries = {(idea, word) for idea, words in listed(lang).items() for word in words}
    assert not [word for _, word in entries if len(tokenize(word.rstrip("*"))) != 1]
    assert not [word for _, word in entries if word.endswith("*") and len(word) <= SHORTEST_STEM]
    assert not [word for word, ideas in Counter(word for _, word in entries).items() if ideas > MOST_OF_A_WORD]


@pytest.mark.parametrize("lang", settled_languages())
def test_no_entry_names_a_state(lang: str) -> None:
    """Whom a text names must not matter: no table knows the usual suspects."""
    matcher = names(lang).matcher
    for word in {word.rstrip("*") for words in listed(lang).values() for word in words}:
        tokens = tokenize(word.title())
        named = [hit.entry[1] for hit in matcher.find(tokens) if hit.last - hit.first == len(tokens)]
        assert not [name for name in named if name.type in ("state", "demonym", "adjective") and name.key and len(name.key) == 2], word


@pytest.mark.parametrize(
    ("lang", "word", "idea"),
    [
        ("en", "wiretapped", "surveillance-of-people"),
        ("de", "Hackerangriff", "attack"),
        ("nl", "gegevensdiefstal", "steal"),
        ("fr", "hameçonnage", "phish"),
        ("de", "Außenministers", "foreign-minister"),
    ],
)
def test_a_word_carries_its_idea(lang: str, word: str, idea: str) -> None:
    assert idea in ideas_of(lang, fold(word))


def test_unknown_words_and_languages_carry_none() -> None:
    assert ideas_of("en", "xylograph") == ideas_of("xx", "attack") == ()


@pytest.mark.parametrize(("kind", "values"), [("respond", RESPONSE_TYPES), ("technique", TECHNIQUES), ("objective", OBJECTIVES)])
def test_what_claims_are_implied_by_are_ideas(kind: str, values: tuple[str, ...]) -> None:
    implied = read_yaml(DATA / "implied.yml")[kind]
    assert set(implied) == set(values)
    assert {idea for ideas in implied.values() for idea in ideas} <= set(listed("en"))
