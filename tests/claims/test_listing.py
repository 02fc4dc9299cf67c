"""Lists that a word of harm opens: whom they name is hit, however far behind."""

from __future__ import annotations

import pytest

from demarche.claims.listing import headed
from demarche.claims.reading import read
from demarche.model import Document


def named(lang: str, text: str) -> set[str]:
    """The nouns for victims in the list that the first sentence opens."""
    reading = read(Document(id="t" * 64, path="t", text=text, lang=lang), lang)
    nouns = [(h.first, h.last) for h in reading.slots[0].has("victim")]
    return {reading.note.words(*noun) for noun in headed(reading.slots[0], nouns)}


LISTED = [
    ("de", "Ausgespäht wurden neben den Wahlbehörden mehrere Ministerien, darunter Inneres und Finanzen, der Senat und Redaktionen.", "Redaktionen"),
    ("de", "Im Visier: Universitäten im hohen Norden des Landes, ein Krankenhaus mit mehr als tausend Betten und Verlage.", "Verlage"),
    ("en", "Targets include a bank with branches in three countries, a trade union and two universities.", "universities"),
    ("fr", "Ont été touchés deux ministères, dont ceux de l'intérieur et des finances, un hôpital de plus de mille lits et des journaux.", "journaux"),
    ("nl", "Getroffen zijn twee ministeries, waaronder die van Financiën, een ziekenhuis met meer dan duizend bedden en kranten.", "kranten"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "last"), LISTED)
def test_a_list_that_harm_opens_is_hit_to_its_end(lang: str, text: str, last: str) -> None:
    assert last in named(lang, text)


@pytest.mark.parametrize(
    ("lang", "text", "outside"),
    [
        ("en", "Targets include a bank in three countries and a trade union, said two universities.", "universities"),
        ("de", "Im Visier: Universitäten im Norden und ein Krankenhaus, teilten die Verlage mit.", "Verlage"),
        ("en", "Newspapers say that targets include a bank, two universities and a trade union.", "Newspapers"),
    ],
)
def test_who_tells_of_the_list_is_not_in_it(lang: str, text: str, outside: str) -> None:
    assert outside not in named(lang, text)
