"""Messages inside messages: found however they are encoded, judged with the outer mail or apart from it."""

from __future__ import annotations

import base64
import hashlib

import fixtures
import pytest

from demarche.intake import decode, sources_of
from demarche.mail.contents import enclosed_messages
from demarche.mail.examine import examine
from demarche.mail.settings import Limits, Settings
from demarche.model import Problem, Source

INNER = fixtures.mail(
    fixtures.page(fixtures.image(attributes="width=1 height=1")),
    sender="Le Monde <lemonde@gmail.com>",
    headers="Return-Receipt-To: a@elders.example\r\n",
)
NOTE = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Zie bijlage.</p>"
CODED = base64.encodebytes(INNER).decode()
WAYS = {
    "as it is": "Content-Type: message/rfc822\r\n\r\n" + INNER.decode(),
    "base64": f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{CODED}",
    "as a file": f'Content-Type: application/octet-stream; name="doorgestuurd.eml"\r\nContent-Transfer-Encoding: base64\r\n\r\n{CODED}',
}


@pytest.mark.parametrize("way", WAYS)
def test_an_enclosed_message_is_looked_into_with_its_header(way: str) -> None:
    report = examine(fixtures.multipart(NOTE, WAYS[way]), "m", 0, Settings())
    found = {finding.mechanism: finding.part for finding in report.findings}
    assert found["pixel-attribute"] == "2.1"
    assert (found["receipt-header"], found["name-brand"]) == ("2.0", "2.0")
    (inner,) = report.enclosed
    assert (inner.part, inner.author.email) == ("2", "lemonde@gmail.com")
    (message,) = enclosed_messages(fixtures.multipart(NOTE, WAYS[way]), Limits())
    assert message[0] == "2"
    assert inner.sha256 == hashlib.sha256(message[1]).hexdigest()


@pytest.mark.parametrize("way", WAYS)
def test_apart_the_outer_mail_answers_for_itself_only(way: str) -> None:
    report = examine(fixtures.multipart(NOTE, WAYS[way]), "m", 0, Settings(enclosed=False))
    assert (report.findings, report.urls, report.verdict, len(report.enclosed)) == ((), (), "clean", 1)


def nested(depth: int) -> bytes:
    raw = fixtures.mail(text=f"Binnenste van {depth}.")
    for level in range(depth):
        raw = fixtures.multipart(f"Content-Type: text/plain\r\n\r\nLaag {level}.", "Content-Type: message/rfc822\r\n\r\n" + raw.decode())
        raw = raw.replace(b"GRENS", f"GRENS{level}".encode())
    return raw


def test_each_message_is_a_source_with_its_place() -> None:
    found = [source for source in sources_of(nested(3), "m.eml") if isinstance(source, Source)]
    assert [source.path for source in found] == ["m.eml", "m.eml#part-2", "m.eml#part-2#part-2", "m.eml#part-2#part-2#part-2"]
    texts = [decode(source).text for source in found]  # type: ignore[union-attr]
    assert [text.split("\n\n", 1)[1].strip() for text in texts] == ["Laag 2.", "Laag 1.", "Laag 0.", "Binnenste van 3."]


def test_depth_and_number_are_bounded() -> None:
    *found, problem = sources_of(nested(9), "m.eml")
    assert len(found) == 6
    assert isinstance(problem, Problem)
    many = fixtures.multipart(NOTE, *("Content-Type: message/rfc822\r\n\r\n" + fixtures.mail(text=f"{n}").decode() for n in range(60)))
    *found, problem = sources_of(many, "m.eml")
    assert len(found) == 51
    assert isinstance(problem, Problem)
    assert (problem.code, problem.fatal) == ("partly-read", False)


def test_an_outer_mail_of_html_is_not_read_as_the_plain_text_inside() -> None:
    inner = "Content-Type: message/rfc822\r\n\r\n" + fixtures.mail(text="Woorden van een ander.").decode()
    outer, _ = sources_of(fixtures.multipart(NOTE, inner), "m.eml")
    decoded = decode(outer)  # type: ignore[arg-type]
    assert "Zie bijlage." in decoded.text  # type: ignore[union-attr]
    assert "Woorden" not in decoded.text  # type: ignore[union-attr]
