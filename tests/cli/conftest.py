"""The command line in this process, over a small record whose documents need no extraction."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from factory import attribution, denial, document, tag, victim

import demarche
from demarche import workers
from demarche.cli.app import main
from demarche.model import Claims, Source

STATEMENT = "België beschuldigt China van de phishing tegen het parlement in Brussel. De ambassade van China ontkent."
WEATHER = "Het weer in Oostende blijft zacht."


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def read_simply(one: Source, _extractor: object):
    text = one.raw.decode()
    if "China" not in text:
        return document(text, one.path), Claims(False)
    said = Claims(
        True,
        attributions=(attribution(text, groups=("APT31",)),),
        denials=(denial(text, words="ambassade van China ontkent"),),
        victims=(victim(text, "BE", "parlement"),),
        techniques=(tag(text, "phishing", "phishing"),),
    )
    return document(text, one.path), said


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Call ``demarche ARGUMENTS``."""
    monkeypatch.setattr(workers, "read_one", read_simply)

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["demarche", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(workers, "read_one", read_simply)
    (tmp_path / "statement.txt").write_text(STATEMENT)
    (tmp_path / "weather.txt").write_text(WEATHER)
    where = str(tmp_path / "record.db")
    demarche.build([str(tmp_path / "statement.txt"), str(tmp_path / "weather.txt")], where)
    return where


@pytest.fixture
def claim(record: str) -> str:
    """The id of the record's only attribution."""
    return str(demarche.timeline(record)[0].attributions[0].claim.id)
