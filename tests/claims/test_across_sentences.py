"""Who speaks and who is accused where a sentence names one of them by a word that points back, or not at all."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document

GUESSED = ("none", "issuer", "far", "other")


def heard(lang: str, text: str) -> set[tuple[str, str | None]]:
    """Every (claimant, accused state) of which the words of ``text`` themselves say who claims it."""
    reading = read(Document(id="0" * 64, path="sentence.txt", text=text, lang=lang), lang)
    return {(by, blame.state) for blame in reading.blames for by, how in blame.claimants if how not in GUESSED}


POINTING = [
    ("fr", "La Belgique expulse un diplomate russe. Elle lui reproche d'avoir piraté le Parlement.", "BE", "RU"),
    ("fr", "La Russie nie. Bruxelles l'accuse d'avoir piraté le Parlement.", "EU", "RU"),
    ("fr", "Varsovie a convoqué l'ambassadeur biélorusse. Elle accuse son pays d'avoir piraté l'agence de presse.", "PL", "BY"),
    ("en", "Russia denies everything. Estonia accuses it of hacking three ministries.", "EE", "RU"),
    ("en", "The Netherlands has expelled two Russian diplomats. It accuses them of hacking the chemical weapons watchdog.", "NL", "RU"),
    ("de", "China bestreitet alles. Prag wirft dem Land vor, das Außenministerium gehackt zu haben.", "CZ", "CN"),
    ("nl", "Rusland ontkent. Den Haag beschuldigt het land van de hack van de politie.", "NL", "RU"),
]


@pytest.mark.parametrize(("lang", "text", "by", "to"), POINTING)
def test_a_pronoun_that_is_accused_stands_for_who_was_told_of(lang: str, text: str, by: str, to: str) -> None:
    assert heard(lang, text) == {(by, to)}


ADVISERS = [
    ("Beijing was behind the hack of the voters' register, a senior aide to the British foreign secretary said.", "GB", "CN"),
    ("The hack was the work of Minsk, an adviser to Poland's president told reporters.", "PL", "BY"),
    ('"Ankara did this hack, and Ankara knows that we know," an adviser to the Armenian prime minister told the radio.', "AM", "TR"),
]


@pytest.mark.parametrize(("text", "by", "to"), ADVISERS)
def test_an_adviser_speaks_for_the_office_advised(text: str, by: str, to: str) -> None:
    assert heard("en", text) == {(by, to)}


def test_the_owner_of_what_was_hacked_is_no_doer() -> None:
    assert heard("en", "Beijing denies hacking America's mail servers.") == set()
    assert heard("de", "Nach einem Hackerangriff Nordkoreas warnt Seoul.") == {("KR", "KP")}


BODIES = [
    ("en", "Thailand is in the dock. The government hacked the phones of thirty protesters, says Citizen Lab.", "Citizen Lab", "TH"),
    ("nl", "Servië ontkent alles. Volgens Amnesty International heeft de politie de telefoons van journalisten gehackt.", "Amnesty International", "RS"),
    ("fr", "Le Maroc dément. Selon Amnesty International, le gouvernement a infecté les téléphones de journalistes.", "Amnesty International", "MA"),
    ("de", "Serbien bestreitet alles. Laut Amnesty International hat die Polizei die Telefone von Journalisten gehackt.", "Amnesty International", "RS"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "by", "to"), BODIES)
def test_a_body_without_its_state_breaks_in_for_the_state_spoken_of(lang: str, text: str, by: str, to: str) -> None:
    assert (by, to) in heard(lang, text)


def test_a_body_that_owns_what_was_hacked_is_no_doer() -> None:
    assert heard("en", "Apple says that no government had hacked the phones of Russia's diplomats.") == set()


TOGETHER = [
    ("de", "Herausgeber der Warnung sind die USA, Großbritannien und Kanada. Sie schreiben den Hackerangriff China zu."),
    ("en", "The advisory was published by the United States, Britain and Canada. They attribute the hack to China."),
    ("nl", "De VS, Groot-Brittannië en Canada brachten een waarschuwing uit. Zij schrijven de hack toe aan China."),
]


@pytest.mark.parametrize(("lang", "text"), TOGETHER)
def test_a_pronoun_behind_names_that_stand_together_means_all_of_them(lang: str, text: str) -> None:
    assert heard(lang, text) == {("US", "CN"), ("GB", "CN"), ("CA", "CN")}


JOINED = [
    ("de", "Schweden macht China für den Hackerangriff verantwortlich. Auch Finnland tat das.", "SE", "FI"),
    ("nl", "Net als Letland beschuldigt Estland China van de hack.", "LV", "EE"),
    ("nl", "Letland beschuldigt China van de hack, Estland doet hetzelfde.", "LV", "EE"),
    ("en", "Latvia blames China for the hack, and Estonia followed suit.", "LV", "EE"),
]


@pytest.mark.parametrize(("lang", "text", "one", "two"), JOINED)
def test_who_joins_an_accusation_makes_it_too(lang: str, text: str, one: str, two: str) -> None:
    assert heard(lang, text) == {(one, "CN"), (two, "CN")}


UNITS = [
    ("en", "London says a unit of the GRU hacked the Georgian sites.", "The United States attributed the hack to the same unit."),
    (
        "nl",
        "Volgens Londen heeft een eenheid van de GROe de Georgische sites gehackt.",
        "De Verenigde Staten schrijven de hack toe aan die eenheid.",
    ),
]


@pytest.mark.parametrize(("lang", "before", "text"), UNITS)
def test_attackers_named_before_are_accused_by_the_noun_that_takes_them_up(lang: str, before: str, text: str) -> None:
    assert ("US", "RU") in heard(lang, f"{before} {text}")


def test_a_capital_right_before_an_office_says_whose_it_is() -> None:
    text = (
        "The Danish minister blamed Russia for the hack, and in Canberra the minister for cyber security attributed it to Russian hackers."
    )
    assert {("DK", "RU"), ("AU", "RU")} <= heard("en", text)


@pytest.mark.parametrize(
    "title",
    ["Gemeinsamer Sicherheitshinweis BfV / NIS - Akteur Kimsuky.", "Gemeinsamer Sicherheitshinweis BfV / NIS \u2013 Akteur Kimsuky."],
)
def test_who_issues_a_notice_together_is_not_whom_it_warns_of(title: str) -> None:
    found = read(
        Document(id="0" * 64, path="n", text=f"{title} Der Akteur wird von der nordkoreanischen Führung gesteuert.", lang="de"), "de"
    )
    assert {blame.state for blame in found.blames} - {None} == {"KP"}
    assert {voice.key for voice in found.voices[0]} == {"DE", "KR"}


def test_a_visitor_speaks_in_a_capital_too() -> None:
    text = "The prime minister of Japan flew to Washington. In Washington the prime minister blamed Chinese hackers for the hack of the space agency."
    assert ("US", "CN") not in heard("en", text)
