"""What is harmed is no attacker: an army, a service or a group that was broken into, and whoever suffered an attack."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document


def blamed(lang: str, text: str) -> set[str | None]:
    """The states that the words of ``text`` blame."""
    reading = read(Document(id="0" * 64, path="register.txt", text=text, lang=lang), lang)
    return {b.state for b in reading.blames if b.state}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Hackers stole sensitive files from the Chilean army, according to an ESET report."),
        ("en", "Anonymous copied the database of a Finnish hacking group and published it."),
        ("en", "Cybercriminals spied on Bolivian government actors by using three programs."),
        ("en", "The regulator confirmed that Peru suffered a DDoS attack over the weekend."),
        ("en", "Hackers of a loose union deface Thai government websites during the games."),
        ("en", "The spies accessed mailboxes of a bank, hacked Danish ships and left."),
        ("de", "Hacker griffen die chilenische Armee an, berichtet ESET."),
        ("fr", "Des pirates ont volé des fichiers à l'armée chilienne, selon ESET."),
        ("nl", "Hackers stalen bestanden van het Chileense leger, meldt ESET."),
    ],
)
def test_the_harmed_are_not_blamed(lang: str, text: str) -> None:
    assert blamed(lang, text) == set()


@pytest.mark.parametrize(
    ("lang", "text", "state"),
    [
        ("en", "The Chilean army stole files from a Bolivian ministry.", "CL"),
        ("en", "A Bolivian ministry was hacked by the Chilean army.", "CL"),
        ("de", "Zwei Jahre lang las der ägyptische Geheimdienst die Nachrichten der Opposition mit.", "EG"),
        ("nl", "Vorig jaar hackte het Chileense leger een ministerie.", "CL"),
        ("fr", "L'armée chilienne a piraté un ministère bolivien.", "CL"),
    ],
)
def test_the_attackers_stay_blamed(lang: str, text: str, state: str) -> None:
    assert state in blamed(lang, text)


def test_the_noun_of_a_measure_gives_nobody_the_word() -> None:
    text = "Afghan hackers deface the website of a Pakistani office in retaliation for air strikes."
    reading = read(Document(id="0" * 64, path="register.txt", text=text, lang="en"), "en")
    assert not any(voice.key == "PK" for row in reading.voices for voice in row)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Finland hacked: thousands of records stolen.", set()),
        ("Finland hacked the bank: thousands of records stolen.", {"FI"}),
        ("The bank that Finland hacked, closed.", {"FI"}),
    ],
)
def test_a_headline_without_an_object_tells_who_was_hacked(text: str, states: set[str]) -> None:
    assert blamed("en", text) == states


def test_the_place_of_a_charge_is_not_charged() -> None:
    assert blamed("en", "A man was charged in Paris with hacking a hospital in Lyon.") == set()
    assert blamed("en", "Five Chilean officers were charged in Paris with hacking.") == {"CL"}


def test_by_whom_it_is_believed_is_not_the_one_it_is_believed_of() -> None:
    assert blamed("en", "The hackers are believed by Norway to be linked to Chilean intelligence.") == {"CL"}
