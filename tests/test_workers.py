"""Reading in processes: order, and documents that kill or hang their worker."""

from __future__ import annotations

import os
import time

import pytest
from factory import claims, document, source

from demarche import workers
from demarche.claims.backends.rules import Rules
from demarche.model import Problem, Source

KILLER, SLEEPER = "this document kills its reader", "this document never ends"


def read_badly(one: Source, _extractor: object):
    text = one.raw.decode()
    if text == KILLER:
        os._exit(9)
    if text == SLEEPER:
        time.sleep(60)
    return document(text, one.path), claims(text + "China") if "China" in text else claims()


@pytest.fixture(autouse=True)
def bad_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "read_one", read_badly)


def texts(number: int) -> list[Source]:
    return [source(f"China {n}", f"{n}.txt") for n in range(number)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_outcomes_come_in_the_order_of_the_sources(jobs: int) -> None:
    wanted = texts(100)
    found = list(workers.read_all(iter(wanted), jobs, Rules()))
    assert [one for one, _ in found] == wanted
    assert all(not isinstance(outcome, Problem) and outcome[0].path == one.path for one, outcome in found)


def test_a_document_that_kills_its_worker_is_named_and_the_others_are_read() -> None:
    wanted = [*texts(20), source(KILLER, "bad.txt"), *texts(40)]
    found = list(workers.read_all(iter(wanted), 2, Rules()))
    assert [one for one, _ in found] == wanted
    problems = [outcome for _, outcome in found if isinstance(outcome, Problem)]
    assert [(problem.path, problem.code) for problem in problems] == [("bad.txt", "crashed")]


def test_a_document_that_hangs_is_named_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ITEM_SECONDS", 0.3)
    monkeypatch.setattr(workers, "CHUNK_ITEMS", 4)
    wanted = [*texts(3), source(SLEEPER, "slow.txt"), *texts(30)]
    found = list(workers.read_all(iter(wanted), 2, Rules()))
    assert len(found) == len(wanted)
    problems = [outcome for _, outcome in found if isinstance(outcome, Problem)]
    assert [(problem.path, problem.code) for problem in problems] == [("slow.txt", "timeout")]


def test_a_large_document_fills_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CHUNK_BYTES", 10)
    assert [len(chunk) for chunk in workers._chunks(texts(4))] == [2, 2]
