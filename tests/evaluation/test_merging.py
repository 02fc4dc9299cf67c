"""Merging measured apart from extraction."""

from __future__ import annotations

import json

from evaluation.corpora import HERE, golds
from evaluation.merging import CORPORA, SAME, gold_claims, graded
from evaluation.score import lines


def test_incidents_that_count_as_one_are_named_in_gold_files() -> None:
    named = {name for corpus in CORPORA for path in (*golds(corpus), *(HERE / corpus).glob("seeds.jsonl")) for gold in lines(path)
             for name in gold.get("incidents") or ()}  # fmt: skip
    rows = json.loads(SAME.read_text(encoding="utf-8"))
    assert all(len(row) > 1 and set(row) <= named for row in rows)
    assert len({name for row in rows for name in row}) == sum(map(len, rows))


def test_a_document_in_no_group_is_alone() -> None:
    gold = {"a": "x", "b": "x", "c": "y"}
    assert graded(gold, [("a", "b"), ("c",)]) == 1.0
    assert graded(gold, [("a", "b")]) == 1.0
    assert graded(gold, [("a",), ("b", "c")]) < 0.7


def test_gold_entries_become_claims() -> None:
    entry = {
        "id": "x", "relevant": True, "attributions": [{"by": "BE", "to": "CN", "groups": ["APT31"], "certainty": "likely",
                                                       "responsibility": "territory", "background": True}],
        "victims": [{"country": "BE", "type": "state"}], "techniques": ["phishing", {"type": "malware", "optional": True}],
    }  # fmt: skip
    claims = gold_claims(entry)
    assert [(a.by, a.to, a.background) for a in claims.attributions] == [("BE", "CN", True)]
    assert [v.country for v in claims.victims] == ["BE"]
    assert [tag.type for tag in claims.techniques] == ["phishing", "malware"]
