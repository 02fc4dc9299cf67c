"""Plain words as features: which words count, around whom, and that none of them names anybody."""

from __future__ import annotations

import pytest

from demarche.claims.propose import FIRST_LOOK
from demarche.claims.reading import Reading, read
from demarche.claims.scorer import tables
from demarche.claims.worded import _tables
from demarche.claims.wording import BEGINNING, is_word
from demarche.lexicon.load import language, languages
from demarche.lexicon.names import words_of_states
from demarche.model import Document

TEXTS = {
    "en": "The ministry in Oslo said on Monday that Russia had broken into the mailboxes of Kari Nordmann.",
    "nl": "Het ministerie in Oslo zei maandag dat Rusland de mailboxen van Kari Nordmann had opengebroken.",
    "fr": "Le ministère a déclaré lundi à Oslo que la Russie avait forcé les messageries de Kari Nordmann.",
    "de": "Das Ministerium in Oslo sagte am Montag, Russland habe die Postfächer von Kari Nordmann aufgebrochen.",
}


def reading(text: str, lang: str) -> Reading:
    return read(Document(id="d" * 64, path="d", text=text, lang=lang), lang)


def words_of(features: dict[str, float]) -> set[str]:
    return {name.rsplit(":", 1)[1] for name in features if is_word(name)}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_names_are_no_words(lang: str) -> None:
    found = words_of(reading(TEXTS[lang], lang).wording.text)
    persons = () if language(lang).large_nouns else ("kari", "nordmann")  # a person nobody knows looks like any noun there
    for name in ("oslo", "russia", "rusland", "russie", "russland", *persons):
        assert not any(word.startswith(name[:BEGINNING]) for word in found)
    assert found


def test_inflected_forms_share_their_beginning() -> None:
    one, other = (words_of(reading(text, "en").wording.text) for text in ("They infiltrated it.", "The infiltration of it."))
    assert "infiltr" in one & other


def test_words_count_on_the_side_on_which_they_stand() -> None:
    wording = reading("Oslo firmly blames Moscow openly for the break-in.", "en").wording
    behind = {name for name in wording.around("by", "NO", 0).features if name.startswith("behind:")}
    assert behind == {"behind:by:en:firmly", "behind:by:en:blames", "behind:by:en:openly"}
    assert "before:to:en:blames" in wording.around("to", "RU", 0).features
    assert not wording.around("to", "CN", 0).features


def test_a_repeated_document_has_the_same_length() -> None:
    for text in ("They broke in.", "They broke in. Nobody had noticed. The mailboxes lay open for months."):
        found = reading(text, "en").wording.text
        for sort in ("word:", "idea:"):
            assert sum(value * value for name, value in found.items() if name.startswith(sort)) == pytest.approx(25.0)
    assert not reading("", "en").wording.text


@pytest.mark.parametrize("kind", [*FIRST_LOOK, "relevant"])
def test_no_learned_word_begins_the_name_of_a_state(kind: str) -> None:
    """Whom the words name must not matter: no table knows the usual suspects."""
    learned = {
        tuple(name.rsplit(":", 2)[1:]) for table in (tables(kind).first, tables(kind).second) for name in table.weights if is_word(name)
    }
    if kind == "relevant":
        learned |= {tuple(name.rsplit(":", 2)[1:]) for table in _tables().values() for name in table.weights if is_word(name)}
    assert learned
    for lang in languages():
        assert not learned & {(lang, word[:BEGINNING]) for word in words_of_states(lang)}
