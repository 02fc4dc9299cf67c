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
    blames = [b for b in reading(lang, text).blames if b.group is not None and b.group.name == "Turla"]
    assert blames
    assert all(key != "Turla" for blame in blames for key, _ in blame.claimants)


STAFF = [
    ("de", "Mitarbeiter des Weissen Hauses haben Israel beschuldigt, das Haus abgehört zu haben."),
    ("de", "Daraufhin hatten Mitarbeiter des Weissen Hauses Israel beschuldigt, das Haus abgehört zu haben."),
    ("nl", "Medewerkers van het Witte Huis hebben Israël beschuldigd van spionage met malware."),
    ("fr", "Des employés de la Maison-Blanche ont accusé Israël d'espionnage."),
    ("en", "Employees of the White House have accused Israel of spying."),
]


@pytest.mark.parametrize(("lang", "text"), STAFF)
def test_people_of_a_body_accuse_for_it(lang: str, text: str) -> None:
    accusations = [b for b in reading(lang, text).blames if b.how == "subj-obj"]
    assert [(b.claimants[0][0], b.state) for b in accusations] == [("US", "IL")]


def test_people_behind_a_preposition_leave_their_body_there() -> None:
    slots = reading("de", "Von Mitarbeitern des Bundestags wurden Daten gestohlen.").slots[0]
    assert [slots.preposition(m) for m in slots.mentions if m.key == "DE"] == ["of"]
