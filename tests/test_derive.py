"""Incidents brought up to date document by document are those that doing everything at once gives, in whatever order documents come."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from factory import attribution, reading, source, victim
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demarche.clean import duplicates
from demarche.derive import derive
from demarche.incidents import block, merge
from demarche.model import Claims, Incident, Judgement, Reading
from demarche.store import Record, nodes, open_record, read, write

NAMES = ["Evere", "Kyivstar", "Bremanger", "Hafnium", "Solntsepek", "Storting", "Bybit", "Stena", "Zeebrugge", "Tallinn"]
STATES = ["BE", "NO", "EE"]
DAYS = ["2022-07-18", "2022-07-25", "2024-01-03", None]
FILLER = "de minister sprak over wat er in de nacht was gebeurd en wie daar achter zou zitten volgens zijn eigen dienst"


def article(seed: int) -> Reading:
    """A document of a small world: few names, few states, and texts that repeat each other."""
    chance = random.Random(seed)
    names = chance.sample(NAMES, 3)
    story = random.Random(chance.randrange(4))
    words = [story.choice(FILLER.split()) for _ in range(60)]
    text = " ".join([*names, "China", *words, str(seed) if chance.random() < 0.7 else "slot", chance.choice(STATES)])
    by, hit = chance.choice(STATES), chance.choice(STATES)
    blamed = (attribution(text, by, "CN"), replace(attribution(text, chance.choice(STATES), "RU"), background=True, id=f"r{seed}"))
    said = Claims(chance.random() < 0.9, attributions=blamed[: chance.choice((1, 2))], victims=(victim(text, hit, "China"),))
    return reading(text, f"{seed}.txt", chance.choice(DAYS), said if said.relevant else Claims(False))


def append(record: Record, found: list[Reading]) -> None:
    with record.writing() as writing:
        for one in found:
            write.append(writing, source(one.document.text, one.document.path), one.document, one.claims, "engine")


def state_of(record: Record) -> tuple[list[Incident], object, list[tuple[str, ...]]]:
    with record.reading() as asked:
        homes = [(one.document.id, *one.incidents) for one in read.readings(asked)]
        return read.incidents(asked), read.duplicates(asked), homes


def at_once(record: Record) -> list[Incident]:
    with record.reading() as asked:
        found = merge(read.readings(asked), read.judgements(asked))
    return sorted(found, key=lambda one: (one.first is None, one.first or "", one.id))


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that they open and close."""
    for module, name, value in ((block, "LARGEST", 3), (duplicates, "LARGEST", 5), (duplicates, "MIN_SEQUENCES", 10)):
        monkeypatch.setattr(module, name, value)


CHANGES = st.lists(st.one_of(st.integers(0, 400), st.sampled_from(["derive", "merge", "split", "undo"])), min_size=3, max_size=25)


def follow(record: Record, changes: list[int | str]) -> None:
    known: list[str] = []
    chance = random.Random(str(changes))
    for change in changes:
        if isinstance(change, int):
            one = article(change)
            append(record, [one])
            known.append(one.document.id)
        elif change == "derive":
            derive(record)
        elif known:
            judge(record, change, chance, known)
    derive(record)


def judge(record: Record, action: str, chance: random.Random, known: list[str]) -> None:
    with record.writing() as writing:
        last = len(read.judgements(writing))
        if action != "undo":
            write.judge(writing, Judgement("ann", action, chance.choice(known), other=chance.choice(known)))
        elif last:
            write.judge(writing, Judgement("ann", "undo", known[0], other=str(chance.randint(1, last))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHANGES)
def test_step_by_step_is_as_good_as_at_once(tight: None, tmp_path_factory: pytest.TempPathFactory, changes: list[int | str]) -> None:
    path = tmp_path_factory.mktemp("derive") / "steps.db"
    with open_record(path, create=True) as record:
        follow(record, changes)
        found = state_of(record)
        assert found[0] == at_once(record)
        with record.writing() as writing:
            nodes.forget_all(writing)
        derive(record)
        assert state_of(record) == found


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 400), min_size=4, max_size=16, unique=True), st.randoms())
def test_the_order_of_arrival_has_no_say(
    tight: None, tmp_path_factory: pytest.TempPathFactory, seeds: list[int], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("order")
    outcomes = []
    for name in ("one.db", "two.db"):
        with open_record(folder / name, create=True) as record:
            chance.shuffle(seeds)
            for seed in seeds:
                append(record, [article(seed)])
                derive(record)
            outcomes.append(state_of(record))
    assert outcomes[0] == outcomes[1]


def test_only_what_a_document_touches_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Incident] = []
    real = write.replace_incidents
    monkeypatch.setattr(write, "replace_incidents", lambda *given: (written.extend(given[1]), real(*given))[1])
    with open_record(tmp_path / "record.db", create=True) as record:
        append(record, [article(seed) for seed in range(30)])
        derive(record)
        assert len(written) == len(state_of(record)[0])
        written.clear()
        derive(record)
        assert written == []
        text = "Voetbal in Lissabon: Portugal wint met China op de tribune."
        append(record, [reading(text, "sport.txt", "1999-01-01", Claims(True, attributions=(attribution(text, "PT", "CN"),)))])
        derive(record)
        assert len(written) == 1
