"""Building: idempotent, independent of order and jobs, safe against being killed at any point."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from factory import POSTGRES, attribution, document, empty_postgres

import demarche
from demarche import engine, workers
from demarche.model import Claims, Problem, Source
from demarche.store import write

PLACES = ("Gent", "Brugge", "Namen", "Luik", "Aalst", "Ieper", "Dinant", "Spa")


def read_simply(one: Source, _extractor: object):
    text = one.raw.decode()
    if "broken" in text:
        return Problem(one.path, "broken", "it says so", "mend it")
    said = Claims(True, attributions=(attribution(text),)) if "China" in text else Claims(False)
    return document(text, one.path), said


@pytest.fixture(autouse=True)
def simple_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "read_one", read_simply)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for number, name in enumerate(PLACES):
        words = f"België beschuldigt China van de aanval op {name}. Nummer {number * 7919} van de reeks {name}."
        (place / f"{number}.txt").write_text(words)
    (place / "8.txt").write_text("Het weer in Oostende blijft zacht.")
    return place


def digest(record: Path) -> str:
    return str(demarche.verify(str(record)).digest)


def test_building_again_adds_nothing(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    first = demarche.build([str(folder)], str(record))
    before = digest(record)
    second = demarche.build([str(folder)], str(record))
    assert (first.read, first.new, second.read, second.new) == (9, 9, 9, 0)
    assert (second.relevant, second.claims, second.incidents) == (first.relevant, first.claims, first.incidents)
    assert digest(record) == before


def test_another_version_reads_everything_anew_into_the_same_record(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "r.db"
    first = demarche.build([str(folder)], str(record))
    before = digest(record)
    monkeypatch.setattr(engine, "stamp", lambda _extractor: "another")
    again = demarche.build([str(folder)], str(record))
    assert (again.new, again.incidents) == (9, first.incidents)
    assert digest(record) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_parts_and_jobs_have_no_say(folder: Path, tmp_path: Path, jobs: int) -> None:
    whole, parts = tmp_path / "whole.db", tmp_path / "parts.db"
    demarche.build([str(folder)], str(whole))
    paths = sorted(map(str, folder.iterdir()), reverse=True)
    for start in range(0, len(paths), 4):
        demarche.build(paths[start : start + 4], str(parts), jobs=jobs)
    assert digest(parts) == digest(whole)


def interrupted(folder: Path, record: Path, when: Callable[[], None]) -> None:
    """Build in a child process that ``when`` has prepared to kill itself."""

    def child() -> None:
        when()
        demarche.build([str(folder)], str(record))

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def killing(name: str, call: int, before: bool) -> Callable[[], None]:
    """Make the ``call``-th call of a writing function end the process, before or after it has written (never after the commit)."""

    def prepare() -> None:
        real, left = getattr(write, name), iter(range(call))

        def wrapped(*args, **kwargs):
            last = next(left) == call - 1
            if last and before:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **kwargs)
            if last:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(write, name, wrapped)

    return prepare


POINTS = [("append", call, before) for call in (1, 4, 9) for before in (True, False)]
POINTS += [(name, 1, before) for name in ("replace_duplicates", "replace_incidents", "set_state") for before in (True, False)]


@pytest.mark.parametrize(("name", "call", "before"), POINTS)
def test_a_killed_build_is_completed_by_the_next(folder: Path, tmp_path: Path, name: str, call: int, before: bool) -> None:
    whole, torn = tmp_path / "whole.db", tmp_path / "torn.db"
    demarche.build([str(folder)], str(whole))
    interrupted(folder, torn, killing(name, call, before))
    demarche.build([str(folder)], str(torn))
    assert digest(torn) == digest(whole)
    assert demarche.verify(str(torn)).faults == []


@pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL")
def test_the_digest_is_the_same_in_postgresql(folder: Path, tmp_path: Path) -> None:
    empty_postgres(str(POSTGRES))
    record = str(tmp_path / "r.db")
    demarche.build([str(folder)], record)
    demarche.build([str(folder)], POSTGRES, jobs=2)
    assert demarche.verify(POSTGRES) == demarche.verify(record)
    assert [sheet.incident for sheet in demarche.timeline(POSTGRES)] == [sheet.incident for sheet in demarche.timeline(record)]


def test_what_cannot_be_read_is_counted_kept_and_settled(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    bad = folder / "9.txt"
    bad.write_text("this one is broken")
    report = demarche.build([str(folder), str(tmp_path / "nowhere")], str(record))
    assert {(Path(p.path).name, p.code) for p in report.unreadable} == {("9.txt", "broken"), ("nowhere", "missing")}
    assert {Path(p.path).name for p in demarche.problems(str(record))} == {"9.txt", "nowhere"}
    bad.write_text("whole again")
    demarche.build([str(bad)], str(record))
    assert {Path(p.path).name for p in demarche.problems(str(record))} == {"nowhere"}


def test_progress_is_reported_with_a_total(folder: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int | None]] = []
    demarche.build([str(folder)], str(tmp_path / "r.db"), progress=lambda *step: steps.append(step))
    assert [step for step in steps if step[0] == "documents"][-1] == ("documents", 9, 9)
    assert [stage for stage, _, _ in steps][-2:] == ["duplicates", "incidents"]


def test_an_incident_keeps_its_id_when_documents_join(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    paths = sorted(map(str, folder.iterdir()))
    demarche.build(paths[:3], str(record))
    before = [sheet.incident.id for sheet in demarche.timeline(str(record))]
    demarche.build(paths, str(record))
    for id in before:
        assert demarche.show(id, str(record)).incident.id
