"""JSON Lines as the coding guide has it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from factory import TEXT, attribution, claims, document, source

import demarche
from demarche.incidents import merge
from demarche.model import Claims
from demarche.store import open_record, read, write

COPY = "Kop van een andere krant. " + TEXT
REWRITTEN = "Peking spreekt het verhaal uit Brussel tegen over China."
OTHER = "Het weer in Oostende blijft zacht."
FIELDS = [
    "id", "path", "url", "title", "lang", "published", "published_from", "relevant", "duplicate_of", "incidents",
    "attributions", "denials", "responses", "victims", "techniques", "objectives", "problems",
]  # fmt: skip


@pytest.fixture
def where(tmp_path: Path) -> str:
    """One statement at two places, a copy, a rewritten copy, and an irrelevant document."""
    where = str(tmp_path / "record.db")
    places = [("b/first.txt", TEXT), ("c/again.txt", TEXT), ("a/copy.txt", COPY), ("d/rewritten.txt", REWRITTEN), ("e/other.txt", OTHER)]
    said = {OTHER: Claims(False), REWRITTEN: Claims(True, attributions=(attribution(REWRITTEN),))}
    with open_record(where, create=True) as record:
        for path, text in places:
            with record.writing() as connection:
                write.append(connection, source(text, path), document(text, path), said.get(text) or claims(text), "engine")
        copies = {source(text).id: (source().id, kind) for text, kind in ((COPY, "contained"), (REWRITTEN, "near"))}
        with record.writing() as connection:
            write.replace_duplicates(connection, copies)
            found = merge(read.readings(connection))
            write.replace_incidents(connection, found, {copy: original for copy, (original, _) in copies.items()})
    return where


def exported(where: str, **filters: Any) -> dict[str, dict[str, Any]]:
    out = io.BytesIO()
    demarche.export_to(out, "jsonl", where, **filters)
    lines = [json.loads(line) for line in out.getvalue().decode().splitlines()]
    assert [line["path"] for line in lines] == sorted(line["path"] for line in lines)
    return {line["path"]: line for line in lines}


def test_a_line_a_place_with_the_fields_of_the_guide(where: str) -> None:
    lines = exported(where)
    assert list(lines) == ["a/copy.txt", "b/first.txt", "c/again.txt", "d/rewritten.txt", "e/other.txt"]
    assert all(list(line) == FIELDS for line in lines.values())


def test_claims_carry_their_fields_id_quotes_and_rule(where: str) -> None:
    (blame,) = exported(where)["b/first.txt"]["attributions"]
    assert {"id", "by", "to", "groups", "certainty", "responsibility", "quotes", "rule", "background"} <= blame.keys()
    assert (blame["by"], blame["to"], blame["rule"]) == ("BE", "CN", "test")
    (quote,) = blame["quotes"]
    assert TEXT[quote["start"] : quote["end"]] == quote["exact"] == "China"


def test_an_irrelevant_document_has_a_line_without_claims(where: str) -> None:
    line = exported(where)["e/other.txt"]
    assert (line["relevant"], line["incidents"], line["attributions"], line["duplicate_of"]) == (False, [], [], None)


def test_a_copy_repeats_its_original_in_its_own_text(where: str) -> None:
    lines = exported(where)
    copy, original = lines["a/copy.txt"], lines["b/first.txt"]
    assert copy["duplicate_of"] == original["id"]
    assert copy["incidents"] == original["incidents"] != []
    assert [claim["id"] for claim in copy["attributions"]] == [claim["id"] for claim in original["attributions"]]
    for claim in copy["attributions"] + copy["denials"]:
        for quote in claim["quotes"]:
            assert COPY[quote["start"] : quote["end"]] == quote["exact"]


def test_a_claim_whose_words_the_copy_lacks_is_left_out(where: str) -> None:
    line = exported(where)["d/rewritten.txt"]
    assert [quote["exact"] for claim in line["attributions"] for quote in claim["quotes"]] == ["China"]
    assert REWRITTEN[line["attributions"][0]["quotes"][0]["start"] :].startswith("China")


def test_the_same_bytes_at_a_second_place_are_a_duplicate_of_themselves(where: str) -> None:
    lines = exported(where)
    assert lines["b/first.txt"]["duplicate_of"] is None
    assert lines["c/again.txt"]["duplicate_of"] == lines["c/again.txt"]["id"] == lines["b/first.txt"]["id"]
    assert lines["c/again.txt"]["attributions"] == lines["b/first.txt"]["attributions"]


def test_a_selection_keeps_the_documents_of_its_incidents(where: str) -> None:
    from demarche.verbs.selection import Selection

    assert set(exported(where, selection=Selection(state="CN"))) == {"a/copy.txt", "b/first.txt", "c/again.txt", "d/rewritten.txt"}
    assert exported(where, selection=Selection(state="RU")) == {}


def test_the_same_record_exports_the_same_bytes(where: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    demarche.export_to(first, "jsonl", where)
    demarche.export_to(second, "jsonl", where)
    assert first.getvalue() == second.getvalue()
