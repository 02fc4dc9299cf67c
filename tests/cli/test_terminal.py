"""What a person at a terminal sees: nothing is cut off, at a narrow width as at a wide one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factory import attribution, denial, document, quote, victim

import demarche
from demarche import workers
from demarche.cli import sheets, words
from demarche.model import Claims, Response, Source
from demarche.model.claims import DENIAL_TYPES

Run = Callable[..., tuple[int, str, str]]
TEXT = "Belgium accuses China of hacking its ministries and condemns it. The Chinese embassy denies it and demands evidence."
WIDTHS = (80, 120)


def told(one: Source, _extractor: object) -> tuple[Any, Claims]:
    """Two reports of one statement, which differ in what they make of it."""
    text = one.raw.decode()
    certainty, status, to = ("stated", "done", "CN") if "sure" in text else ("likely", "called-for", None)
    blame = replace(attribution(text, words="accuses China", groups=("APT31",)), certainty=certainty, responsibility="state-backed")
    condemns = Response(f"condemn-{status}", "BE", "condemn", to, status, quote(text, "condemns it"), "test")
    hit = [("BE", "state"), ("BE", "academia"), (None, "company")]
    return document(text, one.path, "en", "2022-07-19"), Claims(
        True,
        attributions=(blame,),
        denials=(replace(denial(text, words="denies it"), types=DENIAL_TYPES),),
        responses=(condemns,),
        victims=tuple(victim(text, country, "ministries", type) for country, type in hit),
    )


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of two reports, shown to a person."""
    monkeypatch.setattr(workers, "read_one", told)
    for name in ("sure", "hedged"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} The report is {name}.")
    record = str(tmp_path / "record.db")
    demarche.build([str(tmp_path)], record)
    for module in ("common", "build", "timeline", "ledger"):
        monkeypatch.setattr(f"demarche.cli.{module}.on_terminal", lambda: True)
    return record


@pytest.mark.parametrize("width", WIDTHS)
def test_a_panel_holds_every_word(run: Run, terminal: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    _, out, _ = run("timeline", "--record", terminal)
    assert all(len(line) <= width for line in out.splitlines())
    shown = out.replace("│", " ").split()
    for part in ("Belgium → China (APT31) likely to stated, state-backed", "flat, demands-evidence, victim-too, counter-accusation",
                 "Belgium condemn → China", "Belgium: academia, state; no country named: company"):  # fmt: skip
        assert set(part.split()) <= set(shown)
    assert "(called-for)" not in shown


def test_a_long_line_is_indented_as_it_begins(run: Run, terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    incident = demarche.timeline(terminal)[0].incident.id
    _, out, _ = run("show", incident, "--record", terminal)
    lines = out.splitlines()
    after = lines[next(at for at, line in enumerate(lines) if line.startswith("    ") and "2022-07-19" in line) + 1]
    assert after.startswith("    ")
    assert all(len(line.rstrip()) <= 60 for line in lines)


@pytest.mark.parametrize("verb", ["matrix", "gaps", "ledger"])
def test_tables_are_aligned_for_a_person(run: Run, terminal: str, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(verb, "--record", terminal)
    assert "\t" not in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_tables_are_plain_when_piped(run: Run, terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demarche.cli.common.on_terminal", lambda: False)
    _, out, _ = run("matrix", "--record", terminal)
    assert out.splitlines()[0].split("\t")[:3] == ["by", "to", "accuses"]


def test_one_actor_does_one_thing_once(terminal: str) -> None:
    sheet = demarche.timeline(terminal)[0]
    assert [one.how for one in sheets.statements(sheet) if one.kind == "responds"] == ["condemn → China"]


def test_victims_are_told_a_country_at_a_time() -> None:
    hit = [("SE", "state"), (None, "company"), ("NO", "media"), ("SE", "company")]
    found = [victim(TEXT, country, "ministries", type) for country, type in hit]
    assert words.victims(found) == ["Norway: media", "Sweden: company, state", "no country named: company"]
