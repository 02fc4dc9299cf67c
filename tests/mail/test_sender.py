"""Who a mail says it is from: what receivers wrote, what signatures prove, what names and addresses pretend."""

from __future__ import annotations

import fixtures
import pytest

from demarche.mail import Settings, texts
from demarche.mail.auth import read
from demarche.mail.examine import examine
from demarche.mail.report import MailReport

BORDER = "Received: from out.bulletin.example (out.bulletin.example [192.0.2.9]) by mx.kamer.example; Tue, 5 Jan 2021 10:00:01 +0100\r\n"
INNER = "Received: from mx.kamer.example (mx.kamer.example [10.0.0.1]) by box.kamer.example; Tue, 5 Jan 2021 10:00:02 +0100\r\n"


def judged(headers: str = "", settings: Settings | None = None, **fields: str) -> MailReport:
    raw = fixtures.mail(text="x", **fields)
    return examine(headers.encode() + raw, "mail.eml", 0, settings or Settings())


def found(report: MailReport) -> dict[str, str]:
    return {finding.mechanism: finding.certainty for finding in report.findings}


REAL = {
    "google": (
        "mx.google.com;\r\n dkim=pass header.i=@x.example header.s=s1;\r\n"
        " spf=pass (google.com: a; b) smtp.mailfrom=a@x.example;\r\n"
        " dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=x.example",
        "mx.google.com",
        "dkim=pass spf=pass dmarc=pass",
    ),
    "microsoft": (
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; dkim=pass (signature was verified) header.d=x.example;dmarc=pass "
        "action=none header.from=x.example;compauth=pass reason=100",
        "",
        "spf=pass dkim=pass dmarc=pass compauth=pass",
    ),
    "arc": ("i=1; mx.x.example 1; spf=fail smtp.mailfrom=x.example; dkim=none", "mx.x.example", "spf=fail dkim=none"),
    "yahoo": (
        "atlas1.y.example; dkim=pass header.i=@x.example; spf=softfail smtp.mailfrom=x.example; dmarc=pass(p=REJECT);",
        "atlas1.y.example",
        "dkim=pass spf=softfail dmarc=pass",
    ),
    "no-semicolons": (
        'mx.x.example; spf=pass smtp.mailfrom=x.example dkim=fail reason="bad; sig" dmarc=fail',
        "mx.x.example",
        "spf=pass dkim=fail dmarc=fail",
    ),
    "amavis": ("mail.x.example (amavisd-new); dkim=pass (2048-bit key; unprotected) header.d=x.example", "mail.x.example", "dkim=pass"),
    "version": ("mx.x.example 1;auth=pass smtp.auth=jan;iprev=pass policy.iprev=192.0.2.1", "mx.x.example", "auth=pass iprev=pass"),
    "upper-case": ("MX.X.EXAMPLE; SPF=Pass; DKIM=Fail", "mx.x.example", "spf=pass dkim=fail"),
    "none": ("mx.x.example; none", "mx.x.example", ""),
    "unclosed-comment": ("mx.x.example; spf=pass (oops; dkim=pass", "mx.x.example", "spf=pass"),
    "empty": ("", "", ""),
}


@pytest.mark.parametrize("name", REAL)
def test_authentication_results_are_read_tolerantly(name: str) -> None:
    raw, writer, results = REAL[name]
    said, read_results = read(raw)
    assert said == writer
    assert " ".join(f"{r.method}={r.result}" for r in read_results) == results


def test_properties_and_comments_are_kept() -> None:
    _, (dkim, spf, dmarc) = read(REAL["google"][0])
    assert dkim.properties == {"header.i": "@x.example", "header.s": "s1"}
    assert spf.comment == "google.com: a; b"
    assert dmarc.properties["header.from"] == "x.example"


RESULT = "Authentication-Results: mx.kamer.example; dmarc={} header.from=bulletin.example\r\n"


@pytest.mark.parametrize(
    ("headers", "receivers", "trust"),
    [
        (RESULT + BORDER, (), [("assumed", "topmost-receiver")]),
        (RESULT + BORDER, ("mx.kamer.example",), [("trusted", "named-receiver")]),
        (INNER + RESULT + BORDER, (), [("assumed", "topmost-receiver")]),
        (BORDER + RESULT, (), [("assumed", "right-below-border")]),
        (BORDER + RESULT, ("kamer.example",), [("trusted", "named-receiver")]),
        (BORDER + "X-Other: y\r\nSubject: z\r\n" + RESULT, (), [("untrusted", "below-border")]),
        (INNER + BORDER + "Received: from a by b.elders.example; x\r\n" + RESULT, (), [("untrusted", "below-border")]),
        (
            RESULT + BORDER + "Subject: z\r\n" + RESULT,
            ("mx.kamer.example",),
            [("trusted", "named-receiver"), ("untrusted", "below-topmost")],
        ),
        ("Authentication-Results: mx.elders.example; spf=pass\r\n" + BORDER, (), [("untrusted", "other-writer")]),
        ("Authentication-Results: mx.elders.example; spf=pass\r\n" + BORDER, ("mx.kamer.example",), [("untrusted", "other-writer")]),
        ("Authentication-Results: spf=pass smtp.mailfrom=x.example\r\n" + BORDER, (), [("assumed", "topmost-receiver")]),
        ("ARC-Authentication-Results: i=1; mx.kamer.example; spf=pass\r\n" + BORDER, (), [("untrusted", "arc")]),
        (RESULT, (), [("assumed", "no-received")]),
        (
            "Received-SPF: pass (kamer.example: ok) receiver=mx.kamer.example; client-ip=192.0.2.1;\r\n" + BORDER,
            (),
            [("assumed", "topmost-receiver")],
        ),
    ],
)
def test_only_the_receivers_word_is_believed(headers: str, receivers: tuple[str, ...], trust: list[tuple[str, str]]) -> None:
    report = judged(headers.replace("{}", "pass"), Settings(receivers=receivers))
    assert [(result.trust, result.why) for result in report.authentication] == trust
    assert all(texts.trust(result.why, lang) for result in report.authentication for lang in texts.LANGUAGES)


