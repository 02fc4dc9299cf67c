"""Finding old mails by indicators, in every encoding a mail may use, and the people who got them."""

from __future__ import annotations

import base64
import hashlib
import json
import quopri
from pathlib import Path

import fixtures
import pytest

from demarche.errors import UsageError
from demarche.mail import Hit, Indicator, Settings, hunt, notices, parse_indicators, read_indicators
from demarche.mail.matching import Finder
from demarche.model import Problem

WANTED = "kwaad.example"


def find(raw: bytes, *lines: str) -> list[tuple[str, str, str]]:
    """(kind, value, where) of each hit."""
    rows = [{"kind": i.kind, "value": i.value, "source": i.source} for i in parse_indicators("\n".join(lines))]
    return [(hit[0], hit[1], hit[5]) for hit in Finder(rows, Settings()).find(raw, "m", 0).get("hits", [])]


@pytest.mark.parametrize(
    "body",
    [
        "https://www.kwaad.example/a",
        "KWAAD.EXAMPLE",
        "jan@kwaad.example",
        "https://x.example/?u=https%3A%2F%2Fkwaad.example%2F",
        "kwaad&#46;example",
        "kwaad%2Eexample",
        "<a href='//kwaad.example/x'>y</a>",
        "kwaad.example.",
        "kwaad.example, of",
    ],
)
def test_a_domain_is_found_however_it_is_written(body: str) -> None:
    assert find(fixtures.mail(html=body), WANTED) == [("domain", WANTED, "text")]


@pytest.mark.parametrize("body", ["nietkwaad.example", "kwaad.example.org", "kwaad.examples", "kwaad-example", "niet-kwaad.example"])
def test_a_longer_name_is_another_one(body: str) -> None:
    assert find(fixtures.mail(html=f"x {body} y"), WANTED) == []


def test_transfer_encodings_hide_nothing() -> None:
    body = f"<p>zie http://{WANTED}/pad</p>".encode()
    for name, coded in (
        ("base64", base64.encodebytes(body)),
        ("quoted-printable", quopri.encodestring(body.replace(b"kwaad", b"=6Bwaad").replace(b"=6B", b"k"))),
    ):
        raw = b"From: a@bulletin.example\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: " + name.encode() + b"\r\n\r\n" + coded
        assert find(raw, WANTED) == [("domain", WANTED, "text")], name
    soft = b"From: a@bulletin.example\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nhttp://kwa=\r\nad.exam=70le/"
    assert find(soft, WANTED) == [("domain", WANTED, "text")]


def test_idn_is_one_name_in_both_forms() -> None:
    for listed in ("xn--kwd-rla.example", "kwäd.example"):
        for written in ("xn--kwd-rla.example", "kwäd.example"):
            assert find(fixtures.mail(html=f"http://{written}/"), listed) == [("domain", "xn--kwd-rla.example", "text")]


def test_urls_addresses_subjects_and_digests() -> None:
    raw = fixtures.multipart(
        "Content-Type: text/html\r\n\r\n<a href='http://kwaad.example/pad/a.php?x=1'>x</a>",
        "Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"inhoud").decode(),
        headers="Reply-To: <Wie@Kwaad.example>\r\nMessage-ID: <abc@kwaad.example>\r\n",
    )
    digest = hashlib.sha256(b"inhoud").hexdigest()
    assert find(raw, "hxxp://kwaad[.]example/pad/a.php?x=1") == [("url", "kwaad.example/pad/a.php?x=1", "text")]
    assert find(raw, "https://kwaad.example/pad") == [("url", "kwaad.example/pad", "text")]
    assert find(raw, "http://kwaad.example/pa") == []
    assert find(raw, "wie[@]kwaad.example") == [("address", "wie@kwaad.example", "reply-to")]
    assert find(raw, "ie@kwaad.example") == []
    assert find(raw, "subject: BERICHT") == [("subject", "bericht", "subject")]
    assert find(raw, "message-id: <abc@kwaad.example>") == [("message-id", "abc@kwaad.example", "message-id")]
    assert find(raw, digest) == [("sha256", digest, "attachment")]


def test_a_subject_is_not_sought_in_the_text() -> None:
    assert find(fixtures.mail(text="dringende betaling"), "subject: dringende betaling") == []


STIX = {
    "type": "bundle",
    "objects": [
        {
            "type": "indicator",
            "id": "indicator--1",
            "pattern_type": "stix",
            "pattern": "[domain-name:value = 'kwaad.example' OR "
            "url:value = 'http://kwaad.example/a\\\\b'] AND [email-message:subject LIKE '%factuur%']",
        },
        {"type": "indicator", "id": "indicator--2", "pattern": "[email-message:from_ref.value IN ('a@kwaad.example', 'b@kwaad.example')]"},
        {"type": "indicator", "id": "indicator--3", "pattern": f"[file:hashes.'SHA-256' = '{'a' * 64}']"},
        {"type": "email-addr", "id": "email-addr--1", "value": "c@kwaad.example"},
        {"type": "file", "id": "file--1", "hashes": {"MD5": "B" * 32}},
    ],
}
MISP = {
    "Event": {
        "Attribute": [{"type": "domain", "value": "kwaad.example", "uuid": "u1"}, {"type": "comment", "value": "x"}],
        "Object": [{"Attribute": [{"type": "email-subject", "value": "Factuur 12"}, {"type": "email-src", "value": "a@kwaad.example"}]}],
    }
}


