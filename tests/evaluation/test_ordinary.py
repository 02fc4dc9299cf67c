"""Ordinary news accuses nobody of a cyber-attack. The figures are the most that is let through; lower them when extraction gets better."""

import pytest

from evaluation.ordinary import JOINED, Outcome, attributions, beside, languages, lines, measure, measure_beside, sentences

ALONE = {"de": 3, "en": 5, "fr": 2, "nl": 4}
"""Sentences of 590 with an attribution; of the first 500, which are no traps written against the program, none or one (aim: 2)."""
JOINED_MOST = {"de": 1, "en": 0, "fr": 1, "nl": 0}
"""Documents of eight sentences, of 74, with an attribution."""
BESIDE = {"de": 1, "en": 0, "fr": 0, "nl": 0}
"""Documents of eight sentences, of 74, in which a real accusation spreads to a sentence beside it."""


def within(outcome: Outcome, most: int) -> None:
    assert len(outcome.wrong) <= most, "\n".join(lines(outcome))


@pytest.mark.parametrize("lang", languages())
def test_there_are_enough_sentences_and_no_doubles(lang: str) -> None:
    found = sentences(lang)
    assert len(found) == len(set(found)) == 590
    assert all(sentence.strip() == sentence and sentence[-1] in '."!?»' for sentence in found)


@pytest.mark.parametrize("lang", languages())
def test_the_accusation_beside_them_is_found(lang: str) -> None:
    assert {(entry.by, entry.to) for entry in attributions(beside(lang), lang)[1]} == {("NO", "RU")}


@pytest.mark.parametrize("lang", languages())
def test_sentences_alone(lang: str) -> None:
    within(measure(lang), ALONE[lang])


@pytest.mark.parametrize("lang", languages())
def test_sentences_joined(lang: str) -> None:
    within(measure(lang, JOINED), JOINED_MOST[lang])


@pytest.mark.parametrize("lang", languages())
def test_sentences_beside_an_accusation(lang: str) -> None:
    within(measure_beside(lang), BESIDE[lang])
