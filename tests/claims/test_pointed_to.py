"""Who has been speaking goes on where a sentence only points to them: "in their view", "à leurs yeux"."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document

TEXTS = {
    "en": ("Researchers at Lookout said the phones were hacked.", "In their view, the group works for the Lebanese army."),
    "nl": (
        "Onderzoekers van Lookout schrijven dat de telefoons zijn gehackt.",
        "Het is naar hun zeggen een groep die voor het Libanese leger werkt.",
    ),
    "fr": ("Les téléphones ont été piratés, soutient la société Lookout.", "Le groupe travaille, à leurs yeux, pour l'armée libanaise."),
    "de": (
        "Lookout teilte mit, die Handys seien gehackt worden.",
        "Die Gruppe arbeitet nach ihrer Einschätzung für die libanesische Armee.",
    ),
}


def speaking(lang: str, *sentences: str) -> list[set[str]]:
    return [{voice.key for voice in row} for row in read(Document(id="d" * 64, path="d", text=" ".join(sentences), lang=lang), lang).voices]


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_the_last_speaker_is_meant(lang: str) -> None:
    assert speaking(lang, *TEXTS[lang])[1] == {"Lookout"}


def test_a_named_source_beside_it_speaks() -> None:
    found = speaking("en", TEXTS["en"][0], "Mandiant said that in their view it was the army.")
    assert found[1] == {"Mandiant"}


@pytest.mark.parametrize("lang", sorted(TEXTS))
def test_nobody_speaks_where_nobody_has_spoken(lang: str) -> None:
    assert speaking(lang, TEXTS[lang][1])[0] == set()
