"""Back ends behind one interface: the rules, and a language model behind an endpoint of this test's own."""

from __future__ import annotations

import json
import pickle
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from factory import source

import demarche
from demarche.claims import backends, extract
from demarche.claims.backends.answer import parse
from demarche.claims.backends.endpoint import Endpoint, configured
from demarche.claims.quoted import UNPLACED, checked
from demarche.engine import read_one, stamp
from demarche.errors import UsageError
from demarche.model import Claims, Denial, Document, Problem, Quote
from demarche.model import claims as values

TEXT = "Belgium accuses China of hacking its parliament.\n\nThe embassy of China  denies it."
ATTRIBUTION = {
    "by": "BE", "to": "CN", "groups": ["Advanced Persistent Threat 31"], "certainty": "stated", "responsibility": "state",
    "quotes": ["Belgium accuses China of hacking its parliament."],
}  # fmt: skip
DENIAL = {"by": "CN", "types": ["flat"], "quotes": ["The embassy of China denies it."]}
EXAMPLE = "parliament-tracking-pixel.txt"
SAID = {"relevant": True, "attributions": [ATTRIBUTION], "denials": [DENIAL]}


class Server(HTTPServer):
    """Answers every question with ``status`` and ``body`` and remembers what it was asked."""

    status, body, headers = 200, b"", {}
    asked: list[tuple[str, str | None, dict[str, Any]]]

    def says(self, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.body = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], question))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.asked = []
    made.says(SAID)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def endpoint(server: Server) -> Endpoint:
    return Endpoint(server.url, "small", "secret", 5.0)


def reading(endpoint: Endpoint, text: str = TEXT) -> tuple[Document, Claims]:
    outcome = read_one(source(text, "a.txt"), endpoint)
    assert not isinstance(outcome, Problem), outcome
    return outcome


def refused(endpoint: Endpoint) -> Problem:
    outcome = read_one(source(TEXT, "a.txt"), endpoint)
    assert isinstance(outcome, Problem)
    return outcome


def test_the_answer_becomes_claims_with_quotations_at_their_places(endpoint: Endpoint) -> None:
    document, claims = reading(endpoint)
    (attribution,), (denial,) = claims.attributions, claims.denials
    assert (attribution.by, attribution.to, [group.name for group in attribution.groups]) == ("BE", "CN", ["APT31"])
    assert attribution.rule == "endpoint:small"
    assert (denial.by, denial.types) == ("CN", ("flat",))
    assert claims.relevant
    for quote in (*attribution.quotes, *denial.quotes):
        assert document.text[quote.start : quote.end] == quote.exact
    assert document.problems == ()


def test_what_is_asked(server: Server, endpoint: Endpoint) -> None:
    reading(endpoint)
    ((path, key, question),) = server.asked
    assert (path, key, question["model"], question["temperature"]) == ("/v1/chat/completions", "Bearer secret", "small", 0)
    assert "Belgium accuses China" in question["messages"][1]["content"]


def test_a_quotation_that_is_not_in_the_text_is_dropped_and_reported(server: Server, endpoint: Endpoint) -> None:
    made_up = DENIAL | {"quotes": ["China said it was sorry."]}
    server.says(SAID | {"attributions": [ATTRIBUTION | {"quotes": ["Nobody wrote this.", *ATTRIBUTION["quotes"]]}], "denials": [made_up]})
    document, claims = reading(endpoint)
    assert [len(claim.quotes) for claim in claims.attributions] == [1]
    assert claims.denials == ()
    assert [problem.code for problem in document.problems] == ["unfounded-quotation"] * 2
    assert all(problem.path == "a.txt" and not problem.fatal for problem in document.problems)
    assert "Nobody wrote this." in document.problems[0].reason


def test_a_document_of_made_up_claims_is_not_relevant(server: Server, endpoint: Endpoint) -> None:
    server.says({"relevant": True, "attributions": [ATTRIBUTION | {"quotes": ["Nobody wrote this."]}]})
    assert reading(endpoint)[1] == Claims(relevant=False)


@pytest.mark.parametrize(
    "content",
    [
        "Here is the JSON you asked for: {}",
        "[]",
        {},
        SAID | {"opinion": "none"},
        {"relevant": "yes"},
        {"relevant": True, "attributions": [ATTRIBUTION | {"certainty": "certain"}]},
        {"relevant": True, "attributions": [ATTRIBUTION | {"to": "China"}]},
        {"relevant": True, "attributions": [ATTRIBUTION | {"quotes": []}]},
        {"relevant": True, "techniques": ["phishing"]},
    ],
)
def test_an_answer_that_is_not_as_it_must_be_is_refused(server: Server, endpoint: Endpoint, content: object) -> None:
    server.says(content)
    assert (refused(endpoint).path, refused(endpoint).code) == ("a.txt", "bad-answer")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}', b"\xff"])
