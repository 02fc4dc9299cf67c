"""Publication dates: which evidence counts, and that nothing is made up."""

from __future__ import annotations

import pytest
from clean.helpers import LEAD, SECOND, cleaned, lines

from demarche.clean.dates import find_dates

TITLE = "België noemt hackers achter inbraak bij Defensie"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-07-21", "2022-07-21"), ("21 juli 2022", "2022-07-21"), ("21. Juli 2022", "2022-07-21"), ("le 1er août 2016", "2016-08-01"),
        ("July 21, 2022", "2022-07-21"), ("Sept. 6, 2024", "2024-09-06"), ("7th May 2024", "2024-05-07"), ("29-08-2025", "2025-08-29"),
        ("25.09.2021, 05:00 Uhr", "2021-09-25"), ("20/06/17", "2017-06-20"), ("19-07-21", "2021-07-19"), ("février 2025", "2025-02"),
        ("26 sept 2019", "2019-09-26"), ("Jänner 2020", "2020-01"), ("2022/07/12", "2022-07-12"), ("17 Sep, 2019 06:10 AM", "2019-09-17"),
        ("tussen 40 en 31", None), ("APT 31", None), ("1.300.000", None), ("26.12. 17:40", None), ("13.13.2020", None), ("mei", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_written(text: str, expected: str | None) -> None:
    found = [date.edtf for date in find_dates(text) if date.edtf]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Gepubliceerd op 21 juli 2022 om 07:00", "2022-07-21"),
        ("Publié le 21/07/2021 à 18:34, mis à jour le 22/07/2021 à 20:02", "2021-07-21"),
        ("Aktualisiert: 08.10.2018, 09:40 | Erstellt: 05.10.2018, 06:12 | sda/red", "2018-10-05"),
        ("Stand: 04.07.2023 18:15 Uhr", "2023-07-04"),
        ("Update: 27 mei 2021, 09:12", "2021-05-27"),
        ("ANP - 15-2-2023, 17:34 (Update 16-2-2023, 18:05)", "2023-02-15"),
        ("maandag 19 juli 2021 , 15:12", "2021-07-19"),
        ("Donnerstag, 16:42 Uhr", None),
        ("3 uur geleden", None),
        ("donderdag 1 juni, 16:42", None),
    ],
)
def test_date_lines_under_the_headline(line: str, expected: str | None) -> None:
    assert cleaned(lines(TITLE, line, LEAD, SECOND)).published == expected


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("WASHINGTON/BRUSSELS, July 19, 2021 - ", "2021-07-19"),
        ("PARIS, 26 sept 2019 (Agence Franco-Presse) - ", "2019-09-26"),
        ("Tirana/Washington (APA/dpa), 7. September 2022 - ", "2022-09-07"),
        ("Tallinn, 26 april 2024 – ", "2024-04-26"),
        ("BERLIJN 3 MEI (BELGA/DPA) - ", None),
        ("BRUSSEL (ANP) - ", None),
    ],
)
def test_datelines(dateline: str, expected: str | None) -> None:
    assert cleaned(lines(TITLE, dateline + LEAD, SECOND)).published == expected


def test_crawl_prefix_is_the_weakest_evidence() -> None:
    assert cleaned(f" date 2022-07 {TITLE}\n{LEAD}\n{SECOND}").published == "2022-07"
    document = cleaned(f" date 2021-10 {TITLE}\nPublié le 10 juin 2015 à 06h52\n{LEAD}\n{SECOND}")
    assert (document.published, document.published_from, document.published_words) == ("2015-06-10", "line", "10 juin 2015")


def test_a_day_and_month_take_the_year_of_a_prefix_or_address() -> None:
    assert cleaned(f" date 2020-11 SYDNEY, Nov 27 - {LEAD}\n{SECOND}").published == "2020-11-27"


def test_dates_of_events_teasers_and_copyright_are_not_taken() -> None:
    text = lines(
        TITLE, LEAD.replace("maandagavond", "op 18 juli 2022"), SECOND, "Lees ook", "Cyber-oefening begint 12 mei 2021", "© 2001-2022"
    )
    assert cleaned(text).published is None


@pytest.mark.parametrize(
    ("head", "expected", "origin"),
    [
        ('<script type="application/ld+json">{"dateModified":"2022-07-20","datePublished": "2022-07-19T14:12"}</script>',
         "2022-07-19", "metadata"),
        ('<meta property="og:updated_time" content="2021-05-26"><meta name="cXenseParse:publishtime" content="2021-05-25T07:48">',
         "2021-05-25", "metadata"),
        ('<meta name="citation_publication_date" content="2022/07/12">', "2022-07-12", "metadata"),
        ('<meta name="ms.date" content="01/20/2024">', "2024-01-20", "metadata"),
        ('<meta name="last-modified" content="2023-07-04">', "2023-07-04", "metadata-modified"),
        ('<link rel=canonical href="https://x.example/2021/07/05/kaseya">', "2021-07-05", "url"),
        ('<meta name="date" content="soon">', None, None),
    ],
)  # fmt: skip
def test_metadata(head: str, expected: str | None, origin: str | None) -> None:
    document = cleaned(f"<html lang=nl><head>{head}</head><body><h1>{TITLE}</h1><p>{LEAD}</p></body></html>")
    assert (document.published, document.published_from) == (expected, origin)


def test_a_time_element_over_the_text_counts_and_one_below_does_not() -> None:
    top = f'<html><body><h1>{TITLE}</h1><time datetime="2022-07-19T10:00">di</time><p>{LEAD}</p></body></html>'
    below = f'<html><body><h1>{TITLE}</h1><p>{LEAD}</p><aside><time datetime="2020-01-01">x</time> Anders</aside></body></html>'
    assert cleaned(top).published == "2022-07-19"
    assert cleaned(below).published is None


@pytest.mark.parametrize(
    ("language", "expected"), [("en-US", "2024-03-05"), ("en-GB", "2024-05-03"), ("nl", "2024-05-03"), ("fr", "2024-05-03")]
)
def test_order_of_day_and_month_follows_the_country(language: str, expected: str) -> None:
    words = {
        "nl": LEAD,
        "fr": "Le ministre a accusé la Chine d'avoir attaqué les serveurs de la Défense, a-t-on appris lundi soir à Bruxelles.",
    }
    text = words.get(
        language, "The minister accused China of an attack on the servers of the ministry of defence, officials said on Monday."
    )
    body = f"<html lang={language}><body><h1>X</h1><p>03/05/2024</p><p>{text}</p></body></html>"
    published = cleaned(body).published
    assert published == ("2024-03-05" if language == "en-US" else expected)


def test_an_ambiguous_order_is_settled_by_a_weekday_of_the_text_or_left_open() -> None:
    told = "The government on Friday accused Russia of an attack on the party's servers, a spokesman told reporters in Berlin."
    silent = "The government has accused Russia of an attack on the party's servers, a spokesman told reporters in Berlin."
    assert cleaned(lines("Berlin blames Moscow for breach", "Published 05/03/2024", told)).published == "2024-05-03"
    assert cleaned(lines("Berlin blames Moscow for breach", "Published 05/03/2024", silent)).published == "2024"
