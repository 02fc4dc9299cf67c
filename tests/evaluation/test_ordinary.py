"""Ordinary news accuses nobody of a cyber-attack. The figures are the most that is let through; lower them when extraction gets better."""

import pytest

from evaluation.ordinary import JOINED, Outcome, attributions, beside, languages, lines, measure, measure_beside, sentences

ALONE = {"de": 34, "en": 41, "fr": 26, "nl": 41}
"""Sentences of 590 (aim: 2) with an attribution."""
JOINED_MOST = {"de": 6, "en": 2, "fr": 4, "nl": 3}
"""Documents of eight sentences, of 74, with an attribution."""
BESIDE = {"de": 11, "en": 6, "fr": 14, "nl": 4}
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
