"""Cyber words beside a state that accuse it of nothing: victims, customers, friendly hackers, repair, traffic, tests of one's own network."""

import pytest

from demarche.claims.reading import read
from demarche.model import Document

INNOCENT = [
    ("en", "Acme says Portugal is a customer of the software company that was hacked.", "PT"),
    ("en", "After the cyberattack Cyprus looked over the border and asked Greece for engineers.", "GR"),
    ("en", "The clinic's servers were operated by the Irish ministry of health when they were encrypted.", "IE"),
    ("en", "Panama extradited a suspected hacker to Spain.", "ES"),
    ("fr", "Selon Kaspersky, le Pérou a encore été piraté.", "PE"),
    ("fr", "Selon Microsoft, le Népal a déjà été mis sur écoute.", "NP"),
    ("fr", "L'agence reproche au ministère de rester muet ; on attribue la panne en Grèce à une erreur.", "GR"),
    ("de", "Nach Angaben von ESET ist Malta erneut gehackt worden.", "MT"),
    ("de", "Laut Akamai stammte ein Drittel der Anfragen beim Angriff aus Portugal.", "PT"),
    ("nl", "Na de hack legde het bestuur de verantwoordelijkheid voor het herstel bij Portugal.", "PT"),
    ("nl", "De Ierse inlichtingendienst viel bij de proef het eigen netwerk aan.", "IE"),
]
GUILTY = [
    ("en", "Acme says Portugal is the user of the spyware.", "PT"),
    ("fr", "Selon Kaspersky, le Pérou a en secret piraté une banque.", "PE"),
    ("de", "Der Betrieb ist von Portugal gehackt worden.", "PT"),
    ("nl", "Na de hack legde het bestuur de schuld voor de inbraak bij Portugal.", "PT"),
]
BY_WORDS = {"behind", "by", "subj-obj", "subj-to", "topic-subj-to", "points", "link-after", "doer"}


def blamed(lang: str, text: str) -> set[str | None]:
    """States that a blame by a cue of the sentence falls on."""
    blames = read(Document(id="0" * 64, path="t", text=text, lang=lang), lang).blames
    return {blame.state for blame in blames if blame.how in BY_WORDS}


@pytest.mark.parametrize(("lang", "text", "state"), INNOCENT)
def test_nobody_is_blamed(lang: str, text: str, state: str) -> None:
    assert state not in blamed(lang, text)


@pytest.mark.parametrize(("lang", "text", "state"), GUILTY)
def test_the_accused_is_blamed_still(lang: str, text: str, state: str) -> None:
    assert state in blamed(lang, text)
