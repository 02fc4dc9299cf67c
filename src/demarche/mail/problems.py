"""What kept a mail from being examined, or from being examined whole."""

from __future__ import annotations

import hashlib

from demarche.mail import texts
from demarche.mail.report import MailReport
from demarche.model import Problem

FATAL = frozenset({"empty", "not-a-mail", "too-large", "msg-broken", "msg-extra", "unreadable", "timeout", "crashed", "failed"})
INCOMPLETE = frozenset(
    {"too-many-parts", "too-deep", "header-too-large", "markup-cut", "too-many-findings", "too-many-domains", "broken-encoding", "msg-rtf"}
)


def make_problem(path: str, code: str, values: dict[str, str]) -> Problem:
    """A problem record in words (English, as all records); hints exist for those a user can do something about."""
    hint = texts.phrase("problems", f"{code}-hint") if code in FATAL or code == "msg-rtf" else ""
    return Problem(path, code, texts.phrase("problems", code, "en", values), hint, code in FATAL)


def refused(raw: bytes, path: str, index: int, code: str, **values: str) -> MailReport:
    """The report on a mail that was not examined; without bytes (the file could not be read) it has no id."""
    digest = hashlib.sha256(raw).hexdigest() if raw else ""
    return MailReport(digest, path, index, len(raw), "refused", "refused", (make_problem(path, code, values),))