def test_stix_is_understood() -> None:
    found = {(i.kind, i.value, i.source) for i in parse_indicators(json.dumps(STIX))}
    assert found == {
        ("domain", "kwaad.example", "indicator--1"),
        ("url", "kwaad.example/a/b", "indicator--1"),
        ("subject", "factuur", "indicator--1"),
        ("address", "a@kwaad.example", "indicator--2"),
        ("address", "b@kwaad.example", "indicator--2"),
        ("sha256", "a" * 64, "indicator--3"),
        ("address", "c@kwaad.example", "email-addr--1"),
        ("md5", "b" * 32, "file--1"),
    }


def test_misp_is_understood() -> None:
    found = {(i.kind, i.value) for i in parse_indicators(json.dumps(MISP))}
    assert found == {("domain", "kwaad.example"), ("subject", "factuur 12"), ("address", "a@kwaad.example")}


def test_a_plain_list_is_understood() -> None:
    lines = (
        "# lijst\n\nhxxps[:]//kwaad[.]example/a\n*.kwaad.example\nWie@Kwaad.Example\nsubject: Factuur  12\n"
        + "c" * 40
        + "\nkwaad.example/pad\n"
    )
    assert [(i.kind, i.value) for i in parse_indicators(lines, "lijst")] == [
        ("url", "kwaad.example/a"),
        ("domain", "kwaad.example"),
        ("address", "wie@kwaad.example"),
        ("subject", "factuur 12"),
        ("sha1", "c" * 40),
        ("url", "kwaad.example/pad"),
    ]


@pytest.mark.parametrize("content", [b"", b"# niets\n", b"{broken", b"\xff\xfe\x00"])
def test_a_list_that_cannot_be_used_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "lijst"
    file.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        read_indicators(file)
    assert raised.value.hint


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    box = tmp_path / "box.mbox"
    mails = [
        fixtures.mail(text="niets"),
        fixtures.mail(
            text=f"zie http://{WANTED}/",
            to="anna@kamer.example",
            headers="Cc: Piet <piet@kamer.example>\r\nDelivered-To: anna@kamer.example\r\n",
        ),
        fixtures.mail(
            text=f"zie http://{WANTED}/ en {WANTED}",
            to="anna@kamer.example",
            headers="Received: from a by mx.kamer.example for <blind@kamer.example>; Mon, 4 Jan 2021 10:00:00 +0000\r\n",
        ),
        b"dit is geen mail, maar staat wel in de map",
    ]
    fixtures.write_mbox(str(box), iter(mails[:3]))
    (tmp_path / "geen.eml").write_bytes(mails[3])
    return tmp_path


def test_who_received_what_and_when(mailbox: Path) -> None:
    seen: list[Problem | None] = []
    hits = list(hunt([mailbox], [Indicator("domain", WANTED)], Settings(workers=1), seen.append))
    assert [(Path(hit.path).name, hit.index, hit.where) for hit in hits] == [("box.mbox", 1, "text"), ("box.mbox", 2, "text")]
    assert [problem.code for problem in seen if problem] == ["not-a-mail"]
    assert len(seen) == 4
    assert hits[1].received == "2021-01-04T10:00:00+00:00"
    people = notices(hits)
    assert [(one.recipient.email, one.mails, one.first[:10], one.last[:10]) for one in people] == [
        ("anna@kamer.example", 2, "2021-01-04", "2021-01-05"),
        ("blind@kamer.example", 1, "2021-01-04", "2021-01-04"),
        ("piet@kamer.example", 1, "2021-01-05", "2021-01-05"),
    ]
    assert people[2].recipient.name == "Piet"


def test_masked_hits_name_nobody(mailbox: Path) -> None:
    hits: list[Hit] = list(hunt([mailbox], [Indicator("domain", WANTED)], Settings(mask=True, workers=1)))
    text = json.dumps([hit.to_dict() for hit in hits]).lower()
    assert not any(name in text for name in ("anna", "piet", "blind"))
    assert [person.recipient.email for person in notices(hits)] == ["recipient-1", "recipient-3", "recipient-2"] or len(notices(hits)) == 3


def test_hunting_for_nothing_finds_nothing(mailbox: Path) -> None:
    assert list(hunt([mailbox], [Indicator("domain", "afwezig.example")], Settings(workers=1))) == []
