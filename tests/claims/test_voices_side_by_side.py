"""Who of several named in a sentence speaks: tied pronouns, agents, partners, and those whom the words are about."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(lang: str, text: str) -> Reading:
    return read(Document(id="v" * 64, path="v", text=text, lang=lang), lang)


def voices(lang: str, text: str, sentence: int = 0) -> set[str]:
    return {v.key for v in reading(lang, text).voices[sentence] if v.distance == 0}


def claimed(lang: str, text: str, state: str) -> set[tuple[str, str]]:
    """Claimants of the blames of ``state``, with how each was found."""
    return {pair for b in reading(lang, text).blames if b.state == state for pair in b.claimants}


def test_the_accused_does_not_stand_between_a_blame_and_who_speaks() -> None:
    text = "Israël assure que le ministère iranien du Renseignement s'est glissé dans les caméras de surveillance."
    assert ("IL", "other") not in claimed("fr", text, "IR")
    assert ("IL", "subject") in claimed("fr", text, "IR")


def test_an_agent_behind_a_preposition_that_ends_in_its_name_accuses() -> None:
    text = "Le Maroc a été accusé par l'agence Reuters d'avoir piraté des diplomates."
    assert ("Reuters", "slot") in claimed("fr", text, "MA")


def test_who_is_told_by_somebody_does_not_tell_it() -> None:
    assert voices("fr", "Le groupe norvégien Equinor a été averti par le PST que des pirates russes le visaient.") == {"NO"}


def test_a_pronoun_tied_to_its_verb_speaks_and_not_the_name_before() -> None:
    text = "Le ministère lituanien a parlé. Ghostwriter, rappelle-t-il, c'est Minsk."
    assert voices("fr", text, 1) == {"LT"}


NAMED = [
    ("La Chine a piraté le port, affirme la société pékinoise Qihoo 360.", "Qihoo 360"),
    ("Hanoï logeait les pirates, estiment les analystes de Group-IB.", "Group-IB"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_noun_for_a_firm_gives_way_to_the_name_behind_it(text: str, name: str) -> None:
    assert name in voices("fr", text)


PARTNERS = [
    ("fr", "Le groupe est chinois, avertissent la NSA et ses partenaires canadiens et australiens.", {"US", "CA", "AU"}),
    ("fr", "La France et ses partenaires européens accusent la Chine d'avoir piraté un port.", {"FR"}),
    ("en", "The FBI and its partners in Canada and Australia said Chinese hackers had entered the port.", {"US", "CA", "AU"}),
    ("en", "The US agency CISA and the Canadian cyber centre said Chinese hackers had entered the port.", {"US", "CA"}),
]


@pytest.mark.parametrize(("lang", "text", "keys"), PARTNERS)
def test_partners_speak_with_the_body_that_has_them(lang: str, text: str, keys: set[str]) -> None:
    assert voices(lang, text) == keys


def test_a_note_that_agencies_publish_speaks_for_all_of_them() -> None:
    text = (
        "L'avis a été publié par la direction australienne des transmissions (ASD), avec ses homologues du Canada, du Japon et d'Allemagne."
    )
    assert voices("fr", text) == {"AU", "CA", "JP", "DE"}


COUNTED = [
    ("fr", "Helsinki a coopéré avec Tallinn et Stockholm. Les trois pays accusent la Russie d'avoir piraté un ferry.", {"FI", "EE", "SE"}),
    ("en", "Finland worked with Estonia and Sweden. The three countries accuse Russia of hacking a ferry.", {"FI", "EE", "SE"}),
    ("fr", "Riga s'est jointe à Tallinn et Vilnius. Les deux pays accusent la Russie d'avoir piraté un ferry.", {"EE", "LT"}),
]


@pytest.mark.parametrize(("lang", "text", "keys"), COUNTED)
def test_the_number_of_countries_tells_which_are_meant(lang: str, text: str, keys: set[str]) -> None:
    assert {key for key, _ in claimed(lang, text, "RU")} == keys


RELATIVE = [
    ("fr", "La Lituanie, qui accuse Minsk d'avoir piraté un port, a parlé.", "LT", "BY"),
    ("fr", "Le gouvernement danois, qui décrit le groupe comme un bras du renseignement russe, a été piraté.", "DK", "RU"),
]


@pytest.mark.parametrize(("lang", "text", "speaks", "named"), RELATIVE)
def test_behind_a_relative_pronoun_that_is_the_subject_no_name_speaks(lang: str, text: str, speaks: str, named: str) -> None:
    found = voices(lang, text)
    assert named not in found
    assert speaks in found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Riga soupçonne la Biélorussie, mais n'exclut pas que la Russie ait prêté main-forte au piratage."),
        ("en", "Riga suspects Belarus, but does not rule out that Russia hacked the port."),
    ],
)
def test_the_verb_behind_but_has_the_subject_of_the_one_before(lang: str, text: str) -> None:
    assert "BY" not in {key for key, _ in claimed(lang, text, "RU")}


def test_who_is_linked_in_a_relative_clause_is_blamed_with_whom_the_group_serves() -> None:
    found = reading("fr", "Des traces relevées par ESET mènent à Gamaredon, un groupe que l'Ukraine rattache au FSB.").blames
    assert any(b.group is not None and b.group.name == "Gamaredon" and ("UA", "slot") in b.claimants for b in found)


def test_the_name_before_a_relative_clause_is_accused_whatever_governs_it() -> None:
    text = "Edi Rama a plaisanté à propos de l'Iran, auquel il impute le piratage de la police albanaise."
    assert ("AL", "slot") in claimed("fr", text, "IR")
