"""MISP events: load in ``pymisp``, are stable on reload, use words that the taxonomies and galaxies have, and make a feed."""

from __future__ import annotations

import copy
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from exportrecords import AWKWARD

import demarche
from demarche.export.words import words
from demarche.verbs.export import export_files

pymisp = pytest.importorskip("pymisp")


def events(where: str, **options: Any) -> list[dict[str, Any]]:
    out = io.BytesIO()
    demarche.export_to(out, "misp", where, **options)
    return list(json.loads(out.getvalue())["response"])


def loaded(values: dict[str, Any]) -> Any:
    event = pymisp.MISPEvent()
    event.from_dict(**copy.deepcopy(values["Event"]))
    return event


def tags(event: dict[str, Any]) -> set[str]:
    one = event["Event"]
    attributes = one.get("Attribute", []) + [attribute for part in one.get("Object", []) for attribute in part["Attribute"]]
    return {tag["name"] for holder in (one, *attributes) for tag in holder.get("Tag", [])}


def test_every_event_loads_and_is_stable_on_reload(gold: str) -> None:
    found = events(gold, tlp="green")
    assert len(found) > 50
    for values in found:
        assert json.loads(loaded(values).to_json()) == values["Event"]


def test_every_document_claim_and_quotation_is_in_its_event(gold: str) -> None:
    out = io.BytesIO()
    demarche.export_to(out, "jsonl", gold)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    reports = {report["uuid"]: report["content"] for values in events(gold) for report in values["Event"].get("EventReport", [])}
    text = "\n".join(reports.values())
    originals = [line for line in lines if line["relevant"] and not line["duplicate_of"]]
    assert len(reports) == len(originals)
    for line in originals:
        for claim in line["attributions"] + line["denials"] + line["victims"]:
            assert all(quote["exact"] in text for quote in claim["quotes"])


def test_tags_are_words_of_the_taxonomies_and_galaxies(gold: str) -> None:
    taxonomies = pytest.importorskip("pytaxonomies").Taxonomies()
    known = {
        tag for name in ("estimative-language", "state-responsibility", "admiralty-scale", "tlp") for tag in taxonomies[name].machinetags()
    }
    clusters = {'misp-galaxy:{}="{}"'.format(*pair) for part in words("misp-clusters").values() for pair in part.values()}
    used = set().union(*(tags(one) for one in events(gold, tlp="amber+strict")))
    assert used <= known | clusters
    assert {"tlp:amber+strict", "state-responsibility:state-ordered"} <= used
    assert any(tag.endswith(' - G0128"') for tag in used)
    assert set(words("misp")["certainty"].values()) | set(words("misp")["responsibility"].values()) <= known


def test_the_clusters_are_those_of_the_galaxy() -> None:
    pymispgalaxies = pytest.importorskip("pymispgalaxies")
    galaxies = pymispgalaxies.Clusters()
    for part in words("misp-clusters").values():
        for galaxy, value in part.values():
            assert galaxies[galaxy].get(value), (galaxy, value)


def test_the_feed_lists_every_event_with_the_hashes_of_its_values(gold: str, here: Path) -> None:
    export_files(here, "misp", gold)
    manifest = json.loads((here / "manifest.json").read_text())
    files = {path.stem for path in here.glob("*.json")} - {"manifest"}
    assert files == set(manifest) == {one["Event"]["uuid"] for one in events(gold)}
    hashes = list(csv.reader((here / "hashes.csv").open()))
    for uuid in sorted(files)[:5]:
        event = loaded(json.loads((here / f"{uuid}.json").read_text()))
        assert {hash for hash, owner in hashes if owner == uuid} == set(event.attributes_hashes("md5"))
        assert manifest[uuid]["timestamp"] == int(event.timestamp.timestamp())
        assert manifest[uuid]["date"] == event.date.isoformat()


def test_the_same_record_gives_the_same_bytes(gold: str) -> None:
    assert events(gold) == events(gold)


def test_awkward_strings_are_fenced_and_survive(awkward: str) -> None:
    found = events(awkward)
    contents = [report["content"] for values in found for report in values["Event"]["EventReport"]]
    for number, text in enumerate(AWKWARD):
        assert any(f"text\n{text} {number}.\n" in content for content in contents), text
    for values in found[::25]:
        assert json.loads(loaded(values).to_json()) == values["Event"]
