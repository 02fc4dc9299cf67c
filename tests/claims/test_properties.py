"""Whatever the text: no exception, exact quotations, the same answer twice, and what stands beside a text adds nothing to it."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demarche.claims import extract
from demarche.model import Claims, Document

LANGS = ("nl", "en", "fr", "de")
ACCUSATION = {
    "en": "Norway accuses Russia of hacking its parliament. The Norwegian government said the Russian military intelligence service GRU was behind the cyberattack.",
    "nl": "Noorwegen beschuldigt Rusland van de hack van het parlement. Volgens de Noorse regering zit de Russische militaire inlichtingendienst GRU achter de cyberaanval.",
    "fr": "La Norvège accuse la Russie d'avoir piraté son parlement. Selon le gouvernement norvégien, le renseignement militaire russe, le GRU, est à l'origine de la cyberattaque.",
    "de": "Norwegen beschuldigt Russland, das Parlament gehackt zu haben. Nach Angaben der norwegischen Regierung steckt der russische Militärgeheimdienst GRU hinter dem Cyberangriff.",
}
UNRELATED = {
    "en": ["The train to Bergen was late again on Tuesday.", "Bakers expect a good summer.", "Spain won the final after extra time.", "The minister of culture opened a museum in Lisbon."],
    "nl": ["De trein naar Gent had dinsdag weer vertraging.", "Bakkers rekenen op een goede zomer.", "Spanje won de finale na verlenging.", "De minister van Cultuur opende een museum in Lissabon."],
    "fr": ["Le train pour Lyon avait encore du retard mardi.", "Les boulangers attendent un bel été.", "L'Espagne a gagné la finale en prolongation.", "La ministre de la Culture a inauguré un musée à Lisbonne."],
    "de": ["Der Zug nach Bergen hatte am Dienstag wieder Verspätung.", "Die Bäcker erwarten einen guten Sommer.", "Spanien gewann das Finale nach Verlängerung.", "Die Kulturministerin eröffnete ein Museum in Lissabon."],
}  # fmt: skip


def read(text: str, lang: str) -> Claims:
    return extract(Document(id="a" * 64, path="x", text=text, lang=lang))


def entries(claims: Claims) -> list:
    return [*claims.attributions, *claims.denials, *claims.responses, *claims.victims, *claims.techniques, *claims.objectives]


def pairs(claims: Claims) -> set:
    return {(a.by, a.to) for a in claims.attributions}


@given(st.text(max_size=400), st.sampled_from(LANGS))
@settings(max_examples=120, deadline=None)
def test_any_text(text: str, lang: str) -> None:
    assert read(text, lang) == read(text, lang)


@given(
    st.lists(st.sampled_from([s for texts in ACCUSATION.values() for s in texts.replace(".", " . ").split()]), max_size=80),
    st.sampled_from(LANGS),
)
@settings(max_examples=80, deadline=None)
def test_quotations_are_exact(words: list[str], lang: str) -> None:
    text = " ".join(words)
    for entry in entries(read(text, lang)):
        assert entry.quotes
        for quote in entry.quotes:
            assert text[quote.start : quote.end] == quote.exact


@pytest.mark.parametrize("lang", LANGS)
def test_plain_accusation(lang: str) -> None:
    assert ("NO", "RU") in pairs(read(ACCUSATION[lang], lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("seed", range(5))
def test_unrelated_sentences_change_no_accusation(lang: str, seed: int) -> None:
    order = random.Random(seed)
    lines = ACCUSATION[lang].split("\n")
    for sentence in order.sample(UNRELATED[lang], 3):
        lines.insert(order.randint(0, len(lines)), sentence)
    assert pairs(read("\n\n".join(lines), lang)) == pairs(read(ACCUSATION[lang], lang))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_to_say(lang: str) -> None:
    assert read("\n\n".join(UNRELATED[lang]), lang) == Claims(relevant=False)


def test_a_language_without_data_is_irrelevant() -> None:
    assert read("Norge beskyller Russland for hacking.", "xx") == Claims(relevant=False)
