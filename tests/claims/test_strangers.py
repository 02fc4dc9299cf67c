"""People known by nothing but their name speak for themselves; appositions part nobody from what they say."""

from __future__ import annotations

import pytest

from demarche.claims.reading import Reading, read
from demarche.model import Document


def reading(lang: str, text: str) -> Reading:
    return read(Document(id="s" * 64, path="s", text=text, lang=lang), lang)


SPOKEN = [
    ("en", "Jane Rowe, an independent analyst in Boston, said Russia was behind the attacks on Georgia.", "Jane Rowe"),
    ("en", 'The trail leads to Moscow, said Jane Rowe of a small firm. "The hackers work there."', "Jane Rowe"),
    ("nl", "Jan Vermeer, analist in Boston, zegt dat Rusland achter de hack zit.", "Jan Vermeer"),
    ("fr", "Jeanne Rouet, chercheuse à Lyon, affirme que la Russie a piraté le ministère.", "Jeanne Rouet"),
    ("de", "Russland stecke hinter dem Angriff, sagte Hanna Roth.", "Hanna Roth"),
]


@pytest.mark.parametrize(("lang", "text", "name"), SPOKEN)
def test_a_full_name_beside_a_reporting_word_is_the_voice(lang: str, text: str, name: str) -> None:
    assert [v.key for v in reading(lang, text).voices[0]] == [name]


def test_a_stranger_is_known_again_by_the_surname() -> None:
    read_so = reading("en", "Russia did it, said Jane Rowe. It rained. Rowe added that the hackers had stolen mail.")
    assert [v.key for v in read_so.voices[2]] == ["Jane Rowe"]


def test_who_an_office_introduces_speaks_for_it() -> None:
    read_so = reading("en", "The British foreign secretary, Jane Rowe, said Russia was behind the attacks.")
    assert [v.key for v in read_so.voices[0]] == ["GB"]


APPOSED = [
    ("en", "Microsoft, a software maker, said Russia was behind the attacks.", "Microsoft"),
    ("en", "Russia, a big power, was behind it, said Norway.", "NO"),
    ("nl", "Rusland, een grootmacht, zit erachter, zei Noorwegen.", "NO"),
]


@pytest.mark.parametrize(("lang", "text", "key"), APPOSED)
def test_an_apposition_parts_nobody_from_the_verb(lang: str, text: str, key: str) -> None:
    assert [v.key for v in reading(lang, text).voices[0]] == [key]


QUOTED = [
    ("de", "Der „Spiegel“ berichtet, China habe den Reichstag gehackt.", "Der Spiegel"),
    ("de", "Wie die «NZZ» schreibt, hat China den Reichstag gehackt.", "NZZ"),
    ("nl", 'De "Volkskrant" meldt dat China het parlement heeft gehackt.', "De Volkskrant"),
]


@pytest.mark.parametrize(("lang", "text", "key"), QUOTED)
def test_an_outlet_in_quotation_marks_speaks(lang: str, text: str, key: str) -> None:
    assert [v.key for v in reading(lang, text).voices[0]] == [key]


def test_words_written_large_for_where_they_stand_are_no_names() -> None:
    for text in (
        "Seit Mittwoch warnt die Polizei vor dem Hackerangriff. Sie warnt seit Tagen.",
        "Landwirtschaftsminister Richard Takac sagte, Russland stecke hinter dem Hackerangriff.",
    ):
        assert not [m for m in reading("de", text).note.mentions if m.type == "stranger"]


def test_whom_a_mail_names_by_a_name_alone_is_no_actor() -> None:
    text = "Jane Rowe said Russia was behind the attacks on Georgia."
    mail = Document(id="m" * 64, path="m.eml", text=text, lang="en", kind="eml")
    assert not [m for m in read(mail, "en").note.mentions if m.type == "stranger"]
    assert [m.name for m in reading("en", text).note.mentions if m.type == "stranger"] == ["Jane Rowe"]
