"""What the pages show of a record, and what judgements do to it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import deskrecord
import factory
import pytest

from demarche.desk import language, work

ID = factory.source(deskrecord.PLAIN).id
ATTRIBUTION, DENIAL = f"a{ID[:8]}", f"d{ID[:8]}"


class Highlights(HTMLParser):
    """Claim id to the text that the page marks for it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        claims = dict(attrs).get("data-claims")
        if tag == "a" and claims:
            self.open = claims.split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.open = []

    def handle_data(self, data: str) -> None:
        for claim in self.open:
            self.found[claim] = self.found.get(claim, "") + data


def incident_of(visitor: Any) -> str:
    return str(visitor.get("/api/incidents").json()[0]["id"])


def test_the_incident_puts_the_answer_beside_the_accusation(desk: Any) -> None:
    visitor = desk()
    text = visitor.get(f"/incidents/{incident_of(visitor)}").text
    side = text[text.index('class="versus"') :]
    assert side.index("België beschuldigt China.") < side.index("China ontkent alles.")
    assert 'href="#accuser-CN-0"' in side
    assert 'id="accuser-CN-0"' in side
    assert "the same day" in side


def test_steps_of_an_accuser_are_shown_when_they_differ(desk: Any, tmp_path: Any) -> None:
    later = "België houdt China verantwoordelijk voor de aanval op de ministeries van 2022."
    said = deskrecord.claims(later, accusing="België houdt China verantwoordelijk")
    sure = replace(said, attributions=tuple(replace(one, certainty="stated", responsibility="state") for one in said.attributions))
    items = (deskrecord.PLAIN, deskrecord.plain(), {}), (later, sure, {"published": "2022-08-01"})
    visitor = desk(record=deskrecord.keep(str(tmp_path / "steps.db"), *items))
    text = visitor.get(f"/incidents/{incident_of(visitor)}").text
    assert re.search(
        r"How far accusers went.*suspects</a> <small>2022-07-18</small>.*holds responsible</a> <small>2022-08-01</small>", text, re.DOTALL
    )


def test_highlights_are_the_quotations(desk: Any) -> None:
    visitor = desk()
    page = Highlights()
    page.feed(visitor.get(f"/documents/{ID}").text)
    said = visitor.get(f"/api/documents/{ID}/claims").json()
    stored = {
        claim["id"]: "".join(quote["exact"] for quote in claim["quotes"])
        for claims in said.values()
        if isinstance(claims, list)
        for claim in claims
    }
    assert page.found == stored


@pytest.mark.parametrize("path", ["/", "/?map=victims", "/?year=2022&accused=CN", "/?answer=denied", "/actors", "/actors/CN", "/actors/BE",
                                  "/groups/APT31", "/search", "/search?q=chin*", "/search?accused=CN&lang=nl", "/stances", "/stances.atom",
                                  "/upload", "/api", "/api/matrix", "/api/actors/CN", "/api/openapi.json"])  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_pages_answer_in_both_languages(desk: Any, path: str, lang: str) -> None:
    visitor = desk()
    visitor.client.cookies.set("desk_language", lang)
    answer = visitor.get(path)
    assert answer.status_code == 200
    if "html" in answer.headers["content-type"]:
        assert f'<html lang="{lang}"' in answer.text


def test_filters_live_in_the_address_and_hold(desk: Any) -> None:
    visitor = desk()
    assert len(visitor.get("/api/incidents?accused=CN&year=2022&answer=denied").json()) == 1
    assert visitor.get("/api/incidents?accused=RU").json() == []
    assert visitor.get("/api/incidents?answer=silent").json() == []
    assert len(visitor.get("/api/incidents?sector=state&accuser=BE").json()) == 1
    assert visitor.get("/?year=soon").status_code == visitor.get("/api/incidents?certainty=sure").status_code == 422


def test_what_is_not_there_is_not_found(desk: Any) -> None:
    for path in (
        "/incidents/nope",
        "/documents/nope",
        "/documents/nope/raw",
        "/actors/Nobody",
        "/groups/Nope",
        "/api/claims/x",
        "/static/../app.py",
    ):
        assert desk().get(path).status_code == 404


