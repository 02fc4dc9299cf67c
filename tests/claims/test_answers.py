"""What responses, victims and denials take from the sentence around their word and from the rest of the document."""

from __future__ import annotations

import pytest

from demarche.claims.candidate import Candidate, Place
from demarche.claims.propose import propose
from demarche.claims.reading import read
from demarche.model import Document


def candidates(lang: str, text: str, kind: str) -> list[Candidate]:
    return propose(read(Document(id="t" * 64, path="t", text=text, lang=lang), lang))[1][kind]


def places(lang: str, text: str, kind: str, *key: str | None) -> list[Place]:
    return [place for one in candidates(lang, text, kind) if one.key == key for place in one.places]


def found(lang: str, text: str, kind: str, *key: str | None) -> set[str]:
    """How the actor or country of a candidate was found, at each of its places."""
    return {name.removeprefix("h:") for place in places(lang, text, kind, *key) for name in place.seen.own if name.startswith("h:")}


OWNED = [
    ("en", "The hackers took down the sites of Estonian ministries, banks and newspapers.", "EE", "media", "listed"),
    ("en", "Hackers attacked athletes, newspapers, media companies and public transport in Ukraine.", "UA", "civil-society", "listed"),
    ("nl", "De hackers braken in bij Litouwse ministeries, banken en kranten.", "LT", "critical-infrastructure", "listed"),
    ("de", "Betroffen waren tschechische Behörden, Banken und Zeitungen.", "CZ", "media", "listed"),
    ("fr", "Des pirates russes ont visé des ministères estoniens, des banques et des journaux.", "EE", "media", "listed"),
    ("de", "Finnland riss ein Denkmal ab. Dann wurden zwei Banken lahmgelegt.", "FI", "critical-infrastructure", "carried"),
    ("nl", "Finland haalde een standbeeld weg. Daarna werden twee banken platgelegd.", "FI", "critical-infrastructure", "carried"),
]


@pytest.mark.parametrize(("lang", "text", "country", "sector", "how"), OWNED)
def test_a_noun_has_the_country_of_its_list_or_of_the_sentence_before(lang: str, text: str, country: str, sector: str, how: str) -> None:
    assert how in found(lang, text, "victim", country, sector)


FRAMED = [
    ("en", "Japan was spared; in Russia last year, at least two hundred unlucky newspapers were hit.", "RU", "JP"),
    ("nl", "Japan bleef gespaard; in Polen werden volgens een eerste telling ruim tweehonderd kranten gehackt.", "PL", "JP"),
]


@pytest.mark.parametrize(("lang", "text", "country", "other"), FRAMED)
def test_the_place_that_opens_a_clause_frames_its_nouns(lang: str, text: str, country: str, other: str) -> None:
    assert "framed" in found(lang, text, "victim", country, "media")
    assert "framed" not in found(lang, text, "victim", other, "media")


APART = [
    ("en", "The hackers broke into two universities, the Czech government said.", "CZ", "academia"),
    ("fr", "En Suède, les pirates ont paralysé les chemins de fer, accuse la Norvège.", "NO", "critical-infrastructure"),
    ("nl", "De hackers drongen binnen bij een universiteit, zegt Tsjechië.", "CZ", "academia"),
    ("de", "Russische Hacker haben eine Universität angegriffen, sagte die litauische Ministerin.", "LT", "academia"),
]


@pytest.mark.parametrize(("lang", "text", "country", "sector"), APART)
def test_who_only_stands_near_a_noun_does_not_own_it(lang: str, text: str, country: str, sector: str) -> None:
    assert not found(lang, text, "victim", country, sector) & {"attached", "listed"}


def test_harm_to_one_of_a_list_is_harm_to_all() -> None:
    text = "Polish hospitals, universities and newspapers were hit by Russian hackers."
    for sector in ("critical-infrastructure", "academia", "media"):
        assert any(place.seen.value("hit:near") for place in places("en", text, "victim", "PL", sector))


POSED = [
    ("en", "The hackers posed as German diplomats and attacked Armenian journalists.", "DE", "AM"),
    ("nl", "De hackers deden zich voor als Duitse diplomaten en vielen Armeense journalisten aan.", "DE", "AM"),
    ("de", "Die Hacker gaben sich als deutsche Diplomaten aus und griffen armenische Journalisten an.", "DE", "AM"),
    ("fr", "Les pirates se faisaient passer pour des diplomates allemands afin de viser des journalistes arméniens.", "DE", "AM"),
]


@pytest.mark.parametrize(("lang", "text", "posed", "hit"), POSED)
def test_who_is_posed_as_is_no_victim(lang: str, text: str, posed: str, hit: str) -> None:
    assert not found(lang, text, "victim", posed, "state") - {"document"}
    assert "attached" in found(lang, text, "victim", hit, "media")


