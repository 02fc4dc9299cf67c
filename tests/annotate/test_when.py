"""Expressions of time in four languages, against the day of publication or as wide as they are."""

from __future__ import annotations

import pytest

from demarche.annotate.when import find_when
from demarche.model.dates import from_edtf

ANCHOR = "2023-03-15"


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("nl", "Begin 2021 stelde hij iets voor.", "2021-01-01/2021-04-30"),
        ("nl", "De hack van vorige week.", "2023-03-06/2023-03-12"),
        ("nl", "Dat zei hij maandag.", "2023-03-13"),
        ("nl", "Twee jaar geleden begon het.", "2021~"),
        ("en", "It began in early 2021.", "2021-01-01/2021-04-30"),
        ("en", "On Monday the ministry spoke.", "2023-03-13"),
        ("en", "It was found three months ago.", "2022-12~"),
        ("fr", "Début 2021, une attaque.", "2021-01-01/2021-04-30"),
        ("fr", "La semaine dernière, une attaque.", "2023-03-06/2023-03-12"),
        ("fr", "Il y a deux ans.", "2021~"),
        ("de", "Anfang 2021 begann es.", "2021-01-01/2021-04-30"),
        ("de", "Am Montag sagte sie.", "2023-03-13"),
        ("de", "Im Frühjahr 2020 geschah es.", "2020-21"),
        ("de", "Am 3. Mai geschah es.", "2022-05-03"),
    ],
)
def test_words_become_intervals(lang: str, text: str, found: str) -> None:
    (one,) = find_when(text, lang, from_edtf(ANCHOR))
    assert one.interval.edtf == found
    assert text[one.start : one.end] == one.interval.words


@pytest.mark.parametrize(
    ("lang", "text"), [("nl", "Begin 2021. Rond die tijd kwam de mail."), ("de", "Anfang 2021. Zu dieser Zeit kam sie.")]
)
def test_around_that_time_is_wide_and_leans_on_the_date_before(lang: str, text: str) -> None:
    first, second = (one.interval for one in find_when(text, lang, None))
    assert second.approximate
    assert second.start < first.start < first.end < second.end


def test_a_coarse_or_missing_date_of_publication_leaves_a_weekday_wide_or_out() -> None:
    (one,) = find_when("Dat zei hij maandag.", "nl", from_edtf("2022-07"))
    assert one.interval.edtf == "2022-06-25/2022-07-31"
    assert find_when("Dat zei hij maandag.", "nl", None) == []


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "You may not enter the 2021 rooms."), ("nl", "Zij hebben 2021 computers."), ("xx", "Monday")]
)
def test_what_is_no_time_gives_nothing(lang: str, text: str) -> None:
    assert find_when(text, lang, from_edtf(ANCHOR)) == []
