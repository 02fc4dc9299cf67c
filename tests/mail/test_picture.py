"""The drawing of a mail is harmless whatever the mail holds."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import fixtures
import pytest

from demarche.mail import Settings, picture, texts
from demarche.mail.examine import examine

ALLOWED = {"svg", "title", "desc", "rect", "text", "circle"}
HARMLESS = {
    "width",
    "height",
    "viewBox",
    "role",
    "font-family",
    "lang",
    "x",
    "y",
    "rx",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-size",
    "font-weight",
    "cx",
    "cy",
    "r",
    "text-anchor",
}
NASTY = (
    '<script>alert(1)</script><p onclick="x()">"]]>&lt;b&gt; \u202eomgekeerd\u200b \x07 \ud7ff </svg><image href="https://kwaad.example/"/>'
)
MAILS = [
    *(case.raw for case in fixtures.mechanisms()),
    fixtures.mail(fixtures.page(NASTY), sender=f'"{NASTY[:40]}" <a@bulletin.example>'),
    fixtures.mail(text=NASTY),
    b"",
    b"geen mail",
]


@pytest.mark.parametrize("raw", MAILS, ids=range(len(MAILS)))
@pytest.mark.parametrize("lang", texts.LANGUAGES)
def test_only_shapes_and_text(raw: bytes, lang: str) -> None:
    svg = picture(examine(raw, "mail.eml", 0, Settings()), lang)
    root = ET.fromstring(svg)
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED
        assert set(element.attrib) <= HARMLESS
        assert not any("url(" in value or "javascript" in value for value in element.attrib.values())
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", svg)
    assert "\u202e" not in svg
    assert "\x07" not in svg


def test_every_finding_is_outlined_and_explained() -> None:
    body = fixtures.image(attributes="width=1 height=1") + '<a href="https://inloggen.example/">https://www.dekamer.be/</a>'
    report = examine(fixtures.mail(fixtures.page(body), headers="Disposition-Notification-To: a@bulletin.example\r\n"), "m", 0, Settings())
    svg = picture(report)
    assert len(report.findings) == 3
    for number, finding in enumerate(report.findings, 1):
        assert svg.count(f">{number}</text>") == 1
        assert f">{number}. {texts.name(finding.mechanism)}" in svg
    assert "hxxps://t[.]bulletin[.]example/o/a.gif" in svg


def test_text_of_the_mail_is_in_the_drawing() -> None:
    svg = picture(examine(fixtures.mail(fixtures.page("<h1>Over de rechten</h1>")), "m", 0, Settings()))
    assert "Over de rechten" in svg
    assert "Goedendag, hier is het bericht van vandaag." in svg
