"""Who accuses whom in sentences whose order, voice or attributes say it: each names several actors, of which only one may be taken."""

from __future__ import annotations

import pytest

from demarche.claims.extract import extract
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
    ("en", "The service in Stockholm believes the hackers serve Belarus.", "SE", "BY"),
    ("nl", "Vorige week stelt de AIVD in haar jaarverslag dat Iran ballingen heeft gehackt.", "NL", "IR"),
    ("fr", "Accusée par La Haye de piratage, la Chine proteste.", "NL", "CN"),
    ("de", "Tokios Polizeibehörde NPA und das FBI haben Nordkorea als Täter des Hackerangriffs ausgemacht.", "JP", "KP"),
    ("de", "Marokko soll, so ein Bericht des EU-Parlaments, zwei Minister mit einem Trojaner gehackt haben.", "EU", "MA"),
    ("nl", "Bekend werd het pas nadat het noodcentrum CVERC de NSA had aangewezen als inbreker.", "CN", "US"),
    ("fr", "Les services ukrainiens accusent les Russes d'avoir piraté le ministère.", "UA", "RU"),
    ("en", "Albania's parliament said Iranian state hackers calling themselves Homeland Justice had broken in.", "AL", "IR"),
    ("en", "Prosecutors in Munich say Russian hackers stole the data.", "DE", "RU"),
    ("fr", "La Chine est « à l'origine » de la cyberattaque, selon Microsoft.", "Microsoft", "CN"),
    ("nl", "Hoofdverdachte van de hack is volgens de Keniaanse regering Iran.", "KE", "IR"),
    ("de", "Das US-Justizministerium hat vier Offiziere der chinesischen Volksbefreiungsarmee wegen des Hacks angeklagt.", "US", "CN"),
    ("fr", "Kaspersky, société moscovite, accuse les services américains d'avoir piraté des iPhone.", "Kaspersky", "US"),
    ("de", "Putins Hacker haben das Ministerium angegriffen, sagt Oslo.", "NO", "RU"),
    ("nl", "Terwijl Nairobi met Peking onderhandelde, hackten Chinese hackers het ministerie, zegt Kenia.", "KE", "CN"),
    ("nl", "Chinese hackers lazen mee, zeiden drie functionarissen tegen Reuters.", "unnamed", "CN"),
    ("de", "Die israelische Firma Check Point ordnet den Hackerangriff der iranischen Gruppe Educated Manticore zu.", "Check Point", "IR"),
    ("de", "Der Verfassungsschutz VDD macht Russland für den Hackerangriff verantwortlich.", "LV", "RU"),
    ("nl", "PARIJS - De Verenigde Staten en Canada houden China verantwoordelijk voor de hack van mailservers.", "CA", "CN"),
    ("nl", "Nieuw-Zeeland schaart zich achter de Britse vaststelling dat China de kiesraad heeft gehackt.", "GB", "CN"),
    ("nl", "Rusland noemt de Nederlandse aantijgingen over de hack kletspraak.", "NL", "RU"),
    ("en", "A French firm was hacked in what the state secretary described as espionage in the interest of Beijing.", "FR", "CN"),
    ("fr", "Dans une déclaration publiée à Bruxelles, l'Allemagne, la Lettonie et la Suède accusent la Russie de piratage.", "SE", "RU"),
    ("de", "Sri Lankas Regierung macht China für den Hackerangriff verantwortlich.", "LK", "CN"),
    ("fr", "C'est un service russe qui a piraté les horaires en gare de Riga, selon la Lettonie.", "LV", "RU"),
    ("de", "Nordkoreaner haben die Firma gehackt, sagt Seoul.", "KR", "KP"),
    ("de", "Die Hacker arbeiten, so Oslo, für den russischen Geheimdienst.", "NO", "RU"),
    ("en", "The Guardian and a consortium of partners report that the Rwandan government hacked the phones.", "The Guardian", "RW"),
    ("en", "Amnesty International reports that Rwanda hacked the phones.", "Amnesty International", "RW"),
    ("en", "Canberra called in the Chinese ambassador over the hack of the water works.", "AU", "CN"),
    ("en", "The Russian ambassador was summoned by Dublin over the hack of the health service.", "IE", "RU"),
    ("nl", "Australië meldde dat Chinese technici de servers hadden gehackt.", "AU", "CN"),
    ("nl", "Denemarken noemt Rusland de dader van de hack.", "DK", "RU"),
    ("nl", "De cyberaanval op het luchtverkeerscentrum van Riga komt uit Rusland, zegt de NAVO.", "NATO", "RU"),
    ("fr", "La Russie, que Londres accuse d'avoir piraté ses députés, dément.", "GB", "RU"),
    ("en", "Iran, which Israel blames for the hack of its water works, denies it.", "IL", "IR"),
    ("fr", "Le FSB, à qui Kiev reproche d'avoir piraté les ministères, dément.", "UA", "RU"),
    ("fr", "Une note du renseignement belge, consultée par Le Soir, accuse l'Iran de piratage.", "BE", "IR"),
    ("en", "We hold China responsible for the hack of the Storting, the government in Oslo said.", "NO", "CN"),
    ("en", "China commissioned the Storting hack, Norway's security service says.", "NO", "CN"),
    ("nl", "Berlijn zoekt de schuldige niet langer: Rusland heeft de mail van de Bondsdag gekraakt.", "DE", "RU"),
    ("de", "US-Außenminister Blinken sagte, China habe die Häfen gehackt.", "US", "CN"),
    ("de", "Den Einbruch kreidet Wellington einer Gruppe aus der Provinz Hainan an.", "NZ", "CN"),
    ("fr", "La Chine, affirme Mandiant, a infecté les téléphones.", "Mandiant", "CN"),
    ("fr", "Selon Séoul, des Nord-Coréens ont piraté les réseaux de Daewoo.", "KR", "KP"),
    ("nl", "Letland wijst samen met Estland China aan als dader van de hack.", "LV", "CN"),
    ("de", "London hat China als Täter des Hackerangriffs benannt.", "GB", "CN"),
    ("nl", "Londen heeft China als dader van de hack aangewezen.", "GB", "CN"),
    ("fr", "La Russie a piraté le ministère, confie un haut fonctionnaire à Paris Match.", "unnamed", "RU"),
    ("nl", "België schrijft de tweede inbraak niet op naam van de Britten maar van de Fransen.", "BE", "FR"),
    ("nl", "De malware is volgens Poolse onderzoekers Russisch.", "unnamed", "RU"),
    ("nl", "In mei heeft Rusland het ministerie gehackt, zegt de AIVD.", "NL", "RU"),
    ("de", "Kenias Geheimdienst NIS wirft China vor, das Ministerium gehackt zu haben.", "KE", "CN"),
    (
        "fr",
        "Les pirates qui ont vidé la messagerie du Parlement travaillaient pour Rabat, dit le ministre roumain de l'Intérieur.",
        "RO",
        "MA",
    ),
    ("de", "Der Angriff war laut Warschau russisch.", "PL", "RU"),
    ("en", "Kyiv accuses Putin of ordering the hack of the power grid.", "UA", "RU"),
    ("de", "Berlin macht Putin für den Hackerangriff verantwortlich.", "DE", "RU"),
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


