"""The scorer's arithmetic, and that it is the project's measure to the last digit."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation import score

REFERENCE = Path(score.HERE).parent.parent / "shared" / "score.py"
GOLD = {
    "id": "xx-1", "file": "one.txt", "lang": "nl", "published": "2022-07", "relevant": True, "incidents": ["a"],
    "attributions": [
        {"by": "BE", "to": "CN", "groups": ["APT31"], "certainty": "likely", "responsibility": "state-backed"},
        {"by": "US", "to": "CN", "groups": [], "certainty": "stated", "responsibility": "state", "optional": True},
    ],
    "denials": [{"by": "CN", "types": ["flat"]}],
    "responses": [{"by": "BE", "type": "condemn", "to": "CN", "status": "done"}, {"by": "EU", "type": "sanction", "status": "threatened"}],
    "victims": [{"country": "BE", "type": "state"}], "techniques": ["phishing"], "techniques_optional": ["malware"], "objectives": [],
}  # fmt: skip
FOUND = {
    "id": "1", "path": "in/one.txt", "lang": "nl", "published": "2022-07-18", "relevant": True, "incidents": ["inc-1"],
    "attributions": [
        {"by": "BE", "to": "CN", "groups": [{"name": "Advanced Persistent Threat 31"}, {"name": "APT31"}], "certainty": "stated",
         "responsibility": "state-backed", "quotes": [{"exact": "België"}]},
        {"by": "US", "to": "CN", "groups": [], "quotes": [{"exact": "nowhere"}]},
        {"by": "FR", "to": "CN", "groups": [], "quotes": []},
    ],
    "denials": [],
    "responses": [{"by": "BE", "type": "condemn", "status": "done"}, {"by": "EU", "type": "sanction", "status": "threatened"}],
    "victims": [{"country": "BE", "type": "state"}], "techniques": [{"type": "phishing"}, {"type": "malware"}], "objectives": [],
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "one.txt").write_text("Bel\ngië spreekt.")
    export, gold = tmp_path / "export.jsonl", tmp_path / "gold.jsonl"
    export.write_text(json.dumps(FOUND) + "\n")
    gold.write_text(json.dumps(GOLD) + "\n" + json.dumps({**GOLD, "id": "xx-2", "file": "two.txt", "relevant": False}) + "\n")
    return export, gold


def column(files: tuple[Path, Path]) -> score.Column:
    return score.score(files[0], [files[1]]).columns["all"]


def test_hits_misses_and_tolerated_entries(files: tuple[Path, Path]) -> None:
    found = column(files)
    attribution = found.sets["attribution"]
    assert (attribution.tp, attribution.fp, attribution.fn) == (1, 1, 1)
    assert (found.sets["technique"].tp, found.sets["technique"].fp) == (1, 0)
    assert (found.sets["response"].tp, found.sets["response"].fp) == (1, 0)
    assert (found.sets["denial"].tp, found.sets["denial"].fn) == (0, 2)


def test_levels_dates_and_quotations(files: tuple[Path, Path]) -> None:
    rates = column(files).rates
    assert (rates["certainty"].hit, rates["certainty"].all) == (0, 1)
    assert rates["responsibility"].value == 1.0
    assert (rates["published"].hit, rates["published"].all) == (1, 2)
    assert (rates["quotes_found_in_source"].hit, rates["quotes_found_in_source"].all) == (1, 8)


def test_a_gold_document_without_a_line_is_named(files: tuple[Path, Path]) -> None:
    assert score.score(files[0], [files[1]]).missing == ["xx-2"]


def test_b_cubed() -> None:
    assert score.b_cubed([("a", "1"), ("a", "1"), ("b", "2")]) == 1.0
    assert score.b_cubed([("a", "1"), ("b", "1")]) == pytest.approx(2 / 3)
    assert score.b_cubed([]) is None


@pytest.mark.parametrize(("one", "two"), [("APT 31", "APT31"), ("Fancy Bear", "APT28"), ("GALLIUM", "Gallium")])
def test_aliases_of_a_group_are_one_key(one: str, two: str) -> None:
    assert score.group_key(one) == score.group_key(two)


def reference() -> Any:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not beside the clone")
def test_the_figures_are_those_of_the_reference(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    printed, figures = [], []
    for module, name in ((score, "ours.json"), (reference(), "theirs.json")):
        module.main([str(files[0]), str(files[1]), "--errors", "--json", str(tmp_path / name)])
        printed.append(capsys.readouterr().out)
        figures.append(json.loads((tmp_path / name).read_text()))
    assert printed[0] == printed[1]
    assert figures[0] == figures[1]