def test_the_sheet_and_the_gaps_of_an_incident_as_json(desk: Any) -> None:
    visitor = desk()
    path = f"/api/incidents/{incident_of(visitor)}"
    sheet = visitor.get(f"{path}/sheet").json()
    assert [(row["by"], row["to"], row["certainties"]) for row in sheet["accusers"]] == [("BE", "CN", ["likely"])]
    assert sheet["answers"][0]["by"] == "CN"
    assert {"one-voice", "no-basis"} <= {gap["code"] for gap in visitor.get(f"{path}/gaps").json()}
    assert visitor.get("/api/incidents/nope/sheet").status_code == 404


def test_downloads(desk: Any) -> None:
    visitor = desk()
    answer = visitor.get(f"/incidents/{incident_of(visitor)}/export/csv")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    source = visitor.get(f"/documents/{ID}/source")
    assert source.content.decode() == deskrecord.PLAIN
    assert source.headers["content-type"] == "application/octet-stream"


def test_a_rejected_claim_is_set_aside_and_comes_back_when_undone(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    bert.post(page, page, action="reject", reason="not said")
    incident = incident_of(bert)
    aside = bert.get(f"/incidents/{incident}").text
    assert "not said" in aside
    assert "<s>" in aside
    assert re.search(r"class=\"history\".*rejected.*not said", aside, re.DOTALL)
    assert 'class="card accuse"' not in aside
    bert.post(page, page, action="undo")
    assert 'class="card accuse"' in bert.get(f"/incidents/{incident}").text
    assert len(bert.get(f"/api/judgements?target={ATTRIBUTION}").json()) == 2


def test_a_correction_is_shown_and_the_machines_claim_stays(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    bert.post(page, page, action="correct", by="NL", to="CN", groups="APT31", certainty="possible", responsibility="state-backed")
    text = bert.get(f"/documents/{ID}").text
    assert "Netherlands" in text
    assert "corrected by bert" in text
    assert bert.get(f"/api/claims/{ATTRIBUTION}").json()["claim"]["by"] == "BE"


def test_a_correction_without_change_is_an_acceptance_and_a_wrong_value_an_error(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    same = {"by": "BE", "to": "CN", "groups": "APT31", "certainty": "likely", "responsibility": "state-backed"}
    bert.post(page, page, action="correct", **same)
    assert bert.get(f"/api/judgements?target={ATTRIBUTION}").json()[0]["action"] == "accept"
    assert bert.post(page, page, action="correct", **(same | {"certainty": "sure"})).status_code == 422


def test_the_words_of_a_claim_can_be_moved_by_a_character(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    start, end = deskrecord.PLAIN.index("België"), deskrecord.PLAIN.index("China.") + len("China")
    look = bert.post(page, page, action="look", start0=str(start), end0=str(end)).headers["location"]
    assert ">België beschuldigt China</mark>." in bert.get(look).text
    assert bert.get(f"/api/judgements?target={ATTRIBUTION}").json() == []
    same = {"by": "BE", "to": "CN", "groups": "APT31", "certainty": "likely", "responsibility": "state-backed"}
    bert.post(page, page, action="correct", start0=str(start), end0=str(end), **same)
    marked = Highlights()
    marked.feed(bert.get(f"/documents/{ID}").text)
    assert marked.found[ATTRIBUTION] == "België beschuldigt China"
    assert "<mark>België beschuldigt China</mark>" in bert.get(f"/incidents/{incident_of(bert)}").text
    bert.post(page, page, action="undo")
    again = Highlights()
    again.feed(bert.get(f"/documents/{ID}").text)
    assert again.found[ATTRIBUTION] == "België beschuldigt China."


@pytest.mark.parametrize("place", [("5", "5"), ("9", "3"), ("0", "99999"), ("-1", "4"), ("x", "4"), ("25", "26")])  # 25: a space
def test_words_that_are_not_there_are_refused(desk: Any, place: tuple[str, str]) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    start, end = place
    assert bert.post(page, page, action="correct", start0=start, end0=end).status_code == 422
    assert bert.get(f"{page}?start0={start}&end0={end}").status_code == 422


def test_a_claim_can_be_said_to_recall_an_earlier_case(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    bert.post(page, page, action="correct", background="yes", groups="APT31", to="CN")
    assert "Recalled from earlier cases" in bert.get(f"/incidents/{incident_of(bert)}").text
    bert.post(page, page, action="correct", background="no", groups="APT31", to="CN")
    assert bert.get(f"/api/judgements?target={ATTRIBUTION}").json()[0]["action"] == "accept"


def test_a_name_typed_for_its_key_is_understood(desk: Any) -> None:
    bert = desk("bert")
    page = f"/review/{ATTRIBUTION}"
    bert.post(page, page, action="correct", by="netherlands", to="China", groups="APT31", certainty="likely", responsibility="state-backed")
    (entry,) = bert.get(f"/api/judgements?target={ATTRIBUTION}").json()
    assert json.loads(entry["value"]) == {"by": "NL"}


def test_the_queue_moves_on_and_a_second_reading_is_blind(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("demarche.desk.queue.sampled", lambda _: True)
    bert = desk("bert")
    first = bert.get("/review").headers["location"]
    claim = first.split("/")[2].split("?")[0]
    bert.post(f"/review/{claim}", first, action="reject", reason="secret reason")
    assert claim not in bert.get("/review").headers["location"]
    assert claim not in bert.get("/review?mode=second").text
    dora = desk("dora")
    second = dora.get("/review?mode=second").headers["location"]
    assert claim in second
    assert "secret reason" not in dora.get(second).text
    dora.post(f"/review/{claim}", second, action="accept")
    assert "secret reason" in dora.get(f"/review/{claim}").text
    assert "rejected" in dora.get("/agreement").text


def test_a_missed_claim_needs_words_that_stand_there_once(desk: Any) -> None:
    bert = desk("bert")
    path, page = f"/documents/{ID}/claims", f"/documents/{ID}"
    fields = {"kind": "attributions", "by": "NL", "to": "CN", "certainty": "stated", "responsibility": "state"}
    assert bert.post(path, page, exact="staat er niet", **fields).status_code == 422
    assert bert.post(path, page, exact="China", **fields).status_code == 422
    assert bert.post(path, page, exact="De centrale dienst noemt APT31.", **fields).status_code == 303
    text = bert.get(page).text
    assert "added by bert" in text
    assert "Netherlands" in bert.get(f"/incidents/{incident_of(bert)}").text


def test_incidents_can_be_merged_and_split(desk: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from demarche.derive import derive
    from demarche.store import open_record

    def at_once(record: str) -> bool:
        with open_record(record) as kept:
            derive(kept, lambda *_: None)
        return True

    monkeypatch.setattr(work, "derive", at_once)
    other = "Geheel anders. Frankrijk beschuldigt China van inbraak bij een school."
    said = deskrecord.claims(other, accuser="FR", accusing="Frankrijk beschuldigt China")
    record = deskrecord.keep(
        str(tmp_path / "two.db"), (deskrecord.PLAIN, deskrecord.plain(), {}), (other, said, {"published": "2015-01-01"})
    )
    bert = desk("bert", record=record)
    one, two = (incident["id"] for incident in bert.get("/api/incidents").json())
    assert bert.post(f"/incidents/{one}/merge", f"/incidents/{one}", other=two, reason="").status_code == 422
    bert.post(f"/incidents/{one}/merge", f"/incidents/{one}", other=two, reason="one operation")
    (merged,) = bert.get("/api/incidents").json()
    assert len(merged["members"]) == 2
    assert bert.get(f"/incidents/{two}").status_code in (200, 303)
    page = f"/incidents/{merged['id']}"
    assert "one operation" in bert.get(page).text
    bert.post(f"{page}/split", page, document=ID, reason="no, two")
    assert len(bert.get("/api/incidents").json()) == 2
    (split,) = [entry for entry in bert.get("/api/judgements").json() if entry["action"] == "split"]
    assert bert.post(f"/judgements/{split['seq']}/undo", back=page).headers["location"] == page
    assert len(bert.get("/api/incidents").json()) == 1


def test_what_was_added_can_be_taken_back_by_its_author_or_a_lead(desk: Any) -> None:
    bert, page = desk("bert"), f"/documents/{ID}"
    for _ in range(2):
        bert.post(f"{page}/claims", page, exact="De centrale dienst noemt APT31.", kind="denials", by="NL")
    two, one = (entry["seq"] for entry in bert.get(f"/api/judgements?target={ID}").json())
    assert f'action="/judgements/{one}/undo"' in bert.get(page).text
    dora = desk("dora")
    assert f'action="/judgements/{one}/undo"' not in dora.get(page).text
    assert dora.post(f"/judgements/{one}/undo", back=page).status_code == 403
    assert bert.post(f"/judgements/{one}/undo", back="https://elsewhere.example/").headers["location"] == "/"
    assert desk("anna").post(f"/judgements/{two}/undo", back=page).status_code == 303
    assert bert.post(f"/judgements/{one}/undo", back=page).status_code == 404
    assert "added by bert" not in bert.get(page).text


def test_saved_searches_have_a_feed(desk: Any) -> None:
    bert = desk("bert")
    bert.post("/searches", "/search?q=chin*", query="q=chin*&lang=nl", name="<China>")
    page = bert.get("/search").text
    feed = re.search(r"/searches/[\w-]+\.atom", page)
    assert feed
    text = desk().get(feed[0]).text
    assert f"urn:sha256:{ID}" in text
    assert "&lt;China&gt;" in text
    assert desk().get("/searches/guess.atom").status_code == 404


def test_catalogues_have_the_same_keys_and_places() -> None:
    catalogues = language.catalogues()
    english = catalogues["en"]
    for lang, words in catalogues.items():
        assert words.keys() == english.keys(), f"{lang}: {words.keys() ^ english.keys()}"
        for key, text in words.items():
            assert set(re.findall(r"{\w+}", str(text))) == set(re.findall(r"{\w+}", str(english[key]))), f"{lang} {key}"


def test_every_word_that_templates_ask_for_is_in_the_catalogue() -> None:
    from importlib.resources import files

    known = language.catalogues()["en"]
    for entry in (files("demarche.desk") / "templates").iterdir():
        text = entry.read_text(encoding="utf-8")
        plain = set(re.findall(r"""\bt\('([a-z]+\.[a-z-]+)'[,)]""", text)) | {
            f"{key}.many" for key in re.findall(r"""t\.count\('([a-z.-]+)'""", text)
        }
        assert plain <= known.keys(), f"{entry.name}: {sorted(plain - known.keys())}"


def test_every_value_of_the_model_has_a_word() -> None:
    from demarche.model import claims as model
    from demarche.model import qualification as sheet

    known = language.catalogues()["en"]
    scales = {
        "certainty": model.CERTAINTIES,
        "level": model.RESPONSIBILITIES,
        "denial": model.DENIAL_TYPES,
        "response": model.RESPONSE_TYPES,
        "status": model.RESPONSE_STATUSES,
        "victim": model.VICTIM_TYPES,
        "technique": model.TECHNIQUES,
        "objective": model.OBJECTIVES,
        "basis": sheet.BASES,
        "statement": sheet.STATEMENT_KINDS,
        "moment": sheet.MOMENTS,
        "step": sheet.STANCES,
    }
    assert not [f"{name}.{value}" for name, values in scales.items() for value in values if f"{name}.{value}" not in known]


def test_other_names_of_a_group_say_where_they_come_from(desk: Any, tmp_path: Any) -> None:
    from demarche.model import Group

    text = "Microsoft beschuldigt APT31 (Zirconium) van de aanval."
    said = deskrecord.claims(text, accuser="Microsoft", groups=(Group("APT31", "G0128", "CN"),), accusing=text)
    page = desk(record=deskrecord.keep(str(tmp_path / "names.db"), (text, said, {}))).get("/groups/APT31").text
    assert "by this project" in page
    assert re.search(r"in the documents</dt><dd>APT31 = Zirconium – <a [^>]*>Microsoft</a>", page)


def test_the_words_of_a_claim_added_by_hand_stand_on_the_actors_page(desk: Any) -> None:
    bert = desk("bert")
    words = "De centrale dienst noemt APT31."
    bert.post(f"/documents/{ID}/claims", f"/documents/{ID}", exact=words, kind="attributions", by="NL", to="CN")
    assert words in bert.get("/actors/NL").text
