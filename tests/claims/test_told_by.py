"""Who tells what a sentence tells, where another name stands as near to the reporting word."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(lang: str, text: str) -> Reading:
    return read(Document(id="t" * 64, path="t", text=text, lang=lang), lang)


def heard(lang: str, text: str) -> set[str]:
    return {v.key for v in reading(lang, text).voices[0]}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Mehrere vermuten China hinter den Attacken auf die Werft."),
        ("nl", "Sommigen vermoeden China achter de aanvallen op de werf."),
    ],
)
def test_whom_the_verb_accuses_does_not_speak_by_it(lang: str, text: str) -> None:
    assert "CN" not in heard(lang, text)


def test_a_group_with_its_noun_is_the_source_behind_according_to() -> None:
    assert heard("de", "Laut Angaben der prorussischen Gruppe Killnet wurden die Server zerstört.") == {"KillNet"}


def test_what_stands_behind_a_group_is_told_of_it_and_no_source() -> None:
    assert "CN" not in heard("de", "Nach Bewertung der Herausgeber ist APT40 für das chinesische Ministerium für Staatssicherheit tätig.")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Laut dem Bundesamt für Verfassungsschutz und dem südkoreanischen Nachrichtendienst NIS stammt der Angriff aus Nordkorea."),
        ("de", "Nach Darstellung der deutschen Regierung und der Firma ESET steckt Russland hinter dem Angriff."),
        ("en", "According to the German government and the firm ESET, Russia is behind the attack."),
        ("fr", "Selon le gouvernement allemand et la société ESET, la Russie est derrière l'attaque."),
        ("nl", "Volgens de Duitse regering en het bedrijf ESET zit Rusland achter de aanval."),
    ],
)
def test_two_bodies_of_which_the_second_has_its_noun_speak_together(lang: str, text: str) -> None:
    assert heard(lang, text) in ({"DE", "KR"}, {"DE", "ESET"})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Gestern machte die deutsche Regierung am 3. Mai 2024 Russland für einen Hackerangriff verantwortlich."),
        ("en", "Estonia holds Gen. Ivanov of Russia responsible for the cyberattack."),
    ],
)
def test_the_full_stop_of_an_ordinal_or_title_does_not_break_the_words_of_a_verb(lang: str, text: str) -> None:
    accusations = [b for b in reading(lang, text).blames if b.how == "subj-obj"]
    assert {b.state for b in accusations} == {"RU"}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Die Gruppe, hinter der London die russische Regierung vermutet, hackte eine Werft.", ("GB", "RU")),
        ("OceanLotus, hinter der Amnesty die vietnamesische Führung sieht, schickte verseuchte Anhänge.", ("Amnesty International", "VN")),
    ],
)
def test_behind_a_relative_word_with_its_preposition_the_first_name_accuses_the_second(text: str, pair: tuple[str, str]) -> None:
    accusations = [b for b in reading("de", text).blames if b.how in ("subj-obj", "subj-to") and b.state is not None]
    assert {(key, b.state) for b in accusations for key, _ in b.claimants} == {pair}


@pytest.mark.parametrize(
    ("lang", "text", "pair"),
    [
        ("de", "Südkorea wirft dem Norden vor, die Werft gehackt zu haben.", ("KR", "KP")),
        ("en", "South Korea accused the North of hacking the shipyard.", ("KR", "KP")),
        ("fr", "La Corée du Sud accuse le Nord d'avoir piraté le chantier naval.", ("KR", "KP")),
        ("nl", "Zuid-Korea beschuldigt het Noorden van een hack bij de werf.", ("KR", "KP")),
        ("de", "Taipeh beschuldigt das Festland, die Werft gehackt zu haben.", ("TW", "CN")),
        ("de", "London beschuldigt die Volksrepublik, die Werft gehackt zu haben.", ("GB", "CN")),
    ],
)
def test_a_half_of_a_country_is_the_state_beside_the_one_that_is_named(lang: str, text: str, pair: tuple[str, str]) -> None:
    accusations = [b for b in reading(lang, text).blames if b.how == "subj-obj"]
    assert {(b.claimants[0][0], b.state) for b in accusations} == {pair}


def test_the_north_of_another_country_is_no_state() -> None:
    assert not [m for m in reading("de", "Deutschland plant für den Norden neue Leitungen.").note.mentions if m.key == "KP"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dass Russland die Gruppe steuert, hält die Guardia Civil für erwiesen.", "ES"),
        ("Der deutsche Verfassungsschutz hat gestern vor der Gruppe Berserk Bear gewarnt.", "DE"),
    ],
)
def test_a_name_among_the_words_of_a_verb_or_opening_its_clause_speaks(text: str, key: str) -> None:
    assert heard("de", text) == {key}


def test_who_steers_the_attackers_is_blamed_where_the_verb_closes_the_clause() -> None:
    found = reading("de", "Dass Minsk die Gruppe steuert, hält das litauische Außenministerium für erwiesen.").blames
    assert ("link-before", "BY", "LT") in {(b.how, b.state, key) for b in found for key, _ in b.claimants}


def test_an_auxiliary_makes_the_participle_active_and_its_subject_the_accuser() -> None:
    text = "Die georgische Regierung hat am 20. Februar nach langem Zögern den russischen Geheimdienst als Urheber des Angriffs benannt."
    passives = [b for b in reading("de", text).blames if b.how == "passive"]
    assert {(key, b.state) for b in passives for key, _ in b.claimants} == {("GE", "RU")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Slowenien informierte die Polizei, Kroatien seine Banken. Beide Länder machen Nordkorea für den Angriff verantwortlich."),
        ("nl", "Slovenië lichtte de politie in, Kroatië de banken. Beide landen beschuldigen Noord-Korea van de hack."),
    ],
)
def test_both_countries_are_the_two_named_before(lang: str, text: str) -> None:
    accusations = [b for b in reading(lang, text).blames if b.how == "subj-obj"]
    assert {(key, b.state) for b in accusations for key, _ in b.claimants} == {("SI", "KP"), ("HR", "KP")}


def test_two_of_more_are_nobody_yet() -> None:
    text = "Slowenien, Kroatien und Serbien berieten sich. Beide Länder machen Nordkorea für den Angriff verantwortlich."
    accusations = [b for b in reading("de", text).blames if b.how == "subj-obj"]
    assert all(len(b.claimants) == 1 for b in accusations)


def test_whom_the_words_of_a_suspicion_embrace_is_suspected() -> None:
    text = "Für den Anbieter Dragos reicht das, um Teheran zu verdächtigen; das FBI hält sich bedeckt."
    assert {b.state for b in reading("de", text).blames if b.how == "passive"} == {"IR"}


def test_like_sentences_from_elsewhere_join_an_accusation() -> None:
    text = "London macht Russland für den Angriff verantwortlich. Oslo äußerte sich in gleichem Sinne."
    assert ("NO", "RU") in {(key, b.state) for b in reading("de", text).blames if b.how == "join" for key, _ in b.claimants}