def test_a_failure_the_receiver_wrote_is_a_finding() -> None:
    assert found(judged(RESULT.format("fail") + BORDER)) == {"dmarc-fail": "strong"}


def test_a_failure_somebody_else_wrote_is_none() -> None:
    assert found(judged(BORDER + "Subject: z\r\n" + RESULT.format("fail"))) == {}


def test_a_pass_slipped_in_below_the_receivers_failure_is_a_forgery() -> None:
    headers = RESULT.format("fail") + BORDER + "Subject: z\r\n" + RESULT.format("pass")
    assert found(judged(headers))["auth-forged"] == "strong"


def test_alignment_is_stated() -> None:
    headers = "Return-Path: <b@bounce.bulletin.example>\r\nDKIM-Signature: v=1; d=mail.bulletin.example; s=s1; b=x\r\n"
    headers += "Reply-To: <r@elders.example>\r\n"
    report = judged(headers)
    assert report.sender is not None
    assert report.sender.aligned == ("return-path", "dkim:mail.bulletin.example")
    assert report.sender.differing == ("reply-to",)
    assert [(s.domain, s.verified, s.why, s.aligned) for s in report.signatures] == [("mail.bulletin.example", None, "no-key", True)]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("Reply-To: <r@elders.example>\r\n", {"reply-to-differs": "weak"}),
        ("Reply-To: <bulletin.redactie@gmail.com>\r\n", {"reply-to-differs": "strong"}),
        ("Reply-To: <redactie@nieuws.bulletin.example>\r\n", {}),
        ("Sender: <s@elders.example>\r\n", {"sender-differs": "weak"}),
        ("Return-Path: <b@elders.example>\r\n", {"return-path-differs": "weak"}),
        ("Return-Path: <b@elders.example>\r\nDKIM-Signature: v=1; d=bulletin.example; s=s1; b=x\r\n", {}),
        ("Return-Path: <b@elders.example>\r\n" + RESULT.format("pass") + BORDER, {}),
    ],
)
def test_what_does_not_belong_together(headers: str, expected: dict[str, str]) -> None:
    assert found(judged(headers)) == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ('"redactie@krant.example" <x@elders.example>', {"name-address": "strong"}),
        ('"redactie@bulletin.example" <nieuws@bulletin.example>', {}),
        ("Reda\u202ectie <x@elders.example>", {"name-unseen": "strong"}),
        ("Red\u200bactie <x@elders.example>", {"name-unseen": "strong"}),
        ("Rеdactie <x@elders.example>", {"name-mixed-script": "strong"}),
        ("Редакция <x@elders.example>", {}),
        ("Le Monde <alerte@elders.example>", {"name-brand": "weak"}),
        ("Le Monde <lemonde.redaction@gmail.com>", {"name-brand": "strong"}),
        ("Le Monde <alerte@lemonde.fr>", {}),
        ("BBC News <x@elders.example>", {"name-brand": "weak"}),
        ("Le Monde <alerte@lemonde-news.com>", {"name-brand": "strong", "lookalike-affix": "weak"}),
        ("Monde de Vries <x@elders.example>", {}),
        ("a@bulletin.example, b@krant.example", {"from-multiple": "strong"}),
        ("Jan", {"from-missing": "weak"}),
    ],
)
def test_names_that_pretend(sender: str, expected: dict[str, str]) -> None:
    assert found(judged(sender=sender)) == expected


def test_a_second_from_line_is_a_trick() -> None:
    assert found(judged("From: echt@kamer.example\r\n"))["from-multiple"] == "strong"


def test_the_sender_of_a_forwarded_message_is_examined_too() -> None:
    inner = fixtures.mail(text="x", sender="Le Monde <le.monde@gmail.com>").decode()
    report = examine(fixtures.multipart(f"Content-Type: message/rfc822\r\n\r\n{inner}"), "mail.eml", 0, Settings())
    (finding,) = report.findings
    assert (finding.mechanism, finding.part) == ("name-brand", "1.0")
    assert [(one.author.email, one.part) for one in report.enclosed] == [("le.monde@gmail.com", "1")]
