"""DKIM signatures, checked with a key the user gives and without the network."""

from __future__ import annotations

import fixtures
import pytest
from keys import rsa_key

from demarche.errors import UsageError
from demarche.mail import Settings, inspect, read_keys
from demarche.mail.examine import examine

dkim = pytest.importorskip("dkim")
NAME = "s1._domainkey.bulletin.example"
PRIVATE, RECORD = rsa_key(1)
RAW = fixtures.mail(text="Goedendag")
SIGNED = dkim.sign(RAW, b"s1", b"bulletin.example", PRIVATE, include_headers=[b"from", b"to", b"subject"]) + RAW


def test_a_good_signature_is_confirmed() -> None:
    report = inspect(SIGNED, Settings(dkim_keys={NAME: RECORD}))
    assert [(s.domain, s.selector, s.verified, s.aligned) for s in report.signatures] == [("bulletin.example", "s1", True, True)]
    assert report.findings == ()


@pytest.mark.parametrize("change", [(b"Goedendag", b"Betaal nu"), (b"Subject: Bericht", b"Subject: Factuur")])
def test_a_changed_mail_is_found_out(change: tuple[bytes, bytes]) -> None:
    report = examine(SIGNED.replace(*change), "m", 0, Settings(dkim_keys={NAME: RECORD}))
    assert [signature.verified for signature in report.signatures] == [False]
    assert [(finding.mechanism, finding.certainty) for finding in report.findings] == [("dkim-invalid", "strong")]


def test_another_key_does_not_fit() -> None:
    report = examine(SIGNED, "m", 0, Settings(dkim_keys={NAME: rsa_key(2)[1]}))
    assert [signature.verified for signature in report.signatures] == [False]


def test_without_a_key_nothing_is_claimed() -> None:
    report = examine(SIGNED, "m", 0, Settings())
    assert [(signature.verified, signature.why) for signature in report.signatures] == [(None, "no-key")]
    assert report.findings == ()


def test_a_broken_signature_is_bad_and_not_an_error() -> None:
    raw = b"DKIM-Signature: v=1; d=bulletin.example; s=s1; a=rsa-sha256; b=!!!; bh=???; h=from\r\n" + RAW
    report = examine(raw, "m", 0, Settings(dkim_keys={NAME: RECORD}))
    assert [signature.verified for signature in report.signatures] == [False]


def test_keys_are_read_from_plain_lines_and_zone_files() -> None:
    text = f'# sleutels\n{NAME} {RECORD}\ns2._domainkey.krant.example. 3600 IN TXT "v=DKIM1; p=" "AAAA"\n'
    assert read_keys(text) == {NAME: RECORD, "s2._domainkey.krant.example": "v=DKIM1; p=AAAA"}


def test_a_line_that_is_no_key_is_named() -> None:
    with pytest.raises(UsageError, match="line 2"):
        read_keys(f"{NAME} {RECORD}\nkrant.example TXT v=spf1\n")