ACROSS = [
    (
        "de",
        "Die Bundesanwaltschaft hat Anklage gegen einen Russen erhoben. Er soll für den GRU ins Netz des Bundestags eingedrungen sein.",
        "DE",
        "RU",
    ),
    ("en", "ESET ascribes the hack to Sednit. The group works for Russia's GRU, the Slovak company writes.", "ESET", "RU"),
    ("en", "Norway, Denmark and Sweden were hit by hackers. All three accused Russia of the hack.", "DK", "RU"),
    ("nl", "Wie zat er achter de hack van het ministerie? Rusland, zegt de minister in Oslo.", "NO", "RU"),
    ("nl", "Minister Jan Lipavsky sprak in Praag van een hack. Volgens Lipavsky zit Rusland achter de hack.", "CZ", "RU"),
]


@pytest.mark.parametrize(("lang", "text", "by", "to"), ACROSS)
def test_an_accusation_may_spread_over_two_sentences(lang: str, text: str, by: str, to: str) -> None:
    assert (by, to) in blamed(lang, text)


def test_a_group_is_known_by_a_hacker_word_in_the_sentence_beside() -> None:
    assert ("UA", None) in blamed("fr", "La cyberattaque a coupé la ligne. Kiev accuse Sandworm.")


REFUSED = [
    ("en", "Norway did not blame China for the hack of parliament."),
    ("fr", "Oslo n'a pas attribué le piratage du parlement à la Chine."),
    ("nl", "Noorwegen wees China niet aan als dader van de hack."),
    ("de", "Norwegen hat China nicht beschuldigt, das Parlament gehackt zu haben."),
]


@pytest.mark.parametrize(("lang", "text"), REFUSED)
def test_an_accusation_that_is_not_made_is_no_claim(lang: str, text: str) -> None:
    assert not extract(Document("0" * 64, "t", text, lang)).attributions


def test_whose_the_harmed_are_ties_nobody() -> None:
    assert blamed("en", "Kaspersky says the wiper targeted machines belonging to the Iranian oil ministry.") == set()


def test_members_of_what_was_attacked_are_no_attackers() -> None:
    assert blamed("en", "Members of the Belgian parliament were targeted by hackers, according to Norway.") == set()


def test_who_leans_to_a_state_does_not_act_for_it() -> None:
    assert blamed("en", "The BSI attributed the DDoS attacks to the pro-Russian group NoName057(16).") == {("DE", None)}


def test_a_dateline_accuses_nobody() -> None:
    found = blamed("nl", "PARIJS (ANP) - De Verenigde Staten houden China verantwoordelijk voor de hack van mailservers.")
    assert {by for by, _ in found} == {"US"}


ASIDE = [
    ("en", "Norway blamed not Russia but China for the hack.", "NO", "CN"),
    ("en", "It was China and not Russia that hacked the parliament, Norway says.", "NO", "CN"),
    ("fr", "La Norvège accuse non pas la Russie mais la Chine de piratage.", "NO", "CN"),
    ("nl", "België schrijft de tweede inbraak niet op naam van de Britten maar van de Fransen.", "BE", "FR"),
]


@pytest.mark.parametrize(("lang", "text", "by", "to"), ASIDE)
def test_who_is_named_only_to_be_set_aside_is_not_accused(lang: str, text: str, by: str, to: str) -> None:
    assert {pair for pair in blamed(lang, text) if pair[0] == by} == {(by, to)}


APART = [
    ("en", "China hacked the mail servers, says Australia; Iran hacked the bank, says Canada."),
    ("de", "China hat die Server gehackt, sagt Australien; der Iran hat die Bank gehackt, sagt Kanada."),
]


@pytest.mark.parametrize(("lang", "text"), APART)
def test_a_semicolon_parts_those_who_speak(lang: str, text: str) -> None:
    reading = read(Document(id="0" * 64, path="sentence.txt", text=text, lang=lang), lang)
    assert {(by, b.state) for b in reading.blames for by, how in b.claimants if how == "subject"} == {("AU", "CN"), ("CA", "IR")}
