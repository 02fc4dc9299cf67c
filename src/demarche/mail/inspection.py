"""The verbs that look at mails: one, or all of a mailbox."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from demarche.errors import UsageError
from demarche.mail.masking import Masker, mask
from demarche.mail.pool import Outcome, Pool
from demarche.mail.problems import refused
from demarche.mail.report import Finding, MailReport, Reason
from demarche.mail.settings import MEGABYTE, Limits, Settings
from demarche.mail.sources import Item, items

FEW = 20
"""Before this many mails of a mailbox have been read, a new sender domain says nothing."""


def inspect(mail: str | os.PathLike[str] | bytes, settings: Settings | None = None) -> MailReport:
    """The report on one mail: a path to ``.eml`` or ``.msg``, or the raw bytes.

    The mail is read in a process of its own with limits of time and memory, and never with the network; the file is opened for reading
    only.
    Whatever the mail holds, the answer is a report (``state`` ``refused`` where it could not be examined). Raises ``UsageError`` for a path
    that does not exist or a file with several mails, ``DemarcheError`` when the worker cannot start.
    """
    settings = replace(settings or Settings(), workers=1)
    found = [Item("", held=mail)] if isinstance(mail, bytes) else list(items([mail], settings.limits.max_mb * MEGABYTE))
    if len(found) != 1:
        raise UsageError(f"{mail!r} holds {len(found)} mails", "use inspect_all for folders and mbox files")
    (report,) = _reports(found, settings)
    return report


def inspect_all(paths: Iterable[str | os.PathLike[str]], settings: Settings | None = None) -> Iterator[MailReport]:
    """Reports on every mail of files, mbox files and folders, in their order, as they become ready.

    A sender domain that first appears after ``FEW`` mails of the same run is marked (``sender.first_seen``); where something else was found
    in that mail, it becomes a finding too. Raises as ``inspect`` does.
    """
    settings = settings or Settings()
    yield from _reports(items(paths, settings.limits.max_mb * MEGABYTE), settings)


class Inspector:
    """Reports on mails held in memory, one after the other, by one worker that starts with the first. Use as a context manager.

    A report depends on the mail and the settings alone: neither its path nor mails seen before are in it.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = replace(settings or Settings(), workers=1, mask=False)
        self.pool: Pool | None = None

    def report(self, raw: bytes) -> MailReport:
        """The report on one mail. Raises ``DemarcheError`` when the worker cannot start."""
        self.pool = self.pool or Pool("inspect", self.settings)
        (outcome,) = (outcome for _, outcome in self.pool.run([Item("", held=raw)]))
        return report_of(Item("", held=raw), outcome, self.settings.limits)

    def __enter__(self) -> Inspector:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.close()


def _reports(found: Iterable[Item], settings: Settings) -> Iterator[MailReport]:
    masker = Masker()
    known: set[str] = set()
    with Pool("inspect", settings) as pool:
        for count, (item, outcome) in enumerate(pool.run(found)):
            report = _seen_before(report_of(item, outcome, settings.limits), known, count)
            yield mask(report, masker) if settings.mask else report


def report_of(item: Item, outcome: Outcome, limits: Limits) -> MailReport:
    """A worker's outcome as a report."""
    if "result" in outcome:
        return MailReport.from_dict(outcome["result"])
    code, detail = str(outcome["refused"]), str(outcome.get("detail", ""))
    return refused(outcome.get("raw", b""), item.path, item.index, code, detail=detail, limit=_limit(code, limits))


def _limit(code: str, limits: Limits) -> str:
    values: Mapping[str, Any] = {"timeout": f"{limits.seconds:g}", "crashed": limits.memory_mb, "too-large": limits.max_mb}
    return str(values.get(code, ""))


def _seen_before(report: MailReport, known: set[str], count: int) -> MailReport:
    """Note whether the sender's organisation has been seen earlier in the run."""
    if report.sender is None or not report.sender.organisation:
        return report
    new = report.sender.organisation not in known
    known.add(report.sender.organisation)
    first = new if count >= FEW else None
    report = replace(report, sender=replace(report.sender, first_seen=first))
    return replace(report, findings=(*report.findings, _first_seen(report, count))) if first and report.findings else report


def _first_seen(report: MailReport, count: int) -> Finding:
    host = report.sender.domain if report.sender else ""
    digest = hashlib.sha256(f"{report.id}\0first-seen\0{host}".encode("utf-8", "replace")).hexdigest()[:16]
    reason = Reason("first-seen", {"host": host, "count": str(count + 1)})
    return Finding("f-" + digest, "sender", "first-seen", "weak", "none", "", "", host, "0", 1, "", (reason,))
