"""One plain sentence is enough: who accuses whom of a hack makes a text relevant, whatever its words are like."""

from __future__ import annotations

import pytest

from demarche.claims import extract
from demarche.model import Document


def accusers(lang: str, text: str) -> set[tuple[str | None, str | None]]:
    claims = extract(Document(id="0" * 64, path="line.txt", text=text, lang=lang))
    return {(entry.by, entry.to) for entry in claims.attributions}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Chile has accused Bolivian hackers of breaking into the networks of its interior and defence ministries."),
        ("fr", "Le Chili accuse la Bolivie d'avoir piraté son Parlement."),
        ("de", "Chile wirft Bolivien vor, sein Parlament gehackt zu haben."),
        ("nl", "Chili beschuldigt Bolivia van het hacken van zijn parlement."),
    ],
)
def test_a_plain_accusation_stands_by_itself(lang: str, text: str) -> None:
    assert accusers(lang, text) == {("CL", "BO")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Chile has accused Bolivia of dumping steel; hackers had nothing to do with it."),
        ("fr", "Le Chili accuse la Bolivie de vendre ses poissons à perte."),
        ("de", "Chile wirft Bolivien vor, Fische unter Preis zu verkaufen."),
        ("nl", "Chili beschuldigt Bolivia van het dumpen van staal."),
    ],
)
def test_accusations_of_other_things_do_not(lang: str, text: str) -> None:
    assert accusers(lang, text) == set()
