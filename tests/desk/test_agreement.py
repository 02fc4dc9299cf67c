"""Krippendorff's alpha against its author's own example."""

from __future__ import annotations

import pytest

from demarche.desk.agreement import alpha, share_agreeing

EXAMPLE = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Reliability data matrix of "Computing Krippendorff's Alpha-Reliability" (2011), section C; nominal alpha there: .743."""


def test_the_published_example() -> None:
    rows = {coder: values.split() for coder, values in EXAMPLE.items()}
    units = [{coder: row[at] for coder, row in rows.items() if row[at] != "."} for at in range(12)]
    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_full_agreement_is_one_and_one_value_says_nothing() -> None:
    assert alpha([{"a": "x", "b": "x"}, {"a": "y", "b": "y"}]) == 1.0
    assert alpha([{"a": "x", "b": "x"}]) is None
    assert alpha([{"a": "x"}]) is None


def test_units_of_one_coder_are_not_counted_as_double() -> None:
    assert share_agreeing([{"a": "x"}, {"a": "x", "b": "x"}, {"a": "x", "b": "y"}]) == (1, 2)
