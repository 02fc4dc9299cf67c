"""The same filters mean the same on every verb that speaks of incidents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demarche.cli.filters import CHOOSING

Run = Callable[..., tuple[int, str, str]]
VERBS = {"timeline": (), "show": (), "matrix": (), "ledger": (), "gaps": (), "export": ("-f", "csv")}
FITTING = {
    "state": ("CN", "RU"), "accuser": ("BE", "CN"), "accused": ("CN", "BE"), "group": ("APT31", "APT28"), "victim": ("BE", "FR"),
    "sector": ("state", "media"), "certainty": ("stated", "likely"), "level": ("group-only", "state"), "since": ("2022", "2023"),
    "until": ("2022-07-18", "2022-07-17"),
}  # fmt: skip
"""For each filter a value that the record's only incident passes, and one that it does not."""


def given(option: str, passes: bool) -> list[str]:
    if option == "answered":
        return ["--answered" if passes else "--unanswered"]
    return [f"--{option}", FITTING[option][0 if passes else 1]]


def lines(run: Run, verb: str, record: str, *filters: str) -> list[str]:
    code, out, err = run(verb, *VERBS[verb], "--record", record, *filters)
    assert (code, err) == (0, "")
    return out.splitlines()


@pytest.mark.parametrize("option", CHOOSING)
@pytest.mark.parametrize("verb", VERBS)
def test_a_filter_takes_and_leaves(run: Run, record: str, verb: str, option: str) -> None:
    taken, left = lines(run, verb, record, *given(option, True)), lines(run, verb, record, *given(option, False))
    assert len(taken) > 1
    assert len(left) <= 1
    assert all(line in taken for line in left)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "export"])
def test_a_replay_by_publication_or_by_recording(run: Run, record: str, verb: str) -> None:
    chosen = given("state", True)
    assert len(lines(run, verb, record, *chosen, "--as-of", "2022-07-18")) > 1
    assert len(lines(run, verb, record, *chosen, "--as-of", "2022-07-17")) <= 1
    assert len(lines(run, verb, record, *chosen, "--as-of", "2022-07-18", "--known", "recorded")) <= 1


def test_show_wants_an_incident_or_a_filter(run: Run, record: str) -> None:
    code, _, err = run("show", "--record", record)
    assert code == 2
    assert "name an incident, or choose incidents by a filter" in err
    assert run("show", "inc-", "--state", "CN", "--record", record)[0] == 2
