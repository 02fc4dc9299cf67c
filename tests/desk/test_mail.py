"""The page of a mail: harmless, complete, reachable from document and incident, and without recipients when asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lures
import pytest
from mail import fixtures

import demarche
from demarche.desk import work

CHECKED = b"Received: from a by mx.kamer.example; Tue, 5 Jan 2021 10:00:01 +0100\r\nAuthentication-Results: mx.kamer.example; spf=pass\r\n"
LURE = CHECKED + lures.lure(subject="Voor Jan Peeters <b>")
OTHER = lures.lure(to="an.claes@kamer.example", domain="elders.example", subject="Iets anders")
MAIL, UNTIED = lures.report(LURE).id, lures.report(OTHER).id


@pytest.fixture
def record(tmp_path: Path) -> str:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "article.txt").write_text(lures.ARTICLE)
    (folder / "lure.eml").write_bytes(LURE)
    (folder / "other.eml").write_bytes(OTHER)
    where = str(tmp_path / "mails.db")
    demarche.build([str(folder)], where)
    return where


def incident(where: str) -> str:
    return str(demarche.timeline(where)[0].incident.id)


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_page_shows_picture_findings_and_checks(desk: Any, record: str, lang: str) -> None:
    visitor = desk(record=record)
    visitor.get(f"/preferences?lang={lang}")
    text = visitor.get(f"/mails/{MAIL}").text
    assert f'src="/mails/{MAIL}/picture.svg"' in text
    assert "hxxps://img[.]waarheidspers[.]example" in text
    assert "https://img." not in text
    assert "mx.kamer.example" in text
    assert "spf" in text
    assert "Voor Jan Peeters &lt;b&gt;" in text


def test_the_picture_is_a_drawing_that_nothing_runs(desk: Any, record: str) -> None:
    answer = desk(record=record).get(f"/mails/{MAIL}/picture.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text.startswith("<svg")


def test_document_incident_and_mail_lead_to_each_other(desk: Any, record: str) -> None:
    visitor = desk(record=record)
    assert f'href="/mails/{MAIL}"' in visitor.get(f"/documents/{MAIL}").text
    page = visitor.get(f"/incidents/{incident(record)}").text
    assert f'href="/mails/{MAIL}"' in page
    assert "names its domain: “waarheidspers[.]example”" in page
    text = visitor.get(f"/mails/{MAIL}").text
    assert f'href="/documents/{MAIL}"' in text
    assert f'href="/incidents/{incident(record)}"' in text
    assert visitor.get(f"/mails/{'0' * 64}").status_code == 404


def test_a_reviewer_attaches_and_detaches(desk: Any, record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "derive", lambda where: demarche.build([], where))
    visitor, page = desk("bert", record=record), f"/mails/{UNTIED}"
    assert visitor.post(f"{page}/attach", page, incident=incident(record)).status_code == 422
    assert visitor.post(f"{page}/attach", page, incident=incident(record), reason="zelfde server").status_code == 303
    assert {one.mail.id for one in demarche.evidence(incident(record), record)} == {MAIL, UNTIED}
    assert "bert decided so: zelfde server" in visitor.get(f"/incidents/{incident(record)}").text
    assert visitor.post(f"{page}/detach", page, incident=incident(record), reason="toch niet").status_code == 303
    assert [one.mail.id for one in demarche.evidence(incident(record), record)] == [MAIL]


def test_a_reader_may_not_decide(desk: Any, record: str) -> None:
    visitor = desk("carla", record=record)
    assert visitor.post(f"/mails/{MAIL}/detach", "/upload", incident=incident(record), reason="zomaar").status_code == 403


def test_a_masked_desk_names_no_recipient_anywhere(desk: Any, record: str) -> None:
    visitor = desk(record=record, mask=True)
    home = incident(record)
    paths = ["/", "/mails", f"/incidents/{home}", f"/documents/{MAIL}", f"/documents/{UNTIED}", f"/mails/{MAIL}", "/search?q=Peeters",
             f"/mails/{MAIL}/picture.svg", f"/incidents/{home}/export/stix", f"/incidents/{home}/export/misp", f"/api/documents/{MAIL}/claims", "/taxii2/demarche/collections/"]  # fmt: skip
    for path in paths:
        answer = visitor.get(path)
        text = answer.text.replace("q=Peeters", "").replace('value="Peeters"', "").lower()
        for word in ("jan peeters", "jan.peeters", "an.claes", "amfulnbl"):
            assert word not in text, (path, word)
    assert visitor.get(f"/documents/{MAIL}/source").status_code == 404
    assert visitor.get(f"/documents/{MAIL}/raw").status_code == 404
    assert visitor.get(f"/incidents/{home}/export/dossier").status_code == 404
    assert fixtures.READER not in visitor.get(f"/mails/{MAIL}").text
    assert "recipient-1" in visitor.get(f"/mails/{MAIL}").text


def test_all_mails_are_listed_the_latest_first(desk: Any, record: str) -> None:
    visitor = desk(record=record)
    text = visitor.get("/mails").text
    assert {f'href="/mails/{id}"' in text for id in (MAIL, UNTIED)} == {True}
    assert f'href="/incidents/{incident(record)}"' in text
    assert f'href="/mails/{MAIL}"' in visitor.get("/mails?verdict=tracks").text
    assert f'href="/mails/{MAIL}"' not in visitor.get("/mails?verdict=clean&page=9").text


def test_a_masked_desk_blocks_out_recipients_in_what_a_mail_says(desk: Any, tmp_path: Path) -> None:
    """A mail that is itself a document of an incident, and names its reader in subject, text, a quotation and the name of its file."""
    said = lures.ARTICLE.replace("Belgium on Thursday accused", "Belgium, Jan Peeters writes, on Thursday accused")
    raw = fixtures.mail(text=f"Dag Jan Peeters,\r\n\r\n{said}".replace("\n", "\r\n"), sender="Persdienst <pers@krant.example>")
    (tmp_path / "jan.peeters.eml").write_bytes(raw.replace(b"Subject: Bericht", b"Subject: Voor Jan Peeters"))
    where = str(tmp_path / "r.db")
    demarche.build([str(tmp_path / "jan.peeters.eml")], where)
    (tmp_path / "jan.peeters.eml").unlink()
    (sheet,) = demarche.timeline(where)
    (reading,) = sheet.readings
    home, id, claim = sheet.incident.id, reading.document.id, sheet.attributions[0].claim.id
    assert any("Peeters" in quote.exact for quote in sheet.attributions[0].claim.quotes)
    visitor = desk("bert", record=where, mask=True)
    pages = ["/", "/mails", f"/mails/{id}", f"/documents/{id}", f"/incidents/{home}", "/search?q=Belgium", "/stances", "/stances.atom", "/actors", "/actors/CN",
             f"/review/{claim}", "/agreement", "/api/incidents", f"/api/incidents/{home}", f"/api/incidents/{home}/sheet",
             f"/api/incidents/{home}/gaps", f"/api/documents/{id}", f"/api/documents/{id}/claims", f"/api/claims/{claim}", "/api/search?q=Belgium",
             "/api/actors/CN", "/api/claims", "/api/matrix", "/api/judgements", f"/incidents/{home}/export/stix", f"/incidents/{home}/export/jsonl"]  # fmt: skip
    for path in pages:
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert "peeters" not in answer.text.lower(), path
