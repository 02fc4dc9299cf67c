"""Mails that are evidence, exported: valid, linked to their incident, the same every time, and without recipients when asked."""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import lures
import pytest

import demarche
from demarche.errors import UsageError
from demarche.store import open_record, read
from demarche.store.exhibits import exhibits
from demarche.verbs.export import export_files

ODD = 'Odd "subject" \\ <b> \u202e and \u0007, in Brussels'


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("mails")
    (folder / "article.txt").write_text(lures.ARTICLE)
    (folder / "jan.peeters.eml").write_bytes(lures.lure().replace(b"To: Jan", "Cc: Zoë Claes <zoë@kamer.example>\r\nTo: Jan".encode()))
    (folder / "b.eml").write_bytes(lures.lure(to="an.claes@kamer.example", subject=ODD))
    report = lures.forwarding(lures.lure(to="els@kamer.example"), lures.ARTICLE.replace("\n", "\r\n") + "\r\nDag Jan Peeters.")
    (folder / "report.eml").write_bytes(report)
    where = str(folder / "record.db")
    demarche.build([str(path) for path in sorted(folder.glob("*.*"))], where)
    return where


def exported(record: str, format: str, **options: Any) -> str:
    out = io.BytesIO()
    demarche.export_to(out, format, record, **options)
    return out.getvalue().decode()


def objects(record: str, **options: Any) -> list[dict[str, Any]]:
    return list(json.loads(exported(record, "stix", **options))["objects"])


@pytest.mark.parametrize("mask", [False, True])
def test_the_bundle_is_strictly_valid(record: str, mask: bool) -> None:
    stix2, validator = pytest.importorskip("stix2"), pytest.importorskip("stix2validator")
    text = exported(record, "stix", mask=mask, tlp="amber")
    assert [
        str(fault)
        for fault in validator.validate_string(text, validator.ValidationOptions(strict=True, version="2.1", disabled="103")).errors
    ] == []
    for one in json.loads(text)["objects"]:
        assert json.loads(stix2.parse(one).serialize())["id"] == one["id"]


def test_each_mail_is_observed_and_sighted_in_its_incident(record: str) -> None:
    found = {one["id"]: one for one in objects(record)}
    assert len(found) == len(objects(record))
    messages = [one for one in found.values() if one["type"] == "email-message"]
    sightings = [one for one in found.values() if one["type"] == "sighting"]
    assert len(messages) == len(sightings) == 3
    for sighting in sightings:
        assert found[sighting["sighting_of_ref"]]["type"] == "incident"
        observed = [found[id] for ref in sighting["observed_data_refs"] for id in found[ref]["object_refs"]]
        assert {one["type"] for one in observed} == {"email-message", "url", "domain-name"}
        assert "waarheidspers[.]example" in sighting["description"]
    senders = {found[message["from_ref"]]["value"] for message in messages}
    assert senders == {f"redactie@{lures.DOMAIN}"}
    assert ODD in {message["subject"] for message in messages}


def test_ids_of_addresses_are_those_that_other_programs_give(record: str) -> None:
    stix2 = pytest.importorskip("stix2").v21
    kinds = {"email-addr": stix2.EmailAddress, "url": stix2.URL, "domain-name": stix2.DomainName}
    for one in objects(record):
        if one["type"] in kinds:
            assert kinds[one["type"]](value=one["value"]).id == one["id"]


def test_a_note_says_what_was_found_where(record: str) -> None:
    notes = [one for one in objects(record) if one["type"] == "note" and "evidence" in one.get("labels", ())]
    assert len(notes) == 3
    for note in notes:
        (extension,) = note["extensions"].values()
        (finding,) = extension["findings"]
        assert (finding["mechanism"], finding["technique"], finding["part"]) == ("pixel-attribute", "tracking-pixel", "1")
        assert note["external_references"][0]["hashes"] == {"SHA-256": extension["mail"]}


def test_misp_events_hold_the_mails_and_are_stable_on_reload(record: str) -> None:
    pymisp = pytest.importorskip("pymisp")
    (values,) = json.loads(exported(record, "misp"))["response"]
    event = pymisp.MISPEvent()
    event.from_dict(**copy.deepcopy(values["Event"]))
    assert json.loads(event.to_json()) == values["Event"]
    mails = event.get_objects_by_name("email")
    assert len(mails) == 3
    for mail in mails:
        assert {"from", "subject", "message-id", "to"} <= {attribute.object_relation for attribute in mail.attributes}
        assert "names its domain" in mail.comment
    assert {attribute.value for attribute in event.attributes if attribute.type == "domain"} == {f"img.{lures.DOMAIN}"}


@pytest.mark.parametrize("format", ["stix", "misp", "jsonl", "csv", "webannotation", "eurepoc"])
def test_masked_exports_name_no_recipient(record: str, format: str) -> None:
    shown = exported(record, format, mask=True).lower()
    for word in ("peeters", "claes", "els@kamer", "amfulnbl"):
        assert word not in shown, word
    assert "belgium" in shown or '"be"' in shown or "be," in shown


def test_a_dossier_cannot_be_masked(record: str) -> None:
    with pytest.raises(UsageError, match="cannot be masked"):
        exported(record, "dossier", mask=True)


def test_a_dossier_brings_evidence_back(record: str, tmp_path: Path) -> None:
    first, again = tmp_path / "first.zip", tmp_path / "again.zip"
    export_files(first, "dossier", record)
    other = str(tmp_path / "other.db")
    demarche.import_dossier(str(first), other)
    with open_record(other) as kept, kept.reading() as asked:
        assert len(exhibits(asked, [one.id for one in read.incidents(asked)])) == 3
    export_files(again, "dossier", other)
    assert first.read_bytes() == again.read_bytes()


def test_a_dossier_of_one_incident_has_its_mails(record: str, tmp_path: Path) -> None:
    import zipfile

    incident = demarche.timeline(record)[0].incident.id
    export_files(tmp_path / "one.zip", "dossier", record, incidents=[incident])
    names = zipfile.ZipFile(tmp_path / "one.zip").namelist()
    for one in demarche.evidence(incident, record):
        assert f"dossier/data/sources/{one.mail.id}.eml" in names


def test_taxii_offers_the_observables(record: str) -> None:
    from demarche.exchange.snapshot import Library

    kinds = {entry.type for entry in Library(record).snapshot().entries}
    assert {"email-message", "email-addr", "url", "domain-name", "observed-data", "sighting"} <= kinds
    masked = Library(record, mask=True).snapshot()
    assert not any(b"an.claes" in masked.json(entry) for entry in masked.entries)
