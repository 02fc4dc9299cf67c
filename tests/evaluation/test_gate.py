"""Floors hold, rise, and never fall silently; and the figures of today are above them."""

from __future__ import annotations

import pytest

from evaluation import compare, gate
from evaluation.corpora import corpora, documents, golds

FIGURES: gate.Figures = {"headline": {"all": 0.8127, "nl": 0.9, "fr": None}, "denial": {"all": 0.5}}


def test_floors_are_met_by_the_figures_that_set_them() -> None:
    floors = gate.floors_of(FIGURES)
    assert floors == {"headline": {"all": 0.812, "nl": 0.9}, "denial": {"all": 0.5}}
    assert gate.falls(FIGURES, floors) == []


def test_a_fall_is_named() -> None:
    floors = {"headline": {"all": 0.82}, "denial": {"all": 0.5, "de": 0.1}}
    assert gate.falls(FIGURES, floors) == ["headline all: 0.8127, floor 0.82", "denial de: nothing, floor 0.1"]


def test_pinning_raises_and_never_lowers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "corpus_hash", lambda corpus: "same")
    old = {"set": {"corpus": "same", "floors": {"headline": {"all": 0.9}, "denial": {"all": 0.1}}, "reasons": []}}
    assert gate.pin("set", FIGURES, old, None)["floors"]["headline"]["all"] == 0.9
    assert gate.pin("set", FIGURES, old, None)["floors"]["denial"]["all"] == 0.5
    anew = gate.pin("set", FIGURES, old, "a measure was mended")
    assert anew["floors"]["headline"]["all"] == 0.812
    assert anew["reasons"] == ["a measure was mended"]


def test_changed_documents_need_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "corpus_hash", lambda corpus: "other")
    old = {"set": {"corpus": "same", "floors": {}, "reasons": []}}
    with pytest.raises(SystemExit, match="--repin"):
        gate.pin("set", FIGURES, old, None)
    assert "changed" in gate.check("set", FIGURES, old)[0]
    assert "no floors" in gate.check("set", FIGURES, {})[0]


@pytest.mark.parametrize("corpus", corpora())
def test_every_gold_document_is_there(corpus: str) -> None:
    from evaluation.score import lines

    assert len(documents(corpus)) == sum(1 for path in golds(corpus) for gold in lines(path) if not path.name.startswith("seeds"))


@pytest.mark.parametrize("corpus", corpora())
def test_no_figure_falls_below_its_floor(corpus: str, tmp_path) -> None:
    from evaluation.corpora import export
    from evaluation.score import score

    figures = score(export(corpus, tmp_path), golds(corpus)).result()
    assert gate.check(corpus, figures, gate.baseline()) == []


def test_a_comparison_names_what_is_gained_lost_and_changed(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    def line(*by: str, certainty: str = "stated") -> str:
        quotes = [{"exact": "these words", "start": 0, "end": 11}]
        claims = [{"by": key, "to": "CN", "groups": [], "certainty": certainty, "quotes": quotes, "rule": "r"} for key in by]
        return json.dumps({"path": "a.txt", "attributions": claims}) + "\n"

    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text(line("BE", "FR"))
    new.write_text(line("BE", "US"))
    gold = {"a.txt": ({("attributions", "US", "CN")}, set())}
    monkeypatch.setattr(compare, "wanted", lambda corpus: gold)
    assert list(compare.differences(old, new, "set")) == [
        "- ✗ a.txt attributions FR CN: stated [r] “these words”",
        "+ ✓ a.txt attributions US CN: stated [r] “these words”",
    ]
    new.write_text(line("BE", "FR", certainty="likely"))
    assert [found[:8] for found in compare.differences(old, new, "set")] == ["= ✗ a.txt"[:8]] * 2
