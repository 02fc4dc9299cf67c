"""Taking mails apart: beside the standard library's parser on whole mails, and within bounds on hostile ones."""

from __future__ import annotations

import email
from pathlib import Path

import fixtures
import pytest

from demarche.mail import inspect, inspect_all
from demarche.mail.body import Text
from demarche.mail.fit import looks_like_mail
from demarche.mail.headers import addresses, decode_words, iso_date, parameters
from demarche.mail.mime import split
from demarche.mail.report import STATES, Address, MailReport
from demarche.mail.settings import Limits, Settings

LIMITS = Limits()
WHOLE = [case for case in (*fixtures.mechanisms(), *fixtures.negatives()) if case.name not in ("external-body",)]
HOSTILE = fixtures.pathological()


@pytest.mark.parametrize("case", WHOLE, ids=[case.name for case in WHOLE])
def test_parts_are_those_the_standard_library_finds(case: fixtures.Case) -> None:
    theirs = [part for part in email.message_from_bytes(case.raw).walk() if not part.is_multipart()]
    ours = list(split(case.raw, LIMITS).leaves())
    assert [part.type for part in ours] == [part.get_content_type() for part in theirs]
    for our, their in zip(ours, theirs, strict=True):
        assert our.content()[0].strip() == their.get_payload(decode=True).strip()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MailReport]:
    folder = tmp_path_factory.mktemp("hostile")
    for name, raw in HOSTILE.items():
        (folder / name).write_bytes(raw)
    return {Path(report.path).name: report for report in inspect_all([folder], Settings(Limits(seconds=20)))}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_ends_with_a_report(name: str, hostile: dict[str, MailReport]) -> None:
    """Each within its limits, whatever the machine is busy with; how long they take is measured in the benchmark."""
    report = hostile[name]
    assert report.state in STATES
    codes = {problem.code for problem in report.problems}
    assert not codes & {"timeout", "crashed"}
    assert report.state == "complete" or all(problem.reason for problem in report.problems)
    assert report.state != "refused" or codes <= {"empty", "not-a-mail"}


def test_what_hides_behind_nul_bytes_is_found(hostile: dict[str, MailReport]) -> None:
    report = hostile["nul-bytes"]
    assert [finding.mechanism for finding in report.findings] == ["pixel-attribute"]


def test_a_mail_that_takes_too_long_is_refused_clearly() -> None:
    report = inspect(HOSTILE["pixels"], Settings(Limits(seconds=0.05)))
    assert (report.state, [problem.code for problem in report.problems]) == ("refused", ["timeout"])
    assert report.problems[0].hint


def test_a_mail_that_takes_too_much_memory_is_refused_clearly() -> None:
    raw = b"From: a@bulletin.example\r\nContent-Type: text/html\r\n\r\n" + b"<p>" * 20_000_000
    report = inspect(raw, Settings(Limits(memory_mb=130, markup_bytes=10**9, tags=10**8, seconds=30)))
    assert (report.state, [problem.code for problem in report.problems]) == ("refused", ["crashed"])


def test_a_mail_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "large.eml"
    file.write_bytes(b"From: a@bulletin.example\r\n\r\n" + b"x" * (1024 * 1024 + 1))
    report = inspect(file, Settings(Limits(max_mb=1)))
    assert [problem.code for problem in report.problems] == ["too-large"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('"Peeters, Jan" <J.Peeters@Kamer.example>', [Address("Peeters, Jan", "j.peeters@kamer.example")]),
        ("jan@kamer.example (Jan Peeters)", [Address("Jan Peeters", "jan@kamer.example")]),
        ("=?utf-8?b?SsOpcsO0bWU=?= <j@kamer.example>", [Address("Jérôme", "j@kamer.example")]),
        ("Leden: a@kamer.example, b@kamer.example;", [Address("", "a@kamer.example"), Address("", "b@kamer.example")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        ("niemand", [Address("niemand", "")]),
        ('"a@kamer.example" <b@elders.example>', [Address("a@kamer.example", "b@elders.example")]),
    ],
)
def test_addresses(raw: str, expected: list[Address]) -> None:
    assert list(addresses(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("=?iso-8859-1?q?caf=E9?=", "café"),
        ("=?utf-8?q?a?= =?utf-8?q?b?= c", "ab c"),
        ("=?klingon?q?abc?=", "abc"),
        ("=?utf-8?b?!!?=", ""),
        ("plain = ? text", "plain = ? text"),
    ],
)
def test_encoded_words(raw: str, expected: str) -> None:
    assert decode_words(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('text/html; charset="utf-8"', ("text/html", {"charset": "utf-8"})),
        ("a/b; name*=utf-8''na%C3%AFf.eml", ("a/b", {"name": "naïf.eml"})),
        ("a/b; name*0=lang; name*1=er.pdf", ("a/b", {"name": "langer.pdf"})),
        ('a/b; name="a;b.pdf"', ("a/b", {"name": "a;b.pdf"})),
        ("TEXT/HTML ; x", ("text/html", {})),
    ],
)
def test_parameters(raw: str, expected: tuple[str, dict[str, str]]) -> None:
    assert parameters(raw) == expected


def test_dates() -> None:
    assert iso_date("Tue, 5 Jan 2021 10:00:00 +0100") == "2021-01-05T09:00:00+00:00"
    assert iso_date("5 Jan 2021 10:00:00") == "2021-01-05T10:00:00+00:00"
    assert iso_date("gisteren") is None


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_lines_lead_back_into_the_file(encoding: str, charset: str) -> None:
    import base64
    import quopri

    body = "".join(f"regel {n} é {'x' * (n * 7 % 200)} <b{n}>\n" for n in range(60))
    coded = {"8bit": bytes, "quoted-printable": quopri.encodestring, "base64": base64.encodebytes}[encoding](body.encode(charset))
    raw = f"A: b\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + coded
    text = Text(split(raw, LIMITS).parts[0], 10**6)
    for n in (0, 31, 59):
        upto = body[: body.index(f"<b{n}>")].encode(charset)
        line = text.line(text.text.index(f"<b{n}>"))
        if encoding == "base64":
            assert line == 5 + len(upto) // 57
        elif encoding == "8bit":
            assert line == 5 + n
        else:
            assert f"<b{n}>" in quopri.decodestring(b"\n".join(raw.split(b"\n")[line - 1 : line + 1])).decode(charset)


def test_what_is_no_mail_is_told_apart() -> None:
    assert looks_like_mail(b"From sender Tue Jan  5 2021\nSubject: x\n\n")
    assert not looks_like_mail(b"root:x:0:0:root:/root:/bin/bash\n")
    assert not looks_like_mail(b"%PDF-1.7\n")
    assert not looks_like_mail(b"<html><body>Subject</body></html>")
