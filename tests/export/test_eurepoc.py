"""EuRepoC rows: its columns in its order, its words and no others, quotations for what is filled, and no invented day."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exportrecords import AWKWARD, ROOT, item, keep

from demarche.export.cells import original
from demarche.export.eurepoc.row import columns
from demarche.export.words import words
from demarche.verbs.export import export_files

REFERENCE = ROOT.parent / "shared" / "reference" / "eurepoc"
MISSING = {"Unknown", "Not available", "Not attributed", ""}
SAME = {
    "inclusion_criterion": "inclusion_criteria",
    "inclusion_criterion_subcode": "inclusion_criteria_subcode",
    "incident_type": "incident_type",
    "receiver_category": "receiver_category",
    "initiator_category": "initiator_category",
    "initiator_category#2": "initiator_category",
    "attribution_type": "attribution_type",
    "attribution_basis": "attribution_basis",
    "political_response_type": "political_response_type",
    "political_response_subtype": "political_response_type_subcode",
    "legal_response_type": "legal_response_type",
    "legal_response_subtype": "legal_response_type_subcode",
    "mitre_initial_access": "MITRE_initial_access",
    "mitre_impact": "MITRE_impact",
    "state_responsibility_actor": "state_responsibility_indicator",
}
"""Our column to its name in the list of values seen in the published tables."""


def rows(where: str, folder: Path) -> list[dict[str, str]]:
    csv.field_size_limit(10**9)
    export_files(folder, "eurepoc", where, folder=True)
    with (folder / "eurepoc.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert header == words("eurepoc")["columns"]
    return [dict(zip(columns(), map(original, line), strict=True)) for line in lines]


def one_row(tmp_path: Path, text: bytes, **gold: Any) -> dict[str, str]:
    tmp_path.mkdir(exist_ok=True)
    where = keep(str(tmp_path / "r.db"), [item("a.txt", text * 3, {"relevant": True, **gold})])
    (found,) = rows(where, tmp_path / "out")
    return found


@pytest.fixture(scope="module")
def observed() -> dict[str, dict[str, int]]:
    path = REFERENCE / "vocabulary_observed.json"
    if not path.is_file():
        pytest.skip("the published vocabulary is not here")
    found: dict[str, dict[str, int]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def flat(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        yield from flat(one) if isinstance(one, list) else [str(one)]


def allowed(observed: dict[str, dict[str, int]], name: str) -> set[str]:
    """The values seen; of political responses every kind of actor with every kind of measure, as the codebook has them."""
    seen = set(observed[name])
    if name != "political_response_type":
        return seen
    actors, measures = zip(*(value.split(": ") for value in seen if ": " in value), strict=True)
    return {f"{actor}: {measure}" for actor in actors for measure in measures}


def test_the_columns_are_those_of_version_1_3_in_order() -> None:
    names = words("eurepoc")["columns"]
    assert len(names) == 85
    assert {name for name in names if names.count(name) > 1} == {"initiator_country", "initiator_category"}
    page = REFERENCE / "VOCABULARY.md"
    if page.is_file():
        (stated,) = re.findall(r"\*\*Columns v1\.3[^*]*\*\*: (.*?)\. \(", page.read_text(encoding="utf-8"))
        expected: list[str] = []
        for part in re.split(r", (?![^(]*\))", stated):
            base, *more = re.split(r"\(", part.rstrip(")"))
            expected += [base, *(base + tail.strip().lstrip("+") for tail in ",".join(more).split(",") if tail)]
        assert names == expected


def test_every_coded_value_is_one_of_eurepocs(gold: str, here: Path, observed: dict[str, dict[str, int]]) -> None:
    found = rows(gold, here)
    assert len(found) > 50
    for row in found:
        for column, published in SAME.items():
            values = set(row[column].split(";"))
            assert values <= allowed(observed, published) | MISSING, (column, values)


def test_every_country_is_spelt_as_in_the_published_table(gold: str, here: Path) -> None:
    path = REFERENCE / "v1.1_EuRepoC_Global_Database_1.1.csv"
    if not path.is_file():
        pytest.skip("the published table is not here")
    known: set[str] = set()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for column in ("receiver_country", "initiator_country", "attributing_country", "political_response_country"):
                text = row[column]
                parsed = ast.literal_eval(text) if text.startswith("[") else text.split("; ")
                known |= set(flat(parsed))
    used = {
        value
        for row in rows(gold, here)
        for column in row
        if "country" in column and "code" not in column
        for value in row[column].split(";")
    }
    strange = used - known - MISSING - {"NATO (institutions)", "EU (institutions)"}
    assert {name for name in strange if name in set(words("eurepoc")["countries"].values())} == set()
    assert len(used & known) > 15


def test_multiple_values_stay_in_step(gold: str, here: Path) -> None:
    groups = [
        ["receiver_country", "receiver_country_alpha_2_code", "receiver_category", "receiver_subcategory"],
        ["initiator_name", "initiator_country", "initiator_alpha_2", "initiator_category"],
        ["attribution_id", "attribution_date", "attribution_type", "attribution_basis", "attributing_actor", "attributing_country"],
    ]
    for row in rows(gold, here):
        for group in groups:
            assert len({row[column].count(";") for column in group}) == 1, (group, row["incident_id"])


def test_columns_left_empty_are_listed_and_empty(gold: str, here: Path) -> None:
    found = rows(gold, here)
    with (here / "empty_columns.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["column"]: row["reason"] for row in csv.DictReader(file)}
    assert all(listed.values())
    assert all(row[column] == "" for row in found for column in listed)
    filled = {column for row in found for column, value in row.items() if value}
    assert filled == set(columns()) - listed.keys()


def test_the_side_file_has_the_words_of_the_filled_cells(gold: str, here: Path) -> None:
    found = {row["incident_id"]: row for row in rows(gold, here)}
    with (here / "quotations.csv").open(encoding="utf-8", newline="") as file:
        side = [{name: original(cell) for name, cell in row.items()} for row in csv.DictReader(file)]
    for row in side:
        assert row["value"] in {found[row["incident_id"]][column] for column in columns() if column.removesuffix("#2") == row["column"]}
        assert row["quotation"]
    for incident, row in found.items():
        for column in ("receiver_category", "initiator_name", "incident_type", "political_response_type", "legal_response_type"):
            if row[column] not in MISSING:
                assert any(line["incident_id"] == incident and line["column"] == column for line in side), (incident, column)


def test_unknown_not_available_and_not_attributed_are_three_things(tmp_path: Path) -> None:
    said = [{"by": "BE", "to": None, "groups": ["APT31"], "certainty": "stated", "responsibility": "group-only"}]
    group_only = one_row(tmp_path / "1", b"Belgium names APT31 and no state. ", attributions=said)
    assert (group_only["initiator_name"], group_only["initiator_country"], group_only["initiator_category"]) == (
        "APT31",
        "Unknown",
        "Unknown",
    )
    nobody = one_row(tmp_path / "2", b"China denies whatever it may be. ", denials=[{"by": "CN", "types": ["flat"]}])
    assert {nobody[column] for column in ("initiator_name", "initiator_country", "settled_initiator", "initiator_category#2")} == {
        "Not attributed"
    }
    assert (nobody["receiver_country"], nobody["number_attributions"]) == ("Not available", "0")


def test_publication_is_never_a_day_of_the_incident(tmp_path: Path) -> None:
    found = one_row(tmp_path, b"Belgium accuses China of it. ", published="2022-07-18", attributions=[
        {"by": "BE", "to": "CN", "certainty": "stated", "responsibility": "state"}])  # fmt: skip
    assert {found[column] for column in ("start_date", "end_date", "attribution_date")} == {"Not available"}
    assert found["state_responsibility_actor"] == "Not available"


def test_bases_follow_who_accuses(tmp_path: Path) -> None:
    def by(name: str) -> dict[str, Any]:
        return {"by": name, "to": "CN", "certainty": "stated", "responsibility": "state-backed"}

    names = ["BE", "EU", "NATO", "US", "Microsoft", "media", "unnamed"]
    found = one_row(
        tmp_path, b"They all accuse China of it. ", attributions=[by(name) for name in names], victims=[{"country": "BE", "type": "state"}]
    )
    bases = dict(zip(found["attributing_actor"].split(";"), found["attribution_basis"].split(";"), strict=True))
    assert bases["Belgium"] == "Attribution by receiver government / state entity"
    assert bases["European Union"] == "Attribution by EU institution/agency"
    assert bases["NATO"] == "Attribution by international organization"
    assert bases["United States"] == "Attribution by third-party"
    assert bases["Microsoft"] == "IT-security community attributes attacker"
    assert found["state_responsibility_actor"].startswith("Indirect")


def test_awkward_strings_keep_the_columns_apart(awkward: str, here: Path) -> None:
    found = rows(awkward, here)
    assert all(len(row) == 85 for row in found)
    urls = {url for row in found for url in row["source_url"].split(";")}
    assert {f"https://example.org/{text}".replace(";", ",") for text in AWKWARD} == urls
