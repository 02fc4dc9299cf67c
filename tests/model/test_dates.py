"""Half-open intervals and EDTF."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.model.dates import Interval, from_edtf


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2022, 1, 1)),
        ("2021-12", date(2021, 12, 1), date(2022, 1, 1)),
        ("2021-07-19", date(2021, 7, 19), date(2021, 7, 20)),
        ("2021-24", date(2021, 12, 1), date(2022, 3, 1)),
        ("201X", date(2010, 1, 1), date(2020, 1, 1)),
        ("../2021-07", None, date(2021, 8, 1)),
        ("2021-07/..", date(2021, 7, 1), None),
        ("2021-05/2021-06-03", date(2021, 5, 1), date(2021, 6, 4)),
    ],
)
def test_edtf_is_read_as_half_open(edtf: str, start: date | None, end: date | None) -> None:
    assert (from_edtf(edtf).start, from_edtf(edtf).end) == (start, end)


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(DAYS, st.integers(1, 900), st.booleans())
def test_what_is_written_is_read_back(start: date, days: int, approximate: bool) -> None:
    interval = Interval(start, start + timedelta(days=days), approximate=approximate)
    assert from_edtf(interval.edtf) == interval


@pytest.mark.parametrize("wrong", ["", "..", "21", "2021-13", "2021-02-30", "2022/2021", "yesterday", "2021-07-19T10:00"])
def test_what_is_no_date_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(ValueError, match="no da"):
        from_edtf(wrong)


def test_delays_are_as_wide_as_the_dates() -> None:
    assert from_edtf("2022-07-18").delay(from_edtf("2022-07-19")) == (1, 1)
    assert from_edtf("2022-07").delay(from_edtf("2022-08")) == (1, 61)
    assert from_edtf("../2022-07-18").delay(from_edtf("2022-07-19")) == (1, None)
