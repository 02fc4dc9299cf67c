"""PDF with a text layer, read by PDFium. Encrypted, broken and image-only files are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium

from demarche.intake.decoded import Decoded, Format
from demarche.intake.limits import MAX_PAGES, Limits
from demarche.intake.text import cut, source_of
from demarche.model import Problem, Source

DIVIDED = re.compile("[\u00ad\ufffe\x02]\n?")
"""PDFium's marks for a hyphen at the end of a line, whose break it takes away; cleaning decides whether the hyphen belongs to the word."""
PASSWORD_ERROR = 4
"""``FPDF_ERR_PASSWORD`` of PDFium's ``fpdfview.h``."""


def matches(raw: bytes) -> bool:
    """True where the header stands within the first kilobyte, as the PDF specification allows."""
    return b"%PDF-" in raw[:1024]


def sources(raw: bytes, path: str, limits: Limits) -> Iterator[Source | Problem]:
    opened = _open(raw, path)
    if isinstance(opened, Problem):
        yield opened
        return
    opened.close()
    yield source_of(raw, path, "pdf")


def _open(raw: bytes, path: str) -> pdfium.PdfDocument | Problem:
    try:
        document = pdfium.PdfDocument(raw)
        if len(document) > 0:
            return document
        document.close()
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_ERROR:
            return Problem(path, "encrypted-pdf", "the PDF is encrypted and asks for a password", "save it without a password")
    return Problem(path, "broken-pdf", "the PDF is cut off or damaged: no page can be found in it", "fetch the file again")


def decode(source: Source) -> Decoded | Problem:
    """The text of all pages, apart by form feeds."""
    document = _open(source.raw, source.path)
    if isinstance(document, Problem):
        return document
    try:
        count = len(document)
        pages = [_page_text(document, number) for number in range(min(count, MAX_PAGES))]
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        return Problem(source.path, "image-only-pdf", "the pages of the PDF are images without text", "run it through OCR first")
    text, problems = cut("\f".join(pages), source.path)
    if count > MAX_PAGES:
        reason = f"only the first {MAX_PAGES} of {count} pages were read"
        problems += (Problem(source.path, "partly-read", reason, "split the PDF", fatal=False),)
    return Decoded(text, wrapped=True, problems=problems)


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text: str = page.get_textpage().get_text_range()
    except pdfium.PdfiumError:
        return ""
    return DIVIDED.sub("-\n", text.replace("\r\n", "\n").replace("\r", "\n"))


FORMAT = Format("pdf", matches, sources, decode)