AMOUNTS = [
    ("en", "Australia says China hacked the servers of tens of thousands of companies.", "many"),
    ("nl", "Australië zegt dat China de servers van duizenden bedrijven heeft gehackt.", "many"),
    ("de", "China habe Tausende Unternehmen gehackt, sagt Australien.", "many"),
    ("fr", "La Chine a piraté des milliers d'entreprises, dit l'Australie.", "many"),
    ("en", "China hacked 12 companies, says Australia.", "number"),
    ("en", "China hacked the companies, says Australia.", "the"),
    ("en", "China hacked companies, says Australia.", "bare"),
]


@pytest.mark.parametrize(("lang", "text", "amount"), AMOUNTS)
def test_a_noun_shows_how_many_it_speaks_of(lang: str, text: str, amount: str) -> None:
    assert any(place.seen.value(f"amount:{amount}:none") for place in places(lang, text, "victim", None, "company"))


VICTIMS_TOO = [
    ("nl", "Volgens de Chinese ambassade is China zelf een van de grootste slachtoffers van cyberaanvallen."),
    ("de", "China sei selbst Opfer von Hackerangriffen, erklärte die Botschaft."),
]


@pytest.mark.parametrize(("lang", "text"), VICTIMS_TOO)
def test_who_claims_to_be_a_victim_too_is_none_of_the_reported_attack(lang: str, text: str) -> None:
    assert "bare" not in found(lang, text, "victim", "CN", "state")


CALLED_FOR = [
    ("en", "Belgium called on China to stop the attacks and to investigate them.", "BE", "investigate"),
    ("de", "Berlin forderte China auf, die Angriffe zu untersuchen.", "CN", "investigate"),
    ("fr", "Paris a demandé à la Chine d'enquêter sur ces attaques.", "CN", "investigate"),
    ("nl", "Nederland riep China op de aanvallen te onderzoeken.", "CN", "investigate"),
    ("de", "Die UN rufen die USA auf, den Fall zu untersuchen.", "US", "investigate"),
    ("de", "In Brüssel forderte die EU China auf, die Angriffe zu untersuchen und Betroffene zu informieren.", "CN", "notify"),
]


@pytest.mark.parametrize(("lang", "text", "by", "kind"), CALLED_FOR)
def test_what_hangs_on_a_demand_is_called_for(lang: str, text: str, by: str, kind: str) -> None:
    assert {place.evidence[0] for place in places(lang, text, "response", by, kind)} == {"called-for"}


def test_a_measure_beside_a_demand_is_done() -> None:
    text = "The EU urged Beijing to stop the hacks, and Britain summoned the ambassador."
    assert {place.evidence[0] for place in places("en", text, "response", "GB", "summon")} == {"done"}


def test_those_who_act_together_stand_beside_nobody() -> None:
    text = "Latvia and Poland expelled three Russian diplomats after the hack, Reuters said in Oslo."
    for key in ("LV", "PL"):
        assert not any("beside:slot" in place.seen.own for place in places("en", text, "response", key, "expel"))
    assert all("beside:slot" in place.seen.own for place in places("en", text, "response", "RU", "expel"))


def test_who_accuses_may_act_where_nobody_is_named() -> None:
    text = "Norway accuses Russia of the hack. It was a Monday. Rain fell. The trams ran late. Nobody slept. Three diplomats were expelled."
    assert found("en", text, "response", "NO", "expel") & {"claimant", "passive-claimant"}


def test_who_acts_is_seen_beside_what_is_done() -> None:
    text = "Norway accuses Russia of the hack of its parliament. The Norwegian police are investigating, Sweden said."
    norway = places("en", text, "response", "NO", "investigate")
    assert all(place.seen.value("claims:investigate") and place.seen.value("home:investigate") for place in norway)
    sweden = places("en", text, "response", "SE", "investigate")
    assert sweden
    assert not any(place.seen.value("claims:investigate") or place.seen.value("home:investigate") for place in sweden)


def test_a_denial_right_behind_the_accusation_answers_it() -> None:
    text = "Latvia accuses Russia of the hack of its parliament. Moscow denied it. A farmer lost his cows. The fire burnt for days. Iran denied it."
    answers = {one.key[0]: [place.seen.value("answers:slot-accused") or place.seen.value("answers:slot") for place in one.places] for one in
               candidates("en", text, "denial")}  # fmt: skip
    assert any(answers["RU"])
    assert not any(answers["IR"])


