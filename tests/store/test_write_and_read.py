"""What is written comes back equal, once, and in one piece."""

from __future__ import annotations

import pytest
from factory import TEXT, claims, document, quote, reading, source, tag
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from demarche.incidents import merge
from demarche.model import Attribution, Claims, Group, Incident, Judgement, Member, Problem
from demarche.store import Record, read, write
from demarche.store.digest import digest

ENGINE = "engine-1"


def keep(record: Record, words: str = TEXT, path: str = "a.txt", engine: str = ENGINE, said: Claims | None = None) -> bool:
    with record.writing() as connection:
        return write.append(connection, source(words, path), document(words, path), said or claims(words), engine)


def the_digest(record: Record) -> str:
    with record.reading() as connection:
        return digest(connection)


def test_a_document_comes_back_with_its_claims(record: Record) -> None:
    groups, words = (Group("APT31", "apt31", "CN"),), quote(TEXT, "China")
    blame = Attribution("a", "BE", None, groups, "likely", "territory", words, "rule", ("cue",), 0.5, background=True)
    said = Claims(True, attributions=(blame,), techniques=(tag(TEXT, "phishing", "cyberaanval"),))
    keep(record, said=said)
    with record.reading() as connection:
        (found,) = read.readings(connection)
        assert found.claims == said
        assert found.document == document()
        assert read.source(connection, source().id) == source()


def test_reading_the_same_again_adds_nothing(record: Record) -> None:
    assert keep(record)
    before = the_digest(record)
    assert not keep(record)
    with record.reading() as connection:
        assert read.counts(connection)["claims"] == 2
    assert the_digest(record) == before


def test_the_same_bytes_at_a_second_place_are_one_document_with_two_paths(record: Record) -> None:
    keep(record, path="b.txt")
    keep(record, path="a.txt")
    with record.reading() as connection:
        (found,) = read.readings(connection)
        assert found.paths == ("a.txt", "b.txt")
        assert read.places(connection) == [("a.txt", found.document.id), ("b.txt", found.document.id)]


def test_a_newer_engine_replaces_claims_and_keeps_the_source(record: Record) -> None:
    keep(record)
    keep(record, engine="engine-2", said=Claims(False))
    with record.reading() as connection:
        counts = read.counts(connection)
        assert (counts["sources"], counts["documents"], counts["claims"], counts["relevant"]) == (1, 1, 0, 0)
        assert read.known(connection, "engine-2") == {source().id}
        assert read.known(connection, ENGINE) == set()


def test_the_digest_does_not_depend_on_order_or_time(record: Record) -> None:
    keep(record, TEXT + " 1", "1")
    keep(record, TEXT + " 2", "2")
    first = the_digest(record)
    with record.writing() as connection:
        for each in (TEXT + " 1", TEXT + " 2"):
            write.forget_reading(connection, source(each).id)
    keep(record, TEXT + " 2", "2")
    keep(record, TEXT + " 1", "1")
    with record.writing() as connection:
        connection.execute(text("UPDATE documents SET recorded_at = 'another time'"))
    assert the_digest(record) == first


def test_the_digest_sees_a_changed_word(record: Record) -> None:
    keep(record)
    before = the_digest(record)
    with record.writing() as connection:
        connection.execute(text("UPDATE documents SET text = replace(text, 'China', 'Chili')"))
    assert the_digest(record) != before


def test_a_failed_transaction_leaves_nothing(record: Record) -> None:
    with pytest.raises(RuntimeError), record.writing() as connection:  # noqa: PT012 - the write must come before the failure
        write.append(connection, source(), document(), claims(), ENGINE)
        raise RuntimeError("pulled the plug")
    with record.reading() as connection:
        assert read.counts(connection)["sources"] == 0


def test_a_problem_is_kept_once_and_dropped_when_settled(record: Record) -> None:
    problem = Problem("x.pdf", "encrypted-pdf", "it is encrypted", "decrypt it")
    for _ in range(2):
        with record.writing() as connection:
            write.add_problem(connection, problem)
    with record.reading() as connection:
        assert read.problems(connection) == [problem]
    with record.writing() as connection:
        write.drop_problems(connection, [problem])
    with record.reading() as connection:
        assert read.problems(connection) == []


def test_a_path_that_is_not_unicode_is_kept_visibly(record: Record) -> None:
    keep(record, path="caf\udce9.txt")
    with record.reading() as connection:
        assert read.places(connection)[0][0] == "caf\\xe9.txt"


def test_judgements_cannot_be_changed_or_deleted(record: Record) -> None:
    with record.writing() as connection:
        assert write.judge(connection, Judgement("ann", "reject", "claim-1", "not said")) == 1
    for sql in ("UPDATE judgements SET reason = 'x'", "DELETE FROM judgements"):
        with pytest.raises(DBAPIError, match="append-only"), record.writing() as connection:
            connection.execute(text(sql))
    with record.reading() as connection:
        (kept,) = read.judgements(connection)
        assert (kept.user, kept.action, kept.reason, kept.seq) == ("ann", "reject", "not said", 1)


def incident(anchor: str, *others: str) -> Incident:
    return Incident(f"inc-{anchor[:10]}", anchor, tuple(Member(id) for id in sorted((anchor, *others))))


def test_an_incident_that_is_merged_away_stays_findable(record: Record) -> None:
    one, two = sorted((TEXT + " 1", TEXT + " 2"), key=lambda words: source(words).id)
    keep(record, one, "1")
    keep(record, two, "2")
    first, second = source(one).id, source(two).id
    with record.writing() as connection:
        write.replace_incidents(connection, [incident(first), incident(second)], {})
    with record.writing() as connection:
        write.replace_incidents(connection, [incident(first, second)], {})
    with record.reading() as connection:
        found = read.incident(connection, f"inc-{second[:10]}")
        assert found is not None
        assert found.id == f"inc-{first[:10]}"


def test_a_redirect_follows_a_second_merge_and_ends_when_the_incident_returns(record: Record) -> None:
    ids = sorted(source(f"{TEXT} {n}").id for n in range(3))
    for n in range(3):
        keep(record, f"{TEXT} {n}", str(n))
    states = [
        [incident(ids[0]), incident(ids[1]), incident(ids[2])],
        [incident(ids[0]), incident(ids[1], ids[2])],
        [incident(ids[0], ids[1], ids[2])],
    ]
    for state in states:
        with record.writing() as connection:
            write.replace_incidents(connection, state, {})
    with record.reading() as connection:
        moved = read.incident(connection, f"inc-{ids[2][:10]}")
        assert moved is not None
        assert moved.id == f"inc-{ids[0][:10]}"
    with record.writing() as connection:
        write.replace_incidents(connection, states[0], {})
    with record.reading() as connection:
        back = read.incident(connection, f"inc-{ids[2][:10]}")
        assert back is not None
        assert back.id == f"inc-{ids[2][:10]}"


def test_a_copy_belongs_to_its_originals_incident(record: Record) -> None:
    keep(record, TEXT, "1")
    keep(record, TEXT + " kopie", "2")
    original, copy = source().id, source(TEXT + " kopie").id
    with record.writing() as connection:
        write.replace_duplicates(connection, {copy: (original, "near")})
        write.replace_incidents(connection, merge([reading()]), {copy: original})
    with record.reading() as connection:
        found = {one.document.id: one for one in read.readings(connection)}
    assert found[copy].duplicate is not None
    assert found[copy].duplicate.original_id == original
    assert found[copy].incidents == found[original].incidents != ()
