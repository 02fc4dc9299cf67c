"""Who is heard in a sentence of several names, and who only is its accused, its loot or its outlet."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document

GUESSED = ("none", "issuer", "far", "other")


def reading(text: str) -> Reading:
    return read(Document(id="0" * 64, path="sentence.txt", text=text, lang="en"), "en")


def heard(text: str) -> set[tuple[str, str | None]]:
    """Every (claimant, accused state or group) of which the words of ``text`` themselves say who claims it."""
    blames = reading(text).blames
    return {(by, b.state or (b.group.name if b.group else None)) for b in blames for by, how in b.claimants if how not in GUESSED}


SURE = [
    ("Canada's cyber agency warned that hackers backed by Oslo steal files from ministries in Peru.", "CA", "NO"),
    ("Peru's police say a group known as Turla has been stealing documents from ministries in Chile.", "PE", "Turla"),
    ("Turla is suspected by Estonian police of stealing data from a hospital in Narva.", "EE", "Turla"),
    ("ESET, the minister recalled, had found Turla in the network.", "ESET", "Turla"),
    ("Peru, Canada's cyber agency says, has broken into three banks in Quito.", "CA", "PE"),
    ("According to the Washington Post, which cites two officials, it was the GRU that hacked the port.", "unnamed", "RU"),
    ("Chile's opposition leader Ana Rojas said Peru had hacked her phone.", "Ana Rojas", "PE"),
]


@pytest.mark.parametrize(("text", "by", "to"), SURE)
def test_neither_accused_nor_loot_nor_insertion_hides_who_speaks(text: str, by: str, to: str) -> None:
    assert (by, to) in heard(text)


SILENT = [
    "Turla attacks banks in several Gulf states.",
    "Norwegian hackers took down the websites of several Chilean ministries.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_harmed_is_not_heard(text: str) -> None:
    assert [v.key for row in reading(text).voices for v in row] == []


def test_a_measure_is_no_deed_of_the_state_that_takes_it() -> None:
    assert not any(blame.state == "NO" for blame in reading("Norway has seized a network of hundreds of infected routers.").blames)


def test_words_that_accuse_in_one_sentence_have_their_subject_before_an_addition() -> None:
    text = "The servers stood in Peru, minister Ana Rojas of Chile said, stressing that she was not accusing the Peruvian government."
    assert not any(by == "PE" for blame in reading(text).blames for by, how in blame.claimants if how == "slot")


TOGETHER = [
    ("An advisory by the NSA, Canada's CCCS and Japan's NISC warned that hackers linked to Minsk read mails.", {"US", "CA", "JP"}, "BY"),
    ("The NSA and agencies in Canada, Norway and Japan say hackers linked to Minsk read mails.", {"US", "CA", "NO", "JP"}, "BY"),
    ("Norway, Canada and Japan told of a gang which, they say, consists of hackers linked to Minsk.", {"NO", "CA", "JP"}, "BY"),
    ("Norway and Canada published a paper. The agencies warn that hackers linked to Minsk read mails.", {"NO", "CA"}, "BY"),
]


@pytest.mark.parametrize(("text", "by", "to"), TOGETHER)
def test_who_is_listed_speaks_together(text: str, by: set[str], to: str) -> None:
    assert by <= {key for key, accused in heard(text) if accused == to}
