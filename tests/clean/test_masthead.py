"""What a source says of its publisher is kept beside its article, though cleaning takes it out of the text."""

from __future__ import annotations

from demarche.clean import clean
from demarche.model import Document, Source

BODY = "<p>" + "We have seen a group that works for a state read the mail of three ministries in the region for months. " * 3 + "</p>"
PAGE = f"""<html><head><title>Quiet readers</title><meta property="og:site_name" content="Fox-IT"></head>
<body><nav><a href="/">Home</a> <a href="/jobs">Jobs</a></nav><article><h1>Quiet readers</h1>{BODY * 3}</article>
<footer>&copy; Fox-IT, part of NCC Group | Privacy</footer></body></html>"""


def read(raw: bytes, kind: str) -> Document:
    document = clean(Source("0" * 64, "page", kind, raw))
    assert isinstance(document, Document)
    return document


def test_site_name_and_footer_are_the_masthead() -> None:
    document = read(PAGE.encode(), "html")
    assert "Fox-IT" in document.meta["masthead"]
    assert "NCC Group" in document.meta["masthead"]
    assert "Fox-IT" not in document.text


def test_a_source_without_one_has_none() -> None:
    assert "masthead" not in read(b"A plain sentence about a ministry that was hacked last week, nothing more than that.", "text").meta
