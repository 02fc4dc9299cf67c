"""STIX bundles: strictly valid, closed, the same every time, and every statement by the one who makes it."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest
from exportrecords import AWKWARD, item, keep

import demarche
from demarche.export.words import words

stix2 = pytest.importorskip("stix2")
UUID_VERSION = "103"
"""The validator's check that ids are of UUID version 4. Ours are of version 5 on purpose: the same thing has the same id everywhere."""


def bundle(where: str, **options: Any) -> dict[str, Any]:
    out = io.BytesIO()
    demarche.export_to(out, "stix", where, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def faults(found: dict[str, Any]) -> list[str]:
    validator = pytest.importorskip("stix2validator")
    options = validator.ValidationOptions(strict=True, version="2.1", disabled=UUID_VERSION)
    return [str(fault) for fault in validator.validate_string(json.dumps(found), options).errors]


def statement(one: dict[str, Any]) -> dict[str, Any]:
    extensions = one.get("extensions", {})
    return next((value for value in extensions.values() if "kind" in value), {})


def test_the_gold_bundle_is_strictly_valid(gold: str) -> None:
    found = bundle(gold, tlp="amber+strict")
    assert len(found["objects"]) > 3000
    assert faults(found) == []


def test_every_object_is_read_by_stix2(gold: str, awkward: str) -> None:
    for where in (gold, awkward):
        for one in bundle(where)["objects"]:
            assert json.loads(stix2.parse(one).serialize())["id"] == one["id"]


def test_ids_are_unique_and_every_reference_leads_to_an_object(gold: str) -> None:
    objects = bundle(gold, tlp="green")["objects"]
    ids = Counter(one["id"] for one in objects)
    assert ids.most_common(1)[0][1] == 1
    for one in objects:
        refs = [value for name, value in one.items() if name.endswith("_ref")]
        refs += [value for name, values in one.items() if name.endswith("_refs") for value in values]
        assert set(refs) <= ids.keys(), one["id"]
        assert one["id"].split("--")[1][14] == "5" or one["type"] == "marking-definition"


def test_the_same_record_gives_the_same_bytes_and_no_present_time(gold: str) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    demarche.export_to(first, "stix", gold)
    demarche.export_to(second, "stix", gold)
    assert first.getvalue() == second.getvalue()
    with demarche.store.open_record(gold) as kept, kept.reading() as asked:
        recorded = {row[0] for row in asked.exec_driver_sql("select recorded_at from documents")}
    assert all(time.encode() not in first.getvalue() for time in recorded)


def test_an_attribution_is_a_dated_statement_by_its_claimant(tmp_path: Any) -> None:
    said = {"by": "BE", "to": "CN", "groups": ["APT31"], "certainty": "likely", "responsibility": "state-backed"}
    gold = {"relevant": True, "published": "2023-03-30", "attributions": [said], "title": "T", "lang": "nl", "url": "https://example.org/a"}
    objects = bundle(keep(str(tmp_path / "r.db"), [item("a.txt", b"BE suspects APT31, which works for China. " * 3, gold)]))["objects"]
    by_id = {one["id"]: one for one in objects}
    links = [one for one in objects if one["type"] == "relationship" and "confidence" in one]
    ends = {(by_id[one["source_ref"]]["type"], by_id[one["target_ref"]]["name"]) for one in links}
    backed = words("stix")["actors"]["state-backed"]["name"].format(state="China")
    assert ends == {("campaign", backed), ("campaign", "APT31"), ("intrusion-set", backed)}
    for one in [*links, *(one for one in objects if one["type"] == "note")]:
        assert (by_id[one["created_by_ref"]]["name"], one["created"], one["confidence"]) == ("Belgium", "2023-03-30T00:00:00.000Z", 70)
    (note,) = [one for one in objects if one["type"] == "note"]
    (quotation,) = statement(note)["quotations"]
    assert quotation["exact"] in note["content"]
    assert (statement(note)["certainty"], statement(note)["responsibility"]) == ("likely", "state-backed")
    (place,) = note["external_references"]
    assert place["url"] == "https://example.org/a"
    assert place["external_id"].endswith(f"#char={quotation['start']},{quotation['end']}")
    (group,) = [one for one in objects if one["type"] == "intrusion-set"]
    assert {"source_name": "mitre-attack", "external_id": "G0128"} in group["external_references"]
    assert "ZIRCONIUM" in [alias.upper() for alias in group["aliases"]]


def test_tolerance_is_not_turned_into_an_act(tmp_path: Any) -> None:
    said = {"by": "NL", "to": "RU", "certainty": "stated", "responsibility": "territory"}
    gold = {"relevant": True, "published": "2023", "attributions": [said]}
    objects = bundle(keep(str(tmp_path / "r.db"), [item("a.txt", b"They operate from Russian territory, which tolerates them. ", gold)]))[
        "objects"
    ]
    (actor,) = [one for one in objects if one["type"] == "threat-actor"]
    assert actor["threat_actor_types"] == ["unknown"]
    assert [one["relationship_type"] for one in objects if one.get("source_ref") == actor["id"]] == ["related-to"]


def test_a_denial_is_an_opinion_of_the_accused_on_the_accusation(tmp_path: Any) -> None:
    said = [
        {"by": "BE", "to": "CN", "certainty": "stated", "responsibility": "state"},
        {"by": "US", "to": "RU", "certainty": "stated", "responsibility": "state"},
    ]
    gold = {"relevant": True, "attributions": said, "denials": [{"by": "CN", "types": ["flat", "demands-evidence"]}]}
    objects = bundle(
        keep(str(tmp_path / "r.db"), [item("a.txt", b"Belgium accuses China; the US accuses Russia. China denies it. " * 2, gold)])
    )["objects"]
    by_id = {one["id"]: one for one in objects}
    (opinion,) = [one for one in objects if one["type"] == "opinion"]
    assert (opinion["opinion"], by_id[opinion["created_by_ref"]]["name"]) == ("strongly-disagree", "China")
    (answered,) = [by_id[id] for id in opinion["object_refs"]]
    assert by_id[answered["created_by_ref"]]["name"] == "Belgium"
    (undated,) = [one for one in objects if one["type"] in ("report", "grouping")]
    assert (undated["type"], undated["created"]) == ("grouping", "1970-01-01T00:00:00.000Z")


def test_a_background_claim_says_nothing_about_the_campaign(tmp_path: Any) -> None:
    said = {"by": "US", "to": "KP", "certainty": "stated", "responsibility": "state", "background": True}
    gold = {"relevant": True, "published": "2023-01-01", "attributions": [said]}
    objects = bundle(
        keep(str(tmp_path / "r.db"), [item("a.txt", b"Years ago Washington blamed North Korea for another attack. " * 2, gold)])
    )["objects"]
    assert [one for one in objects if one["type"] in ("threat-actor", "opinion")] == []
    (note,) = [one for one in objects if one["type"] == "note"]
    assert "background" in note["labels"]


@pytest.mark.parametrize("label", words("stix")["tlp"]["ids"])
def test_every_object_carries_the_label(gold: str, label: str) -> None:
    first, *rest = bundle(gold, tlp=label)["objects"]
    assert (first["type"], first["name"]) == ("marking-definition", f"TLP:{label.upper()}")
    assert all(one["object_marking_refs"] == [first["id"]] for one in rest)


def test_awkward_strings_arrive_unchanged(awkward: str) -> None:
    objects = bundle(awkward)["objects"]
    claimants = {statement(one).get("claimant") for one in objects if statement(one).get("kind") == "attributions"}
    assert claimants == set(AWKWARD)
    some = {"type": "bundle", "id": bundle(awkward)["id"], "objects": objects[::40]}
    assert faults(some) == []
