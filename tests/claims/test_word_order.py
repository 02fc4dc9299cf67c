"""Who speaks and who is blamed where Dutch and German put the verb last, insert clauses, or take up the speaker with a pronoun."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(lang: str, text: str) -> Reading:
    return read(Document(id="w" * 64, path="w", text=text, lang=lang), lang)


def heard(lang: str, text: str, sentence: int = 0) -> set[str]:
    """Those who are heard in a sentence itself."""
    return {v.key for v in reading(lang, text).voices[sentence] if v.distance == 0}


def blamed(lang: str, text: str) -> set[tuple[str, str | None]]:
    """Each claimant with each state or group blamed."""
    blames = reading(lang, text).blames
    return {(key, b.state or (b.group.name if b.group else None)) for b in blames for key, _ in b.claimants}


@pytest.mark.parametrize(
    ("lang", "text", "keys"),
    [
        ("nl", "Noorwegen heeft na lang speurwerk, waarbij vrienden hielpen, meegedeeld dat de kraak het werk was van China.", {"NO"}),
        ("nl", "Drie mensen die over het onderzoek zijn bijgepraat, vertelden dat China de servers kraakte.", {"unnamed"}),
        ("nl", "Vijf bronnen hebben het aan persbureau Reuters verteld.", {"unnamed"}),
        ("nl", "Finland had Estland verteld dat hackers in opdracht van Peking de servers hadden gekraakt.", {"FI"}),
        ("de", "Norwegen hat Dänemark mitgeteilt, dass russische Hacker die Server geknackt haben.", {"NO"}),
        ("nl", "Hoge bronnen vertelden aan de krant dat het volgens hen om China gaat.", {"unnamed"}),
    ],
)
def test_who_speaks(lang: str, text: str, keys: set[str]) -> None:
    assert heard(lang, text) == keys


def test_a_pronoun_goes_on_with_a_source_without_a_name() -> None:
    text = "Vier bronnen hebben dat verteld over de kraak bij de Noorse haven. De daders zijn volgens hen hackers uit China."
    assert heard("nl", text, 1) == {"unnamed"}


def test_a_comma_that_parts_two_clauses_makes_nobody_speak() -> None:
    assert "ET" not in heard("de", "Äthiopien hat, davon sind die Forscher überzeugt, ein Radio in London verwanzt.")


def test_the_speaker_is_not_whom_his_clause_blames() -> None:
    found = blamed("nl", "China hackt al jaren. Het Britse NCSC acht het vrijwel zeker dat de dienst verantwoordelijk was voor de hack.")
    assert ("GB", "GB") not in found
    assert not any(state == "GB" for _, state in found)


def test_a_clause_put_in_before_the_verb_hides_no_subject() -> None:
    text = "Iran heeft de beschuldiging van Albanië dat het achter de cyberaanval op de haven zit, als ongegrond van de hand gewezen."
    assert ("AL", "IR") in blamed("nl", text)


def test_an_adjective_before_what_was_attacked_blames_nobody() -> None:
    assert not any(state == "LV" for _, state in blamed("nl", "Gisteren zijn tweehonderd Letse websites beklad met een foto."))


def test_a_demonstrative_behind_its_verb() -> None:
    assert ("Mandiant", "APT31") in blamed("nl", "Mandiant schrijft die inbraak toe aan APT31.")


def test_the_end_of_a_compound_says_nothing() -> None:
    assert "WhatsApp" not in heard("nl", "Volgens Amnesty Tech werd zijn telefoon besmet toen hij een WhatsApp-bericht opende.")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Volgens een vertrouwelijk rapport van de Verenigde Naties stalen Noord-Koreaanse hackers het geld.", {"UN"}),
        ("De krant Le Monde meldt op basis van vertrouwelijke stukken dat China de Unie afluisterde.", {"Le Monde"}),
        ("Volgens een vertrouwelijk rapport kraakte China de servers.", {"unnamed"}),
    ],
)
def test_papers_nobody_was_meant_to_see(text: str, keys: set[str]) -> None:
    assert heard("nl", text) == keys


def test_what_is_put_in_behind_the_verb_is_not_its_subject() -> None:
    found = blamed("nl", "Destijds legde Mandiant, dat Barracuda hielp, de schuld voor de hack bij China.")
    assert ("Barracuda", "CN") not in found


REASONS = [
    ("nl", "De FBI heeft tweehonderd domeinen in beslag genomen waarmee de Russische GROe ambtenaren besmette.", "US", "RU"),
    ("en", "Norway has expelled two officers who hacked its parliament for China.", "NO", "CN"),
]


@pytest.mark.parametrize(("lang", "text", "by", "to"), REASONS)
def test_the_reason_for_a_measure_is_told_by_who_takes_it(lang: str, text: str, by: str, to: str) -> None:
    found = {(key, b.state): how for b in reading(lang, text).blames for key, how in b.claimants}
    assert found[by, to] == "reason"


def test_who_takes_a_measure_is_not_blamed_for_what_it_is_about() -> None:
    text = "Amerikaanse rechercheurs hebben een man aangeklaagd die voor de GROe de servers van een haven zou hebben gewist."
    assert not any(state == "US" for _, state in blamed("nl", text))


def test_the_service_behind_the_verb_is_blamed_and_not_the_ministry_within_it() -> None:
    text = "Londen schrijft de cyberaanval op het Oekraïense ministerie toe aan de Russische dienst GROe."
    found = blamed("nl", text)
    assert ("GB", "RU") in found
    assert ("GB", "UA") not in found