def test_a_way_in_told_once_is_seen_beside_the_one_told_throughout() -> None:
    text = "Russia flooded the banks with a DDoS attack. The DDoS attack was the third. After the DDoS attack, phishing mails went round."
    share = {one.key[0]: max(place.seen.value("share") for place in one.places) for one in candidates("en", text, "technique")}
    assert share["ddos"] > share["phishing"] > 0


STRUCK = [
    ("nl", "Een parlementslid in België dat zich uitliet over de onderdrukking van de Oeigoerse minderheid was het doelwit van hackers."),
    ("fr", "Un député belge qui avait dénoncé la répression de la minorité ouïghoure a été la cible de pirates."),
]


@pytest.mark.parametrize(("lang", "text"), STRUCK)
def test_a_passive_strikes_its_subject_and_not_what_stands_between(lang: str, text: str) -> None:
    assert any(place.seen.value("hit:near") for place in places(lang, text, "victim", "BE", "state"))
    assert not any(place.seen.value("hit:near") for place in places(lang, text, "victim", "BE", "civil-society"))


UNCLEAR = [
    ("nl", "Het is niet duidelijk hoe de aanval in zijn werk ging en of de daders erin zijn geslaagd om gegevens buit te maken."),
    ("en", "It is unclear how the attack was carried out and whether the hackers stole any data."),
    ("de", "Unklar ist, wie die Hacker vorgingen und ob sie Daten gestohlen haben."),
    ("fr", "On ignore si des données ont été volées par les pirates."),
]


@pytest.mark.parametrize(("lang", "text"), UNCLEAR)
def test_what_is_unclear_is_supposed(lang: str, text: str) -> None:
    stolen = places(lang, text, "technique", "data-theft")
    assert stolen
    assert all(place.seen.value("f:supposed") for place in stolen)


UNTOUCHED = [
    ("en", "Norway accuses Russia of the hack. The hackers did not steal data.", True),
    ("en", "Norway accuses Russia of the hack, and the hackers stole data.", False),
    ("fr", "La Norvège accuse la Russie. Aucune donnée n'a été volée.", True),
]


@pytest.mark.parametrize(("lang", "text", "negated"), UNTOUCHED)
def test_a_negation_that_touches_a_way_in_is_told_from_one_nearby(lang: str, text: str, negated: bool) -> None:
    assert {bool(place.seen.value("negated:here")) for place in places(lang, text, "technique", "data-theft")} == {negated}


URGED = [
    (
        "nl",
        'De hacks zijn onaanvaardbaar, waarschuwt de EU. "We blijven de Chinese autoriteiten manen om zich aan de regels te houden."',
        "EU",
    ),
    ("en", 'The hacks are unacceptable, the EU warned. "We keep urging the Chinese authorities to stop these attacks."', "EU"),
]


@pytest.mark.parametrize(("lang", "text", "by"), URGED)
def test_who_is_urged_in_the_first_person_does_not_act(lang: str, text: str, by: str) -> None:
    reading = read(Document(id="u" * 64, path="u", text=text, lang=lang), lang)
    found = propose(reading)[1]["response"]
    acting = {c.key[0] for c in found if c.key[1] == "demand" for p in c.places if p.rule.partition("/")[2].startswith(("slot", "quote"))}
    assert acting == {by}


QUESTIONS = [
    ("de", "Zu Frage 6 (Wurde der russische Botschafter vorgeladen?): Nein."),
    ("de", "«Wurde der Botschafter einbestellt?», fragte die Abgeordnete."),
    ("nl", "Vraag 6 (Is de Russische ambassadeur ontboden?)"),
    ("fr", "Question 6 (L'ambassadeur a-t-il été convoqué ?) : non."),
    ("en", "On question 6 (Did Norway summon the ambassador?), the minister declined to answer."),
]


@pytest.mark.parametrize(("lang", "text"), QUESTIONS)
def test_what_is_asked_within_a_sentence_is_not_told(lang: str, text: str) -> None:
    found = candidates(lang, f"Belgien. Belgique. België. {text}", "response")
    asked = [place for one in found if one.key[1] == "summon" for place in one.places]
    assert asked
    assert all(place.seen.value("f:asked") for place in asked)


def test_what_stands_behind_a_question_is_told() -> None:
    text = 'Asked "why now?", Norway summoned the Russian ambassador.'
    found = places("en", text, "response", "NO", "summon")
    assert found
    assert not any(place.seen.value("f:asked") for place in found)


def test_who_joins_the_statement_of_others_supports_it() -> None:
    text = "Norwegen beschuldigt Russland. Albanien und Island schließen sich dieser Erklärung an."
    assert all("slot" in found("de", text, "response", key, "support") for key in ("AL", "IS"))
    reading = read(Document(id="t" * 64, path="t", text=text, lang="de"), "de")
    assert not any(blame.how == "join" for blame in reading.blames)
