"""One meaning of every filter, for the command line, exports and the desk."""

from __future__ import annotations

from typing import Any

import pytest

from demarche.errors import UsageError
from demarche.model import Incident, Member
from demarche.verbs.selection import Selection

INCIDENT = Incident(
    "inc-1", "d1", (Member("d1"),), "2021-07-19", "2022-03", accusers=("BE", "Microsoft"), accused=("CN",), groups=("APT31",),
    deniers=("CN",), victims=("*/individuals", "BE/state"), voices=1, certainties=("likely", "stated"), levels=("state",),
)  # fmt: skip
UNDATED = Incident("inc-2", "d2", (Member("d2"),), accusers=("EE",), accused=("RU",))


@pytest.mark.parametrize(
    ("filters", "taken"),
    [
        ({}, True), ({"state": "be"}, True), ({"state": "CN"}, True), ({"state": "RU"}, False),
        ({"accuser": "microsoft"}, True), ({"accuser": "CN"}, False), ({"accused": "CN"}, True), ({"accused": "BE"}, False),
        ({"group": "apt31"}, True), ({"group": "APT3"}, False),
        ({"victim": "BE"}, True), ({"victim": "FR"}, False), ({"sector": "individuals"}, True), ({"sector": "media"}, False),
        ({"certainty": "likely"}, True), ({"certainty": "possible"}, False), ({"level": "state"}, True), ({"level": "territory"}, False),
        ({"answered": True}, True), ({"answered": False}, False),
        ({"since": "2022"}, True), ({"since": "2022-04"}, False), ({"until": "2021"}, True), ({"until": "2021-07-18"}, False),
        ({"since": "2021", "until": "2021", "accused": "CN", "answered": True}, True),
    ],
)  # fmt: skip
def test_filters(filters: dict[str, Any], taken: bool) -> None:
    assert Selection(**filters).takes(INCIDENT) is taken


def test_an_undated_incident_fails_dates_and_an_unanswered_one_can_be_asked_for() -> None:
    assert not Selection(since="2000").takes(UNDATED)
    assert not Selection(until="2030").takes(UNDATED)
    assert Selection(answered=False, accused="RU").takes(UNDATED)


@pytest.mark.parametrize(
    "filters", [{"sector": "banks"}, {"certainty": "sure"}, {"level": "high"}, {"since": "last year"}, {"until": "2021-7"}]
)
def test_a_value_that_a_filter_cannot_have_is_refused(filters: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Selection(**filters)  # type: ignore[arg-type]
