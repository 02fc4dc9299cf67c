"""Groups that tell of their own deeds speak for themselves and for no state."""

from __future__ import annotations

import pytest

from demarche.claims.propose import propose
from demarche.claims.reading import read
from demarche.model import Document

BOASTS = [
    ("nl", "Predatory Sparrow meldde zich. 'Wij hebben de servers van de bank gewist', schreef de groep dinsdag.", "Predatory Sparrow"),
    ("en", "Handala Hack wrote on its channel that it had stolen the mail of the ministry.", "Handala"),
    ("de", "Die Cyber Partisans schrieben, sie hätten die Server der Bahn gelöscht.", "Cyber Partisans"),
    ("fr", "Les Cyber Partisans ont écrit avoir effacé les serveurs des chemins de fer.", "Cyber Partisans"),
]


@pytest.mark.parametrize(("lang", "text", "group"), BOASTS)
def test_a_group_that_tells_of_its_deed_claims_it(lang: str, text: str, group: str) -> None:
    reading = read(Document(id="b" * 64, path="b", text=text, lang=lang), lang)
    own = [b for b in reading.blames if b.how == "boast" and b.group is not None]
    assert any(b.group is not None and b.group.name.startswith(group) and b.claimants == [(b.group.name, "slot")] for b in own)


def test_who_tells_of_a_groups_deed_is_not_the_group() -> None:
    text = "Predatory Sparrow is well known. Microsoft said the group had wiped the bank's servers."
    reading = read(Document(id="b" * 64, path="b", text=text, lang="en"), "en")
    assert not [b for b in reading.blames if b.how == "boast"]
    assert [v.key for v in reading.voices[1]] == ["Microsoft"]


def test_a_name_that_is_also_a_word_counts_in_a_document_about_hacking() -> None:
    about = "Hackers broke into the bank. The hackers stole its mail. Spies hacked the ministry. "
    text = "{}It rained. It rained again. Officials speak of Sandworm."
    mentions = read(Document(id="b" * 64, path="b", text=text.format(about), lang="en"), "en").note.mentions
    assert "Sandworm" in [m.name for m in mentions if m.type == "group"]
    alone = read(Document(id="b" * 64, path="b", text=text.format(""), lang="en"), "en").note.mentions
    assert not [m for m in alone if m.type == "group"]


def test_each_of_two_groups_claims_its_own_deed() -> None:
    text = "Silent Crow and the Cyber Partisans claimed responsibility for the hack."
    reading = read(Document(id="b" * 64, path="b", text=text, lang="en"), "en")
    assert all([by for by, _ in b.claimants] == [b.group.name] for b in reading.blames if b.group is not None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Belgien macht China für den Angriff verantwortlich. Genannt werden die Gruppen APT27, APT30, APT31 und Gallium."),
        ("en", "Belgium blames China for the hack of its ministry. Named are the groups APT27, APT30 and APT31."),
    ],
)
def test_groups_that_are_only_named_do_not_accuse_themselves(lang: str, text: str) -> None:
    _, kinds = propose(read(Document(id="b" * 64, path="b", text=text, lang=lang), lang))
    assert {"APT31"} <= {candidate.key[1] for candidate in kinds["group"]}
    assert not [candidate.key for candidate in kinds["group"] if candidate.key[0] == candidate.key[1]]
