"""Opaque S/MIME signatures: the mail inside is looked into; what is encrypted or broken stays closed."""

from __future__ import annotations

import base64

import fixtures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demarche.intake import decode, sources_of
from demarche.mail.examine import examine
from demarche.mail.sealed import SIGNED_DATA, signed_content
from demarche.mail.settings import Settings

DATA, ENVELOPED = bytes.fromhex("06092a864886f70d010701"), bytes.fromhex("06092a864886f70d010703")
CONTENT = fixtures.page(fixtures.image(attributes="width=1 height=1")).encode()
ENTITY = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + CONTENT


def element(tag: int, *contents: bytes) -> bytes:
    body = b"".join(contents)
    size = len(body)
    length = bytes([size]) if size < 0x80 else bytes([0x84]) + size.to_bytes(4, "big")
    return bytes([tag]) + length + body


def endless(tag: int, *contents: bytes) -> bytes:
    return bytes([tag, 0x80]) + b"".join(contents) + b"\0\0"


def signed(content: bytes, kind: bytes = SIGNED_DATA) -> bytes:
    inner = element(0x30, DATA, element(0xA0, element(0x04, content)))
    return element(0x30, kind, element(0xA0, element(0x30, element(0x02, b"\1"), element(0x31), inner, element(0x31))))


def streamed(content: bytes) -> bytes:
    pieces = [element(0x04, content[at : at + 50]) for at in range(0, len(content), 50)]
    inner = endless(0x30, DATA, endless(0xA0, endless(0x24, *pieces)))
    return endless(0x30, SIGNED_DATA, endless(0xA0, endless(0x30, element(0x02, b"\1"), element(0x31), inner, element(0x31))))


def mail(sealed: bytes) -> bytes:
    headers = "Content-Transfer-Encoding: base64\r\n"
    raw = fixtures.mail(text=base64.encodebytes(sealed).decode(), headers=headers)
    return raw.replace(b"Content-Type: text/plain; charset=utf-8", b"Content-Type: application/pkcs7-mime; smime-type=signed-data")


@pytest.mark.parametrize("make", [signed, streamed])
def test_a_signed_mail_is_looked_into_and_read(make: object) -> None:
    raw = mail(make(ENTITY))  # type: ignore[operator]
    report = examine(raw, "m", 0, Settings())
    assert [(finding.mechanism, finding.part) for finding in report.findings] == [("pixel-attribute", "1.1")]
    assert report.problems == ()
    (source,) = sources_of(raw, "m.eml")
    assert "Goedendag" in decode(source).text  # type: ignore[arg-type,union-attr]


def test_encrypted_and_broken_data_stay_closed_and_are_named() -> None:
    for sealed in (signed(ENTITY, ENVELOPED), signed(ENTITY)[:40], b"\x30\x80" * 40_000, b""):
        report = examine(mail(sealed), "m", 0, Settings())
        assert report.findings == ()
        assert [problem.code for problem in report.problems] == ["opaque-part"]


@given(st.binary(max_size=80), st.integers(0, 60))
def test_any_bytes_end_with_content_or_none(noise: bytes, at: int) -> None:
    whole = signed(ENTITY)
    assert signed_content(whole) == ENTITY
    for raw in (noise, whole[:at] + noise + whole[at + len(noise) :], streamed(ENTITY)[:at] + noise):
        found = signed_content(raw)
        assert found is None or isinstance(found, bytes)
