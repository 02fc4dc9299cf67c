"""With masking on, no output names a recipient: not plainly, not encoded, not by a marker."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import fixtures
import pytest

from demarche.mail import Masker, Settings, evidence, mask, picture, texts
from demarche.mail.examine import examine

LEAKS = [
    "jan",
    "peeters",
    "jan.peeters",
    fixtures.digest("md5"),
    fixtures.digest("sha1"),
    fixtures.digest("sha256"),
    fixtures.READER.encode().hex(),
    base64.b64encode(fixtures.READER.encode()).decode().lower()[:24],
    quote(fixtures.READER, safe="").lower(),
    fixtures.TOKEN,
    fixtures.UUID,
]


@pytest.mark.parametrize("case", fixtures.mechanisms(), ids=lambda case: case.name)
def test_no_output_names_the_reader(case: fixtures.Case) -> None:
    report = mask(examine(case.raw, "/mail/jan.peeters/inbox.eml", 0, Settings()))
    output = [json.dumps(report.to_dict()), json.dumps(texts.spoken(report, "nl")), picture(report), picture(report, "nl")]
    output += [repr(row) for row in evidence(report, least="weak")]
    text = "\n".join(output).lower()
    leaks = [leak for leak in LEAKS if leak.lower() in text and not (leak in (fixtures.TOKEN, fixtures.UUID) and not report.findings)]
    assert leaks == []
    assert report.masked


def test_the_same_person_keeps_the_same_number() -> None:
    masker = Masker()
    first, second = (
        mask(examine(fixtures.mail(text="x", to=to), "m", 0, Settings()), masker) for to in ("a@kamer.example", "b@kamer.example")
    )
    again = mask(examine(fixtures.mail(text="y", to="A@kamer.example"), "m", 0, Settings()), masker)
    assert [report.to[0].email for report in (first, second, again)] == ["recipient-1", "recipient-2", "recipient-1"]


def test_what_partners_need_stays() -> None:
    raw = fixtures.mail(fixtures.page(fixtures.image(attributes="width=1 height=1")), headers="Delivered-To: jan.peeters@kamer.example\r\n")
    plain = examine(raw, "m", 0, Settings())
    masked = mask(plain)
    assert masked.id == plain.id
    assert [finding.id for finding in masked.findings] == [finding.id for finding in plain.findings]
    assert masked.domains == plain.domains
    assert masked.findings[0].host == "t.bulletin.example"
    assert masked.sender == plain.sender


def test_a_sender_who_is_the_recipient_is_masked_too() -> None:
    report = mask(examine(fixtures.mail(text="x", sender=f"Jan Peeters <{fixtures.READER}>"), "m", 0, Settings()))
    assert report.author is not None
    assert "peeters" not in f"{report.author.name}{report.author.email}".lower()
