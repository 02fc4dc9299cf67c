"""People's decisions and recomputing: 200 random judgements, a forced recompute, builds in any order and in parts."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

import demarche
from demarche.cli.app import app
from demarche.derive import DERIVED, derive
from demarche.store import open_record, read, write

STATES = [("BE", "Belgium", "China"), ("NO", "Norway", "Russia"), ("DE", "Germany", "Iran"), ("NL", "The Netherlands", "North Korea")]
DAYS = ("2022-07-18", "2022-07-20", "2023-01-05")


def write_corpus(folder: Path) -> list[str]:
    folder.mkdir()
    paths = []
    for _, accuser, accused in STATES:
        for day in DAYS:
            path = folder / f"{accuser.split()[-1]}-{day}.txt"
            path.write_text(
                f"{accuser} accuses {accused} of cyberattack on ministry\n\n{day}\n\n{accuser} on Monday accused {accused} of "
                f"a phishing attack on its foreign ministry. Hackers of {accused} stole e-mails, the government of {accuser} said. Case {day}-{accused}.\n"
            )
            paths.append(str(path))
    return paths


def incidents(record: str) -> list[object]:
    with open_record(record) as kept, kept.reading() as asked:
        return list(read.incidents(asked))


@pytest.fixture
def corpus(tmp_path: Path) -> list[str]:
    return write_corpus(tmp_path / "texts")


def test_builds_in_any_order_and_in_parts_give_one_record(tmp_path: Path, corpus: list[str]) -> None:
    whole = str(tmp_path / "whole.db")
    demarche.build(corpus, whole)
    expected = incidents(whole)
    demarche.build(corpus, whole)
    assert incidents(whole) == expected
    chance = random.Random(4)
    for turn in range(3):
        shuffled = chance.sample(corpus, len(corpus))
        cut = chance.randrange(1, len(corpus))
        parts = str(tmp_path / f"parts{turn}.db")
        demarche.build(shuffled[:cut], parts)
        demarche.build(shuffled[cut:], parts)
        assert incidents(parts) == expected


def judge_at_random(record: str, chance: random.Random, count: int) -> None:
    with open_record(record) as kept, kept.reading() as asked:
        readings = [one for one in read.readings(asked) if one.claims.relevant]
    accusations = [claim.id for one in readings for claim in one.claims.attributions]
    claims = accusations + [claim.id for one in readings for claim in one.claims.victims]
    documents = [one.document.id for one in readings]
    for number in range(count):
        action = chance.choice(("accept", "reject", "correct", "note", "merge"))
        if action == "merge":
            demarche.judge("merge", *chance.sample(documents, 1), "ann", other=chance.choice(documents), record=record)
        else:
            value = {"certainty": chance.choice(("likely", "possible"))} if action == "correct" else None
            target = chance.choice(accusations if value else claims)
            demarche.judge(action, target, f"user{number % 3}", f"reason {number}", value=value, record=record)


def test_two_hundred_judgements_survive_a_full_recompute(tmp_path: Path, corpus: list[str]) -> None:
    record = str(tmp_path / "judged.db")
    demarche.build(corpus, record)
    judge_at_random(record, random.Random(7), 200)
    with open_record(record) as kept:
        with kept.reading() as asked:
            log = read.judgements(asked)
        derive(kept)
        with kept.reading() as asked:
            before = read.incidents(asked)
        sheets = [demarche.qualify(one.id, record).sheet for one in before]
        with kept.writing() as connection:
            write.set_state(connection, DERIVED, "anew")
        derive(kept)
        with kept.reading() as asked:
            assert read.judgements(asked) == log
            assert read.incidents(asked) == before
    assert len(log) >= 200
    assert [demarche.qualify(one.id, record).sheet for one in before] == sheets


def test_an_id_merged_away_leads_to_the_incident_it_went_into(tmp_path: Path, corpus: list[str]) -> None:
    record = str(tmp_path / "merged.db")
    demarche.build(corpus, record)
    one, two = (incident.id for incident in incidents(record)[:2])
    demarche.judge("merge", one, "ann", other=two, record=record)
    demarche.build(corpus, record)
    assert demarche.show(one, record).incident.id == demarche.show(two, record).incident.id


def test_the_command_carries_out_a_merge_at_once_and_its_undoing(tmp_path: Path, corpus: list[str]) -> None:
    record = str(tmp_path / "commanded.db")
    demarche.build(corpus, record)
    before = incidents(record)
    one, two = (incident.id for incident in before[:2])
    runner = CliRunner()
    told = runner.invoke(app, ["judge", "merge", one, "--other", two, "--user", "ann", "--record", record])
    assert told.exit_code == 0
    assert len(incidents(record)) == len(before) - 1
    number, _, _, _, target, *_ = told.output.split()
    assert runner.invoke(app, ["judge", "undo", target, "--other", number, "--user", "ann", "--record", record]).exit_code == 0
    assert incidents(record) == before


def test_a_replay_knows_what_was_out_by_then(tmp_path: Path, corpus: list[str]) -> None:
    from demarche.verbs.asof import AsOf

    record = str(tmp_path / "then.db")
    demarche.build(corpus, record)
    then = demarche.timeline(record, as_of=AsOf("2022-07-19"))
    dates = {reading.document.published for sheet in then for reading in sheet.readings}
    assert dates == {"2022-07-18"}
    assert demarche.timeline(record, as_of=AsOf("2000-01-01", "recorded")) == []
