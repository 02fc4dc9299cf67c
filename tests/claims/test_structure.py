"""Who accuses whom in sentences whose order, voice or attributes say it: each names several actors, of which only one may be taken."""

from __future__ import annotations

import pytest

from demarche.claims.reading import read
from demarche.model import Document

SENTENCES = [
    ("nl", "Rusland heeft het Duitse parlement gehackt, zegt Litouwen.", "LT", "RU"),
    ("nl", "Litouwen zegt dat Russische hackers het Duitse parlement hebben gehackt.", "LT", "RU"),
    ("nl", "Vorig jaar hackte Rusland de bank, zegt Polen.", "PL", "RU"),
    ("nl", "Achter de hack zit volgens Litouwen Rusland.", "LT", "RU"),
    ("nl", "Het is de eerste keer dat Microsoft Noord-Korea beschuldigt van een hack.", "Microsoft", "KP"),
    ("nl", "Rusland verwerpt de Britse beschuldiging over de hack.", "GB", "RU"),
    ("nl", "Behalve Canada houden ook Australië en Japan China verantwoordelijk voor de hack.", "JP", "CN"),
    ("nl", "Het Openbaar Ministerie in Karlsruhe klaagt een Russische hacker aan voor de hack.", "DE", "RU"),
    ("de", "Niemand zweifelt daran, dass die EU Russland die Sabotage des Netzes von Viasat anlastet.", "EU", "RU"),
    ("de", "Deutschland, das Russland Cyberangriffe vorwirft, fordert Sanktionen.", "DE", "RU"),
    ("de", "Nach einem Hackerangriff Nordkoreas warnt Seoul.", "KR", "KP"),
    ("de", "Der FSB beschuldigte am selben Tag die NSA, mit Hilfe von Apple Telefone ausgespäht zu haben.", "RU", "US"),
    ("de", "Chinas Außenministerium weist Berlins Vorwürfe zurück, es habe Behörden gehackt.", "DE", "CN"),
    ("de", "Der GRU hackte die Deutsche Flugsicherung, teilte Berlin mit.", "DE", "RU"),
    ("en", "Germany said Russia's cyberattack was unacceptable.", "DE", "RU"),
    ("en", "UK exposes campaign of cyber attacks by Russian military intelligence.", "GB", "RU"),
    ("en", "The hack has been attributed by the US government to hackers working for Beijing.", "US", "CN"),
    ("en", "Russia, according to Paris, is behind the hack.", "FR", "RU"),
    ("en", "A hack of the Polish tax office originated in Russia, a Polish government minister told TVP.", "PL", "RU"),
    ("fr", "Mis en cause par Athènes après le piratage du ministère, Ankara se défausse.", "GR", "TR"),
    ("fr", "Moscou juge provocatrices les accusations d'Oslo sur le piratage.", "NO", "RU"),
    ("fr", "Le Royaume-Uni a dénoncé une campagne de piratage menée par les services russes.", "GB", "RU"),
    ("fr", "Trois Iraniens ont été inculpés par la justice américaine pour le piratage.", "US", "IR"),
]


def blamed(lang: str, text: str) -> set[tuple[str, str | None]]:
    """Every (claimant, accused state) that some words of ``text`` support."""
    reading = read(Document(id="0" * 64, path="sentence.txt", text=text, lang=lang), lang)
    return {(by, blame.state) for blame in reading.blames for by, _ in blame.claimants}


@pytest.mark.parametrize(("lang", "text", "by", "to"), SENTENCES)
def test_the_accuser_and_the_accused_are_those_of_the_sentence(lang: str, text: str, by: str, to: str) -> None:
    found = blamed(lang, text)
    assert (by, to) in found
    assert (to, by) not in found


AWAY = [
    ("nl", "Na de verklaringen van Washington, Londen en Brussel wees China de beschuldigingen van een hack van de hand.", ("BE", "US")),
    ("fr", "Au lendemain des déclarations de Washington et de Londres, la Chine a rejeté les accusations de piratage.", ("GB", "US")),
    ("de", "Nach den Erklärungen von Washington und London wies China den Vorwurf eines Hackerangriffs zurück.", ("GB", "US")),
]


@pytest.mark.parametrize(("lang", "text", "pair"), AWAY)
def test_those_whose_statements_are_answered_do_not_accuse_each_other(lang: str, text: str, pair: tuple[str, str]) -> None:
    found = blamed(lang, text)
    assert pair not in found
    assert pair[::-1] not in found


def test_researchers_after_their_company_speak_for_it() -> None:
    text = "Laut ESET traf der Angriff Ministerien in Kiew. Die Forscher schreiben ihn einer chinanahen Gruppe zu."
    assert ("ESET", "CN") in blamed("de", text)


def test_a_short_sentence_may_name_the_source_of_the_one_before() -> None:
    text = "Russische hackers kopieerden alle mails van de NAVO. Dat schrijft De Standaard."
    assert ("De Standaard", "RU") in blamed("nl", text)
