"""The flow: read, clean, annotate, extract, resolve (one document at a time), then duplicates and incidents over all of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy.exc import DataError

from demarche import engine
from demarche.claims import backends
from demarche.derive import derive
from demarche.intake import read
from demarche.intake.registry import BY_KIND
from demarche.intake.walk import files
from demarche.mail import MailReport
from demarche.mailroom import Mailroom
from demarche.model import Claims, Document, Problem, Source
from demarche.settings import default_record
from demarche.store import Record, open_record, write
from demarche.store import read as ask
from demarche.store.exhibits import count_mails, keep_mail
from demarche.workers import read_all

Progress = Callable[[str, int, int | None], None]
"""Called with the name of the stage, the number of items done so far, and how many there are where that is known."""


@dataclass(slots=True)
class BuildReport:
    """What one build did, and what the record holds after it; ``exhibits`` are mails that are evidence of an incident. ``problems`` are
    those of this run's items."""

    read: int = 0
    new: int = 0
    duplicates: int = 0
    relevant: int = 0
    claims: int = 0
    incidents: int = 0
    mails: int = 0
    exhibits: int = 0
    problems: list[Problem] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def unreadable(self) -> list[Problem]:
        """Items of which nothing could be read."""
        return [problem for problem in self.problems if problem.fatal]

    def reasons(self) -> Counter[str]:
        """How many items could not be read, by code."""
        return Counter(problem.code for problem in self.unreadable)


def build(
    paths: Iterable[str],
    record: str | None = None,
    *,
    jobs: int = 1,
    stdin: bytes | None = None,
    progress: Progress | None = None,
    own: Iterable[str] = (),
    receivers: Iterable[str] = (),
    extractor: str = backends.DEFAULT,
) -> BuildReport:
    """Read ``paths`` (files, folders, globs, ``-`` for ``stdin``) into a record and bring its incidents up to date.

    Sources that this version has read before are not read again. ``own`` are domains that mails may imitate, ``receivers`` mail hosts
    whose check results are believed; the record keeps both for later builds. ``extractor`` names the back end that finds claims. Raises
    ``RecordError`` when the record cannot be used, ``UsageError`` for an extractor that is unknown or not configured.
    """
    started = time.monotonic()
    wanted = [str(path) for path in paths]
    backend = backends.extractor(extractor)
    with open_record(record or default_record(), create=True) as kept, Mailroom(kept, tuple(own), tuple(receivers)) as mailroom:
        run = _Run(kept, progress or (lambda _stage, _done, _total: None), mailroom, backend)
        if progress:
            run.expected = _number(wanted, kept)
            progress("documents", 0, run.expected)
        run.take((item for item in read(wanted, stdin=stdin) if not kept.owns(item.path)), jobs)
        run.settle_problems(wanted)
        derive(kept, lambda stage: run.progress(stage, 0, None))
        _total(run.report, kept)
        run.report.seconds = time.monotonic() - started
        return run.report


def _number(paths: list[str], record: Record) -> int:
    """Files and missing paths: how many items there are, but for files that hold several documents."""
    return sum(not (isinstance(item, str) and record.owns(item)) for item in files(paths))


def _total(report: BuildReport, record: Record) -> None:
    with record.reading() as asked:
        counts = ask.counts(asked) | count_mails(asked)
    for name in ("duplicates", "relevant", "claims", "incidents", "mails", "exhibits"):
        setattr(report, name, counts[name])


class _Run:
    """One build under way: where each item's outcome is written down."""

    def __init__(self, record: Record, progress: Progress, mailroom: Mailroom, extractor: backends.Extractor) -> None:
        self.record = record
        self.progress = progress
        self.mailroom = mailroom
        self.extractor = extractor
        self.report = BuildReport()
        self.touched: set[str] = set()
        self.expected: int | None = None
        with record.reading() as asked:
            known = {stamp: ask.known(asked, stamp) for stamp in {self._stamp(kind) for kind in BY_KIND}}
        self.known = {kind: known[self._stamp(kind)] for kind in BY_KIND}

    def _stamp(self, kind: str) -> str:
        return self.mailroom.stamp(engine.stamp(self.extractor), kind)

    def take(self, items: Iterable[Source | Problem], jobs: int) -> None:
        for source, outcome in read_all(self._unknown(items), jobs, self.extractor):
            report = self.mailroom.report(source)
            if isinstance(outcome, Problem):
                self._refuse(outcome, source.id)
                self._keep_mail(source, report)
            else:
                self._keep(source, *self.mailroom.heard(*outcome, report), report)
            self._count()

    def _unknown(self, items: Iterable[Source | Problem]) -> Iterator[Source]:
        for item in items:
            self.touched.add(item.path)
            if isinstance(item, Problem):
                self._refuse(item, None)
                self._count()
            elif item.id in self.known[item.kind]:
                self._see_again(item)
            else:
                yield item

    def _count(self) -> None:
        self.report.read += 1
        self.expected = max(self.expected or 0, self.report.read)
        self.progress("documents", self.report.read, self.expected)

    def _see_again(self, source: Source) -> None:
        with self.record.writing() as writing:
            write.add_paths(writing, [(source.id, source.path)])
        self._count()

    def _keep_mail(self, source: Source, report: MailReport | None) -> None:
        """What was found in a mail without a text that could be read."""
        if report is not None:
            with self.record.writing() as writing:
                write.add_source(writing, source, write.now())
                keep_mail(writing, report)

    def _keep(self, source: Source, document: Document, claims: Claims, report: MailReport | None) -> None:
        try:
            with self.record.writing() as writing:
                new = write.append(writing, source, document, claims, self._stamp(source.kind))
                if report is not None:
                    keep_mail(writing, report)
        except (UnicodeError, DataError):
            reason = "its text holds characters that a record cannot keep (unpaired surrogates or NUL)"
            self._refuse(Problem(source.path, "unstorable", reason, "save it again as UTF-8"), source.id)
            self._keep_mail(source, report)
            return
        self.known[source.kind].add(source.id)
        self.report.new += new
        self.report.problems += document.problems

    def _refuse(self, problem: Problem, source_id: str | None) -> None:
        self.report.problems.append(problem)
        with self.record.writing() as writing:
            write.add_problem(writing, problem, source_id)

    def settle_problems(self, arguments: list[str]) -> None:
        """Drop problems of former runs that the same paths no longer have."""
        looked_at = {write.storable_path(path) for path in self.touched.union(arguments)}
        now = {(write.storable_path(p.path), p.code, p.reason) for p in self.report.problems}
        with self.record.reading() as asked:
            kept = ask.problems(asked)
        stale = [p for p in kept if p.path in looked_at and (p.path, p.code, p.reason) not in now]
        if stale:
            with self.record.writing() as writing:
                write.drop_problems(writing, stale)


__all__ = ["BuildReport", "build"]