def test_what_is_no_chat_completion_is_refused(server: Server, endpoint: Endpoint, body: bytes) -> None:
    server.body = body
    assert refused(endpoint).code == "bad-answer"


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_error_of_the_endpoint_is_the_items_problem(server: Server, endpoint: Endpoint, status: int) -> None:
    server.status = status
    assert refused(endpoint).code == "endpoint-refused"
    assert str(status) in refused(endpoint).reason


def test_a_redirect_is_not_followed(server: Server, endpoint: Endpoint) -> None:
    server.status, server.headers = 307, {"Location": f"{server.url}/elsewhere"}
    assert refused(endpoint).code == "endpoint-refused"
    assert [path for path, *_ in server.asked] == ["/v1/chat/completions"]


def test_no_answer_is_the_items_problem() -> None:
    assert refused(Endpoint("http://127.0.0.1:9/v1", "small", seconds=2.0)).code == "endpoint-unreachable"


@pytest.mark.parametrize("jobs", [1, 2])
def test_building_with_an_endpoint_and_again_with_the_rules(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setenv("DEMARCHE_ENDPOINT_URL", server.url)
    monkeypatch.setenv("DEMARCHE_ENDPOINT_MODEL", "small")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    record = str(tmp_path / "r.db")
    first = demarche.build([str(tmp_path / "a.txt")], record, jobs=jobs, extractor="endpoint")
    assert (first.new, first.relevant, first.claims) == (1, 1, 2)
    assert demarche.build([str(tmp_path / "a.txt")], record, extractor="endpoint").new == 0
    assert len(server.asked) == 1
    assert demarche.build([str(tmp_path / "a.txt")], record).new == 1


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({}, "not configured"),
        ({"URL": "http://127.0.0.1/v1"}, "not configured"),
        ({"URL": "file:///etc/passwd", "MODEL": "m"}, "no address"),
        ({"URL": "http://127.0.0.1/v1", "MODEL": "m", "SECONDS": "soon"}, "no number of seconds"),
    ],
)
def test_without_an_address_it_is_off(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str) -> None:
    for name in ("URL", "MODEL", "KEY", "SECONDS"):
        monkeypatch.delenv(f"DEMARCHE_ENDPOINT_{name}", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"DEMARCHE_ENDPOINT_{name}", value)
    with pytest.raises(UsageError, match=words):
        configured()


def test_an_unknown_back_end_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        backends.extractor("oracle")
    assert "rules, endpoint" in error.value.hint


@pytest.mark.parametrize("made", [backends.extractor(), Endpoint("http://127.0.0.1/v1", "m")], ids=lambda made: made.name)
def test_back_ends_go_to_worker_processes(made: backends.Extractor) -> None:
    assert pickle.loads(pickle.dumps(made)) == made


def test_the_version_tells_back_ends_apart_and_hides_the_key() -> None:
    one, two = Endpoint("http://127.0.0.1/v1", "m", "secret"), Endpoint("http://127.0.0.1/v1", "n")
    assert len({stamp(one), stamp(two), stamp(backends.extractor())}) == 3
    assert "secret" not in repr(one)


def test_the_claims_of_the_rules_pass_the_check_unchanged() -> None:
    text = (Path(__file__).parents[2] / "examples" / "documents" / EXAMPLE).read_text(encoding="utf-8")
    document = Document("0" * 64, EXAMPLE, text, "en")
    claims = extract(document)
    assert claims.attributions
    assert checked(document, claims) == (claims, ())


def test_a_wrong_place_is_mended_where_the_words_stand() -> None:
    document = Document("0" * 64, "a.txt", TEXT, "en")
    denial = Denial("d", "CN", ("flat",), (Quote(3, 9, "The embassy"), Quote(UNPLACED, UNPLACED, "China denies it.")), "test")
    (mended,) = checked(document, Claims(True, denials=(denial,)))[0].denials
    assert [TEXT[quote.start : quote.end] for quote in mended.quotes] == ["The embassy", "China  denies it."]


def test_the_prompt_names_every_value() -> None:
    prompt = (Path(demarche.__file__).parent / "data" / "extraction" / "prompt.yml").read_text(encoding="utf-8")
    lists = (
        values.CERTAINTIES, values.RESPONSIBILITIES, values.DENIAL_TYPES, values.RESPONSE_TYPES, values.RESPONSE_STATUSES,
        values.VICTIM_TYPES, values.TECHNIQUES, values.OBJECTIVES,
    )  # fmt: skip
    assert [word for words in lists for word in words if word not in prompt] == []


def test_the_form_in_the_prompt_is_a_valid_answer() -> None:
    prompt = (Path(demarche.__file__).parent / "data" / "extraction" / "prompt.yml").read_text(encoding="utf-8")
    form = prompt[prompt.index('{"relevant": true') : prompt.index("  - quotes:")]
    assert parse(form).attributions[0].by == "BE"
