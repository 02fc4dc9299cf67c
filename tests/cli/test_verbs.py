"""What each verb prints when it is piped, and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import demarche

Run = Callable[..., tuple[int, str, str]]


def table(out: str) -> list[dict[str, str]]:
    header, *lines = [line.split("\t") for line in out.splitlines()]
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_build_prints_a_summary_and_the_incidents(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("België beschuldigt China van phishing tegen het parlement. De ambassade van China ontkent.")
    code, out, err = run("build", tmp_path / "a.txt", "--record", tmp_path / "r.db")
    assert (code, err) == (0, "")
    assert out.splitlines()[:6] == [
        "read: 1",
        "duplicates: 0 (copies of another document)",
        "relevant: 1 (with an attribution, denial or response)",
        "claims: 4",
        "incidents: 1",
        "not readable: 0",
    ]
    assert 'accuses Belgium -> China (APT31) [stated, group-only] "China"' in out
    assert "denies China [flat]" in out
    assert "victims Belgium: state" in out


def test_build_is_the_same_text_twice(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("België beschuldigt China van phishing tegen het parlement. De ambassade van China ontkent.")
    first = run("build", tmp_path / "a.txt", "--record", tmp_path / "r.db")
    assert run("build", tmp_path / "a.txt", "--record", tmp_path / "r.db") == first


def test_build_names_what_it_cannot_read_and_goes_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "a.txt").write_text("België beschuldigt China van phishing tegen het parlement. De ambassade van China ontkent.")
    code, out, _ = run("build", tmp_path, "--record", tmp_path / "r.db", "--quiet")
    assert code == 1
    assert "not readable: 1 (1 empty)" in out
    assert "empty.txt: the file is empty" in out
    assert "claims: 4" in out


def test_build_reads_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    words = b"Belgium: China did it, phishing the parlement. De ambassade van China ontkent."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    code, out, _ = run("build", "-", "--record", tmp_path / "r.db")
    assert code == 0
    assert "claims: 4" in out


def test_timeline_is_a_table_of_statements(run: Run, record: str) -> None:
    code, out, _ = run("timeline", "--record", record)
    lines = table(out)
    assert code == 0
    assert [line["kind"] for line in lines] == ["accuses", "denies"]
    assert (lines[0]["who"], lines[0]["whom"], lines[0]["first"]) == ("Belgium", "China (APT31)", "2022-07-18")
    assert lines[0]["how"] == "stated, group-only"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (("--state", "cn"), True),
        (("--state", "RU"), False),
        (("--group", "apt31"), True),
        (("--group", "APT28"), False),
        (("--victim", "BE"), True),
        (("--victim", "NL"), False),
        (("--since", "2022-07"), True),
        (("--since", "2022-08"), False),
        (("--until", "2022"), True),
        (("--until", "2022-07-17"), False),
    ],
)
def test_filters(run: Run, record: str, filters: tuple[str, ...], found: bool) -> None:
    assert bool(table(run("timeline", "--record", record, *filters)[1])) is found
    assert bool(run("export", "--record", record, *filters)[1]) is found


def test_a_date_that_is_none_is_a_usage_error(run: Run, record: str) -> None:
    code, _, err = run("timeline", "--record", record, "--since", "yesterday")
    assert code == 2
    assert "yesterday is no date" in err


def test_show_gives_the_words_and_the_documents(run: Run, record: str) -> None:
    incident = demarche.timeline(record)[0].incident.id
    code, out, _ = run("show", incident[:7], "--record", record)
    assert code == 0
    assert "Belgium accuses China (APT31): stated, group-only" in out
    assert "“ambassade van China ontkent”" in out
    assert "statement.txt" in out
    assert "weather.txt" not in out


def test_show_without_such_an_incident(run: Run, record: str) -> None:
    code, out, err = run("show", "inc-nothing", "--record", record)
    assert (code, out) == (2, "")
    assert "demarche timeline" in err


def test_explain_gives_rule_cues_context_and_offsets(run: Run, record: str, claim: str) -> None:
    code, out, _ = run("explain", claim, "--record", record)
    assert code == 0
    for words in ("rule           test", "cues           beschuldigt", "statement.txt", "België beschuldigt [[China]] van", "source 19–24"):
        assert words in out


def test_explain_names_actors_beside_their_keys(run: Run, record: str, claim: str) -> None:
    lines = {line[:14].strip(): line[15:] for line in run("explain", claim, "--record", record)[1].splitlines()}
    assert (lines["by"], lines["to"]) == ("Belgium (BE)", "China (CN)")


def test_explain_needs_one_claim(run: Run, record: str) -> None:
    assert run("explain", "zzz", "--record", record)[0] == 2


def test_search_gives_claims_beside_the_hits(run: Run, record: str) -> None:
    lines = table(run("search", "parlement*", "--record", record)[1])
    assert [line["kind"] for line in lines] == ["accuses", "denies"]
    assert "[parlement]" in lines[0]["snippet"]
    weather = table(run("search", "oostende", "--record", record)[1])
    assert [(Path(line["path"]).name, line["kind"]) for line in weather] == [("weather.txt", "")]


@pytest.mark.parametrize(
    ("filters", "number"),
    [(("--relevant",), 0), (("--lang", "nl"), 1), (("--lang", "fr"), 0), (("--state", "CN"), 0), (("--until", "2022"), 1)],
)
def test_search_filters(run: Run, record: str, filters: tuple[str, ...], number: int) -> None:
    assert len(table(run("search", "oostende", "--record", record, *filters)[1])) == number


def test_a_search_without_words_is_a_usage_error(run: Run, record: str) -> None:
    assert run("search", "?!", "--record", record)[0] == 2


def test_export_writes_a_file_or_standard_output(run: Run, record: str, tmp_path: Path) -> None:
    out = run("export", "--format", "jsonl", "--record", record)[1]
    run("export", "--record", record, "--output", tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").read_text() == out
    assert {Path(json.loads(line)["path"]).name for line in out.splitlines()} == {"statement.txt", "weather.txt"}


def test_export_names_its_losses_and_its_formats(run: Run, record: str) -> None:
    assert "offsets" in run("export", "--losses")[1]
    code, _, err = run("export", "--format", "wax", "--record", record)
    assert code == 2
    assert "jsonl" in err


def test_verify_prints_the_digest(run: Run, record: str) -> None:
    code, out, _ = run("verify", "--record", record)
    assert code == 0
    assert f"digest: {demarche.verify(record).digest}" in out
    assert "faults: 0" in out


def test_problems_is_a_table(run: Run, record: str, tmp_path: Path) -> None:
    run("build", tmp_path / "nowhere.txt", "--record", record)
    (line,) = table(run("problems", "--record", record)[1])
    assert (Path(line["path"]).name, line["code"], line["extent"]) == ("nowhere.txt", "missing", "nothing")
    assert line["hint"]


@pytest.mark.parametrize("verb", ["timeline", "verify", "problems", "export"])
def test_a_missing_record_stops_with_the_way_out(run: Run, tmp_path: Path, verb: str) -> None:
    code, out, err = run(verb, "--record", tmp_path / "none.db")
    assert (code, out) == (3, "")
    assert "demarche build" in err


def test_a_wrong_call_is_a_usage_error(run: Run) -> None:
    assert run("timeline", "--nonsense")[0] == 2
    assert run("nonsense")[0] == 2
    assert run("build")[0] == 2


def test_a_source_cannot_act_on_the_terminal(run: Run, tmp_path: Path) -> None:
    text = "België beschuldigt China van phishing \x1b[2J tegen het \u202eparlement. De ambassade van China ontkent."
    (tmp_path / "a.txt").write_text(text)
    run("build", tmp_path / "a.txt", "--record", tmp_path / "r.db")
    for call in (("search", "phishing"), ("timeline",), ("show", "inc-"), ("explain", claim_of(tmp_path))):
        out = run(*call, "--record", tmp_path / "r.db")[1]
        assert "\x1b" not in out
        assert "\u202e" not in out


def claim_of(place: Path) -> str:
    return str(demarche.timeline(str(place / "r.db"))[0].attributions[0].claim.id)
