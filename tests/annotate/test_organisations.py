"""Organisations that no list has are known by the noun that introduces them."""

from __future__ import annotations

import pytest

from demarche.annotate import annotate
from demarche.claims.reading import read
from demarche.model import Document

INTRODUCED = [
    ("en", "According to the Prague-based cybersecurity company Hakom, Russian intelligence hacked the radio.", "company", "Hakom"),
    ("en", "The rights group Tinfoil Watch accuses Serbia of hacking its staff's phones.", "ngo", "Tinfoil Watch"),
    ("en", "Nozmo, a security company in Osaka, attributed the hack to China.", "company", "Nozmo"),
    ("en", "The newspaper Dnevnik Plus reports that the Russians hacked the ministry.", "media", "Dnevnik Plus"),
    ("nl", "Beveiligingsbedrijf Hakom schrijft de hack toe aan Rusland.", "company", "Hakom"),
    ("nl", "Burgerrechtenorganisatie Vrijspraak beschuldigt Marokko van het hacken van telefoons.", "ngo", "Vrijspraak"),
    ("de", "Das Sicherheitsunternehmen Hakom macht Russland für den Hackerangriff verantwortlich.", "company", "Hakom"),
    ("de", "Wie die Zeitung Tageblick berichtet, hat China das Ministerium gehackt.", "media", "Tageblick"),
    ("fr", "La société de cybersécurité Hakom accuse la Russie d'avoir piraté le parlement.", "company", "Hakom"),
    ("fr", "Selon l'ONG Presse Debout, le Maroc a piraté les téléphones des journalistes.", "ngo", "Presse Debout"),
]


def document(lang: str, text: str) -> Document:
    return Document(id="0" * 64, path="t", text=text, lang=lang)


@pytest.mark.parametrize(("lang", "text", "kind", "name"), INTRODUCED)
def test_the_noun_before_or_behind_a_name_makes_it_an_organisation_that_accuses(lang: str, text: str, kind: str, name: str) -> None:
    note = annotate(document(lang, text), lang)
    assert (kind, name) in {(m.type, m.key) for m in note.mentions}
    blames = read(document(lang, text), lang).blames
    assert name in {by for blame in blames for by, how in blame.claimants if how not in ("none", "issuer")}


def test_the_name_is_known_wherever_it_returns() -> None:
    text = "The hack of the port was studied by the security firm Hakom. On Monday Hakom laid it at the door of Beijing."
    note = annotate(document("en", text), "en")
    assert [m.sentence for m in note.mentions if m.key == "Hakom"] == [0, 1]


SILENT = [
    ("en", "Hackers from China broke into the shipping company Oceanic Bulk."),
    ("de", "Chinesische Hacker drangen bei dem Unternehmen Ozeanfracht ein."),
    ("en", "Ali Reza, a newspaper editor, was hacked by Iran."),
]


@pytest.mark.parametrize(("lang", "text"), SILENT)
def test_who_is_attacked_and_never_speaks_is_none(lang: str, text: str) -> None:
    note = annotate(document(lang, text), lang)
    assert not [m for m in note.mentions if m.type in ("company", "media", "ngo")]
