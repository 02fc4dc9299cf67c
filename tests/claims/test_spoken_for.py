"""Whom somebody speaks for who is named by nothing but an office or trade."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(lang: str, text: str) -> Reading:
    return read(Document(id="s" * 64, path="s", text=text, lang=lang), lang)


BEHIND = [
    (
        "de",
        "Die Gruppe verschicke Mails an Ministerien in Pakistan, Nepal und auf Sri Lanka, erklärte der leitende Ingenieur von Antiy, Li.",
    ),
    ("nl", "De groep stuurt mails naar ministeries in Pakistan en Nepal, verklaarde de hoofdingenieur van Antiy, Li Bosong."),
    ("fr", "Des messages ont visé des ministères au Pakistan et au Népal, a expliqué l'ingénieur en chef adjoint d'Antiy, Li Bosong."),
    ("en", "The group sent mails to ministries in Pakistan and Nepal, said the chief engineer of Antiy, Li Bosong."),
]


@pytest.mark.parametrize(("lang", "text"), BEHIND)
def test_behind_reported_speech_who_follows_the_verb_speaks_for_the_employer(lang: str, text: str) -> None:
    assert [v.key for v in reading(lang, text).voices[0]] == ["Antiy"]


ASIDE = [
    ("fr", "Un analyste, qui a requis l'anonymat, reconnaît dans les machines la signature de Turla."),
    ("en", "An official, who asked for anonymity, said the tools were those of Turla."),
]


@pytest.mark.parametrize(("lang", "text"), ASIDE)
def test_the_comma_that_closes_a_relative_clause_keeps_its_subject(lang: str, text: str) -> None:
    assert "Turla" not in {v.key for v in reading(lang, text).voices[0]}
