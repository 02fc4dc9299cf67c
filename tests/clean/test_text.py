"""Text that has lost its HTML: what goes, what stays."""

from __future__ import annotations

import pytest
from clean.helpers import LEAD, SECOND, THIRD, cleaned, lines

TEASER = "Russische hackers leggen website van Deense regering plat"


@pytest.mark.parametrize(
    "marker",
    ["Lees ook", "LEES OOK", "Read also:", "You may also like", "A LIRE EGALEMENT", "À lire aussi", "Mehr zum Thema", "> Lees ook"],
)
def test_a_list_of_other_articles_goes_and_the_text_goes_on(marker: str) -> None:
    document = cleaned(lines("Een titel over een hack in België", LEAD, marker, TEASER, "Noord-Korea steelt miljarden aan crypto", SECOND))
    assert TEASER not in document.text
    assert "Noord-Korea" not in document.text
    assert document.text.endswith(SECOND)


@pytest.mark.parametrize(
    "line",
    [
        f"Lees ook: {TEASER}", f"LEES OOK. {TEASER}?", f"Zie ook {TEASER}", f"Read more: {TEASER}", f"LIRE AUSSI | {TEASER}",
        f"Lesen Sie auch: {TEASER}", f"→ Voir aussi notre note : {TEASER}", f"> {TEASER}", f"Meest gelezen: 1. {TEASER}", f"{TEASER} »",
        f"{TEASER} | Hittegolf in Londen | Wielrenner gewond", f"Archief: {TEASER} / Hittegolf in Londen / Wielrenner gewond",
    ],
)  # fmt: skip
def test_a_teaser_between_paragraphs_goes_alone(line: str) -> None:
    document = cleaned(lines("Een titel over een hack in België", LEAD, line, SECOND))
    assert TEASER not in document.text
    assert SECOND in document.text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Deze site gebruikt cookies. Akkoord | Weigeren", "cookie"),
        ("Schrijf je in voor onze nieuwsbrief en mis niets", "newsletter"),
        ("Sign up here for the weekly email newsletter and read it first.", "newsletter"),
        ("Deel op Facebook Deel op Twitter Kopieer link", "share"),
        ("Leestijd: 3 minuten", "reading"),
        ("Story continues below advertisement", "ad"),
        ("Réservé aux abonnés", "paywall"),
        ("Foto: Belga", "caption"),
        ("© 2022 Uitgeverij Voorbeeld", "footer"),
        ("Tags: België / China / spionage", "tags"),
        ("Rapport (PDF, 921 KB)", "downloads"),
        ("https://voorbeeld.example/x", "share"),
    ],
)
def test_lines_of_the_page_go_with_their_reason(line: str, reason: str) -> None:
    text = lines("Een titel over een hack in België", LEAD, SECOND, line)
    document = cleaned(text)
    assert document.text.endswith(SECOND)
    assert reason in {part.reason for part in document.removed if text[part.raw : part.raw_end].startswith(line[:10])}


@pytest.mark.parametrize(
    "sentence",
    [
        "De spionnen stalen cookies van ingelogde gebruikers en kwamen zo zonder wachtwoord in de mailboxen van ambtenaren binnen.",
        "Het slachtoffer kreeg in zijn inbox een mail met het verzoek zich in te schrijven voor een conferentie over Taiwan.",
        "Die Fälscher kopierten Impressum und Datenschutz der Zeitung, damit die nachgebaute Seite echt aussah.",
        "We and our allies will continue to call out this behaviour wherever we see it, the minister said on Monday.",
        "Nos partenaires et nous avons constaté que les attaquants travaillaient depuis le territoire chinois, dit le ministre.",
        "Nach der Anzeige des Konzerns ermittelt nun die Staatsanwaltschaft, ein Tatverdacht gegen China steht im Raum.",
        "De ambassade had twee dagen om te reageren op de vragen van deze krant, maar deed dat uiteindelijk niet.",
        "Elders in Europa werden gekaapte accounts van volksvertegenwoordigers al gebruikt om verzonnen nieuws te plaatsen.",
        "Earlier this week the ministry said it had found the same malware on the app store and in Google Play.",
    ],
)
def test_sentences_of_the_article_stay_whatever_words_they_use(sentence: str) -> None:
    assert sentence in cleaned(lines("Een titel over een hack in België", LEAD, sentence, SECOND)).text


