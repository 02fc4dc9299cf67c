"""Recipients taken out of a mail's document: blocked out letter by letter, so that every quotation still stands where it stood."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from demarche.mail.masking import Masker
from demarche.mail.report import MailReport
from demarche.model import Claims, Quote, Reading

BLOCK = "█"
EVERYTHING = re.compile(r"\S+")


def redacted(reading: Reading, report: MailReport | None) -> Reading:
    """The document of a mail without the mail's recipients, in text, title, paths and quotations. Offsets stay.

    Of a mail that was not examined nobody knows the recipients: nothing of it can be read.
    """
    examined = report is not None and report.state != "refused"
    patterns = _recipients(report) if report is not None and examined else [EVERYTHING]

    def hide(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(_blocks, text)
        return text

    document = reading.document
    text = hide(document.text)
    hidden = replace(document, text=text, title=document.title and hide(document.title), path=hide(document.path))
    return replace(reading, document=hidden, claims=_requoted(reading.claims, text, hide), paths=tuple(map(hide, reading.paths)))


def _recipients(report: MailReport) -> list[re.Pattern[str]]:
    addresses, names = Masker().replacements(report.recipients)
    return [pattern for pattern, _ in (*addresses, *names)]


def _blocks(match: re.Match[str]) -> str:
    return BLOCK * len(match[0])


def _requoted(claims: Claims, text: str, hide: Callable[[str], str]) -> Claims:
    def quoted(claim: Any) -> Any:
        quotes = tuple(Quote(quote.start, quote.end, text[quote.start : quote.end]) for quote in claim.quotes)
        return replace(claim, quotes=quotes, cues=tuple(map(hide, claim.cues)))

    kinds = [field.name for field in fields(claims) if field.name != "relevant"]
    changed: dict[str, Any] = {kind: tuple(map(quoted, getattr(claims, kind))) for kind in kinds}
    return replace(claims, **changed)
