"""What each format hands on as text, and what it says about itself."""

from __future__ import annotations

import pytest
from intake.pdfs import pdf

from demarche.clean import clean, decoded
from demarche.intake import Decoded, decode, sources_of
from demarche.intake.encoding import decode as decode_bytes
from demarche.model import Document, Problem, Source

SENTENCE = "De regering houdt China verantwoordelijk voor de aanval op het ministerie van Defensie in België."


def source(raw: bytes, path: str = "x") -> Source:
    (item,) = sources_of(raw, path)
    assert isinstance(item, Source), item
    return item


def document(raw: bytes) -> Document:
    found = clean(source(raw))
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("raw", "declared", "text", "code"),
    [
        ("België".encode(), None, "België", None),
        ("België".encode("cp1252"), None, "België", "encoding-guessed"),
        ("België".encode("latin-1"), "iso-8859-1", "België", None),
        ("“België”".encode("cp1252"), "iso-8859-1", "“België”", None),
        ("België".encode("utf-16"), None, "België", None),
        ("België België België".encode() + b"\xff", None, "België België België\ufffd", "encoding-damaged"),
        ("Łódź".encode("cp1250"), "windows-1250", "Łódź", None),
        ("België".encode("cp1252"), "no-such-charset", "België", "encoding-guessed"),
    ],
)
def test_encodings(raw: bytes, declared: str | None, text: str, code: str | None) -> None:
    found, problems = decode_bytes(raw, "x", declared)
    assert found == text
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert not any(problem.fatal for problem in problems)


def test_a_page_in_its_declared_charset() -> None:
    raw = f'<html><head><meta charset="windows-1252"></head><body><p>{SENTENCE}</p></body></html>'.encode("cp1252")
    assert document(raw).text == SENTENCE


def test_pdf_pages_become_paragraphs_without_their_furniture() -> None:
    head = "Ministry of Examples - Bulletin 12"
    first = [
        head, "Belgium names hackers behind intrusion", "Brussels, 18 July 2022",
        "Belgium said on Monday that several hacker groups from China were behind mali-",
        "cious cyber activity against two of its ministries, and called on Beijing to take",
        "action against them. It names four groups of hackers that are said to be state-",
        "sponsored by researchers (who say that being sponsored by a state is not rare), and", "Page 1 of 2",
    ]  # fmt: skip
    second = [head, "it asks for an answer.", "- investigate the facts", "- put an end to it", "Page 2 of 2"]
    found = document(pdf([first, second]))
    assert found.kind == "pdf"
    assert found.published == "2022-07-18"
    assert found.title == "Belgium names hackers behind intrusion"
    assert "behind malicious cyber activity against two" in found.text
    assert "said to be state-sponsored by researchers" in found.text
    assert "not rare), and it asks for an answer." in found.text
    assert found.text.endswith("answer.\n\n- investigate the facts\n\n- put an end to it")
    assert "Bulletin" not in found.text
    assert "Page" not in found.text


def test_image_only_pdf() -> None:
    found = clean(source(pdf([[]])))
    assert isinstance(found, Problem)
    assert (found.code, "OCR" in found.hint) == ("image-only-pdf", True)


def test_mail_gives_its_subject_date_and_readable_part() -> None:
    raw = (
        "Return-Path: <a@b.example>\nFrom: Redactie <a@b.example>\nTo: c@d.example\n"
        "Subject: =?utf-8?q?Belgi=C3=AB_noemt_hackers?=\nDate: Tue, 19 Jul 2022 23:30:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="x"\n\n--x\nContent-Type: text/plain; charset=iso-8859-1\n'
        "Content-Transfer-Encoding: quoted-printable\n\n" + SENTENCE.replace("ë", "=EB") + "\n\n--x\nContent-Type: text/html\n\n"
        "<p>Anders</p>\n--x--\n"
    )
    found = document(raw.encode())
    assert (found.kind, found.title, found.published, found.published_from) == ("eml", "België noemt hackers", "2022-07-19", "mail")
    assert found.text == f"België noemt hackers\n\n{SENTENCE}"


def test_mail_with_only_a_page_in_it() -> None:
    head = "Received: x\nFrom: a@b.example\nSubject: Kop & staart\nContent-Type: text/html; charset=utf-8\n\n"
    raw = f"{head}<html><body><p>{SENTENCE}</p></body></html>"
    assert document(raw.encode()).text == f"Kop & staart\n\n{SENTENCE}"


@pytest.mark.parametrize(
    "raw",
    [
        b"Received: x\nFrom: a\nSubject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\n" + SENTENCE.encode(),
        b"Received: x\nFrom: a\nSubject: =?x?b?!!!?=\nDate: yesterday\nContent-Type: text/plain; charset=nonsense\n\n" + SENTENCE.encode(),
        b"MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3_000,
    ],
)
def test_hostile_mail_ends(raw: bytes) -> None:
    found = clean(source(raw))
    assert isinstance(found, Document) or found.code == "no-text"


def test_json_row_with_title_date_and_page() -> None:
    row = f'{{"html": "<p>{SENTENCE}</p>", "title": "Kop < staart", "published": "2022-07-19", "url": "https://x.example/a", "lang": "nl"}}'
    found = document(row.encode())
    assert found.text == f"Kop < staart\n\n{SENTENCE}"
    assert (found.url, found.lang, found.published, found.published_from) == ("https://x.example/a", "nl", "2022-07-19", "field")


def test_a_title_that_the_text_has_is_not_doubled() -> None:
    found = document(f'{{"text": "Een kop boven het stuk\\n{SENTENCE}", "title": "Een kop boven het stuk"}}'.encode())
    assert found.text == f"Een kop boven het stuk\n\n{SENTENCE}"


def test_decoded_is_what_offsets_count_in() -> None:
    item = source(f'{{"text": "Caf\\u00e9. {SENTENCE}"}}'.encode())
    result = decode(item)
    assert isinstance(result, Decoded)
    assert decoded(item) == result.text == f"Café. {SENTENCE}"