def test_news_in_brief_with_glued_counters_goes() -> None:
    document = cleaned(
        lines(
            "Een titel over een hack in België", LEAD, SECOND, "Meer uit Buitenland",
            "JERUZALEM (ANP/AFP) - De premier heeft zondag steun betuigd aan de nabestaanden van de slachtoffers van de aanvallen.",
            "8 minuten geledenTEHERAN (ANP/RTR) - De strijdkrachten hebben ontkend dat hackers hun netwerk zijn binnengedrongen.",
            "1 uur geleden",
        )
    )  # fmt: skip
    assert document.text.endswith(SECOND)
    assert "TEHERAN" not in document.text


def test_briefs_without_a_headline_over_them_go_by_their_counters() -> None:
    document = cleaned(
        lines(
            "Een titel", LEAD, SECOND, "PARIJS (AFP) - De regering houdt Rusland verantwoordelijk voor een inbraak.",
            "vor 8 Minuten", "il y a 2 heures",
        )
    )  # fmt: skip
    assert document.text.endswith(SECOND)


def test_the_article_goes_on_after_a_box_of_latest_news() -> None:
    document = cleaned(
        lines("Een titel over een hack in België", LEAD, "Net binnen", TEASER, "Hittegolf in Londen", SECOND, LEAD[::-1] + ".")
    )
    assert SECOND in document.text
    assert TEASER not in document.text


def test_a_bare_word_over_a_paragraph_is_a_subheading() -> None:
    document = cleaned(lines("Een titel over een hack in België", LEAD, SECOND, "Reacties", SECOND.replace("ambassade", "partij"), THIRD))
    assert "Reacties" in document.text
    assert document.text.endswith(THIRD)


def test_comments_go() -> None:
    document = cleaned(lines("Een titel over een hack in België", LEAD, SECOND, "Reacties (11)", "Door Anoniem: En de NSA dan?", THIRD))
    assert document.text.endswith(SECOND)


def test_questions_speakers_bullets_and_tables_stay() -> None:
    parts = [
        "Vraag (omroep): Was het China?", "Minister: Dat zeg ik niet.", "- onderzoek de feiten", "- maak er een einde aan",
        "1. Op welke grond is die toewijzing gebeurd?", "SPEAKER 1: so not the russians", "2007 - Tallinn", "Gallium | UNC2814 | China",
        "Softcell | UNC2814 | China",
    ]  # fmt: skip
    text = cleaned(lines("Een titel over een hack in België", LEAD, "Home | Nieuws | Sport", *parts, SECOND)).text
    assert [part for part in parts if part not in text] == []


def test_menus_and_doubled_headlines_above_the_text_go() -> None:
    title = "België noemt Chinese hackers achter inbraak bij Defensie"
    head = ["Spring naar inhoud", "Home  Nieuws  Sport  Zoeken  Inloggen", "Home > Nieuws > Buitenland", "BINNENLAND", title, title]
    document = cleaned(lines(*head, "Door onze redactie, 19 juli 2022, 14:12", "Delen", LEAD, SECOND))
    assert document.text == f"{title}\n\n{LEAD}\n\n{SECOND}"
    assert document.title == title
    assert document.text[: document.title_end] == title


def test_a_headline_with_a_glued_byline_is_cut() -> None:
    head = "Mitarbeiter unter Spionageverdacht festgenommenVon Redaktion, 23.04.2024 - 11:37 UhrLesedauer: 3 Min.FacebookTwitter"
    document = cleaned(lines("Menü Suche Abo Anmelden", head, LEAD, SECOND))
    assert document.title == "Mitarbeiter unter Spionageverdacht festgenommen"
    assert document.published == "2024-04-23"


def test_a_teaser_glued_into_a_paragraph_is_cut_out() -> None:
    document = cleaned(lines("Een titel over een hack in België", LEAD + f" Lees ook: {TEASER}", SECOND))
    assert TEASER not in document.text
    assert LEAD in document.text


def test_letterheads_and_signatures_of_documents_stay() -> None:
    parts = ["Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "Geachte voorzitter,", "De minister van Buitenlandse Zaken,"]
    text = cleaned(lines(parts[0], "Datum      5 september 2024", parts[1], LEAD, SECOND, parts[2])).text
    assert [part for part in parts if part not in text] == []


def test_hard_wrapped_text_becomes_paragraphs() -> None:
    words = (LEAD + " " + SECOND).split()
    wrapped, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            wrapped.append(line)
            line = ""
        line = f"{line} {word}".strip()
    document = cleaned("\n".join([*wrapped, line, "", *wrapped, line]))
    assert document.text == "\n\n".join([" ".join(words)] * 2)


def test_nothing_left_is_a_problem() -> None:
    from clean.helpers import source

    from demarche.clean import clean
    from demarche.model import Problem

    found = clean(source("Deze site gebruikt cookies. Akkoord | Weigeren\n"))
    assert isinstance(found, Problem)
    assert found.code == "no-text"
    assert found.hint
