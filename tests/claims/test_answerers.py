"""Who answers where the grammar names nobody, or only those the answer is aimed at."""

from __future__ import annotations

import pytest

from demarche.claims.propose import propose
from demarche.claims.reading import read
from demarche.model import Document


def ways(lang: str, text: str, kind: str) -> dict[str, set[str]]:
    """How each possible actor of the answers of ``kind`` was found."""
    found: dict[str, set[str]] = {}
    for candidate in propose(read(Document(id="a" * 64, path="a", text=text, lang=lang), lang))[1]["response"]:
        if candidate.key[1] == kind:
            found.setdefault(candidate.key[0], set()).update(place.rule.split("/")[1] for place in candidate.places)
    return found


BLAMED = {
    "en": "Estonia blames Russia for the hack of its registry. ",
    "nl": "Estland geeft Rusland de schuld van de hack van zijn register. ",
    "de": "Estland macht Russland für den Hack seines Registers verantwortlich. ",
    "fr": "L'Estonie accuse la Russie du piratage de son registre. ",
}


@pytest.mark.parametrize(
    ("lang", "text", "kind", "by"),
    [
        ("en", "The Russian envoy was called in at the ministry in Tallinn.", "summon", "EE"),
        ("nl", "De Russische zaakgelastigde werd ontboden in Tallinn.", "summon", "EE"),
        ("de", "Der russische Geschäftsträger wurde in Tallinn einbestellt.", "summon", "EE"),
        ("fr", "Une enquête a été ouverte à Tallinn.", "investigate", "EE"),
        ("en", "In Warsaw, two officers of the GRU were indicted.", "indict", "PL"),
    ],
)
def test_the_house_at_which_it_is_done_answers(lang: str, text: str, kind: str, by: str) -> None:
    assert "seat" in ways(lang, BLAMED[lang] + text, kind)[by]


def test_a_place_of_the_attack_is_no_house() -> None:
    found = ways(
        "en", BLAMED["en"] + "Two officers of the GRU were indicted over a long series of break-ins at ports in Portugal.", "indict"
    )
    assert "seat" not in found.get("PT", set())


def test_behind_the_accused_stands_who_acts() -> None:
    text = BLAMED["nl"] + "Letland heeft vijf officieren van de Russische inlichtingendienst op de sanctielijst gezet."
    assert ways("nl", text, "sanction")["LV"] & {"slot", "behind"}


def test_the_accused_that_acts_hides_nobody() -> None:
    found = ways("en", BLAMED["en"] + "Moscow demanded that Tallinn withdraw the charge.", "demand")
    assert "behind" not in found.get("EE", set())


def test_a_body_acts_by_the_words_that_begin_with_it() -> None:
    found = ways("en", BLAMED["en"] + "A federal grand jury returned an indictment against five officers of the GRU.", "indict")
    assert "slot" in found["US"]


@pytest.mark.parametrize(
    ("lang", "text", "kind", "by"),
    [
        ("en", "Norway pledged two million to bolster Moldova's cyber defences.", "cooperate", "NO"),
        ("en", "Danish police secured the servers.", "investigate", "DK"),
        ("nl", "De Deense politie hield een hacker aan in Odense.", "indict", "DK"),
        ("nl", "Noorwegen trekt twee miljoen euro uit voor de cyberverdediging van Moldavië.", "cooperate", "NO"),
        ("de", "Nach dem Angriff stellte die dänische Polizei mehrere Server sicher.", "investigate", "DK"),
        ("de", "Norwegen hob nach dem Cyberangriff die Warnstufe an.", "advise", "NO"),
        ("fr", "La Norvège débloque deux millions d'euros pour la cyberdéfense de la Moldavie.", "cooperate", "NO"),
        ("fr", "La police danoise a saisi des serveurs après le piratage.", "investigate", "DK"),
    ],
)
def test_answers_told_by_what_is_done_with_people_and_things(lang: str, text: str, kind: str, by: str) -> None:
    assert ways(lang, text, kind)[by] & {"slot", "slot-accused", "actor"}
