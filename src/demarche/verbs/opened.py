"""A record held open for many questions, as a server does; each answer comes from one read transaction."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection

from demarche.clean import decoded, raw_span
from demarche.derive import DERIVED
from demarche.errors import UsageError
from demarche.incidents.decisions import Decisions
from demarche.incidents.gaps import gaps
from demarche.incidents.identities import identities
from demarche.incidents.judged import judged, retold
from demarche.incidents.ledger import steps
from demarche.incidents.qualify import case_of, qualify
from demarche.mail.masking import Masker, mask
from demarche.mail.report import MailReport
from demarche.model import Judgement, Reading, Source
from demarche.model.qualification import Gap, Identity, Qualification, Step
from demarche.settings import default_record
from demarche.store import Record, open_record, read, summary
from demarche.store.copies import as_copy
from demarche.store.evidence import MailEvidence, evidence_by, evidence_of
from demarche.store.exhibits import exhibits_of_mail, mails, mails_by_time, verdicts
from demarche.store.search import MARK
from demarche.verbs.explain import Explanation, explained
from demarche.verbs.judge import judge
from demarche.verbs.overview import Overview, summed
from demarche.verbs.sheet import Sheet, sheet_of

AT_ONCE = 2_000
"""Claims of a record up to which a page waits for the overview to be built anew (some 30 ms)."""
REST = 20
"""A larger overview is built anew for judgements alone only after so many times as long as that takes: 100,000 claims, half a minute."""
Memory = OrderedDict[Hashable, Any]
"""What was drawn from one overview, the least lately asked for first."""
REMEMBERED = 512
"""Answers kept at a time."""
T = TypeVar("T")
MANY = 10_000
"""Hits of a search that are ranked and counted."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A source as text: ``removed`` are (start, end, reason), ``quoted`` (claim id, kind, start, end), both in order."""

    text: str
    removed: tuple[tuple[int, int, str], ...]
    quoted: tuple[tuple[str, str, int, int], ...]


class Opened:
    """Answers questions about one record. Safe to use from several threads; ``close`` when done."""

    masked = False
    """Whether the recipients of mails are left out; see ``verbs.masked``."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._reading_log = threading.Lock()
        self._remembering = threading.Lock()
        self._prepared: dict[Hashable, Callable[[Overview], Any]] = {}
        self._stamp: tuple[str, int] | None = None
        self._rested = 0.0
        self._present = Overview(), Memory()
        self._decisions = Decisions()

    def overview(self) -> Overview:
        """The record at a glance, built anew only when documents, incidents or judgements have changed.

        Of a large record the former one is answered while the new one is being built.
        """
        return self._up_to_date()[0]

    def _up_to_date(self) -> tuple[Overview, Memory]:
        stamp = self.state()
        if stamp != self._stamp:
            if self._stamp is None or len(self._present[0].claims) <= AT_ONCE:
                self._rebuild()
            elif self._due(stamp) and self._building.acquire(blocking=False):
                threading.Thread(target=self._rebuild_and_release, daemon=True).start()
        return self._present

    def prepare(self, key: Hashable, make: Callable[[Overview], Any]) -> None:
        """Have ``remember`` know ``key`` whenever the overview has been built anew, so that no visitor waits for it."""
        self._prepared[key] = make

    def state(self) -> tuple[str, int]:
        """What changes whenever the record does: the fingerprint that incidents were derived from, and the last judgement."""
        with self.record.reading() as asked:
            return read.state(asked, DERIVED) or "", summary.last_judgement(asked)

    def _due(self, stamp: tuple[str, int]) -> bool:
        return self._stamp is None or stamp[0] != self._stamp[0] or time.monotonic() >= self._rested

    def _rebuild(self) -> None:
        with self._lock:
            started, stamp = time.monotonic(), self.state()
            if stamp == self._stamp:
                return
            with self.record.reading() as asked:
                found = self.summed(asked)
            self._present = found, Memory((key, make(found)) for key, make in self._prepared.items())
            self._stamp = stamp
            self._rested = time.monotonic() + REST * (time.monotonic() - started)

    def summed(self, connection: Connection) -> Overview:
        """The overview of the record as it is now."""
        return summed(connection, self.decisions())

    def _rebuild_and_release(self) -> None:
        try:
            self._rebuild()
        finally:
            self._building.release()

    def remember(self, key: Hashable, make: Callable[[Overview], T]) -> T:
        """What ``make`` draws from the overview, kept under ``key`` until the record changes; the least lately asked for goes first."""
        found, memory = self._up_to_date()
        kept = memory.get(key)
        value: T = make(found) if kept is None else kept
        with self._remembering:
            memory[key] = value
            memory.move_to_end(key)
            while len(memory) > REMEMBERED:
                memory.popitem(last=False)
        return value

    def decisions(self) -> Decisions:
        """The log of judgements, brought up to date."""
        with self.record.reading() as asked, self._reading_log:
            self._decisions.extend(summary.judgements_after(asked, self._decisions.last))
        return self._decisions

    def judge(self, action: str, target: str, user: str, reason: str = "", **details: Any) -> list[Judgement]:
        """Append a decision; see ``demarche.judge``."""
        return judge(action, target, user, reason, record=self.record, **details)

    def sheet(self, incident: str) -> Sheet:
        """One incident in full, its claims as found, its summary as judged. Raises ``UsageError`` when no single one has this id."""
        with self.record.reading() as asked:
            found = read.incident(asked, incident)
            if found is None:
                raise UsageError(f"no single incident has the id {incident}", "choose one from the overview")
            sheet = sheet_of(asked, found)
        decisions = self.decisions()
        return replace(sheet, incident=retold(found, (judged(one, decisions) for one in sheet.readings)) or found)

    def qualification(self, sheet: Sheet) -> Qualification:
        """The qualification sheet of an incident: bases, silences, relays, dates said, victims told; with judgements applied."""
        record = self.overview()
        recorded = {id: record.documents[id].recorded_at for id in sheet.incident.documents if id in record.documents}
        return qualify(sheet.incident, sheet.readings, self.decisions(), recorded)

    def gaps(self, sheet: Sheet, qualification: Qualification) -> list[Gap]:
        """What is missing about an incident, as ``demarche gaps`` lists it but for files that are gone."""
        return gaps(qualification, sheet.readings)

    def steps(self, sheet: Sheet) -> list[Step]:
        """The ledger of stance of an incident: by accuser and accused, over time."""
        return steps(case_of(sheet.readings, self.decisions()), sheet.incident.id)

    def identities(self, readings: Iterable[Reading]) -> list[Identity]:
        """Names that somebody in these documents says are one group."""
        return list(identities(readings))

    def reading(self, document: str) -> Reading | None:
        """One document with its claims; a copy repeats its original's claims in its own words."""
        with self.record.reading() as asked:
            found = next(iter(read.readings(asked, [document])), None)
            if found is None or found.duplicate is None:
                return found
            original = next(iter(read.readings(asked, [found.duplicate.original_id])))
            return as_copy(found, original)

    def readings(self, documents: Sequence[str]) -> dict[str, Reading]:
        """Several documents with their own claims, by id."""
        with self.record.reading() as asked:
            return {reading.document.id: reading for reading in read.readings(asked, documents)}

    def source(self, document: str) -> Source | None:
        """The bytes of a document as they came."""
        with self.record.reading() as asked:
            return read.source(asked, document)

    def raw(self, reading: Reading) -> Raw | None:
        """The source of a document as text, with what cleaning left out and where the quotations stand."""
        source = self.source(reading.document.id)
        if source is None:
            return None
        document = reading.document
        quoted = [
            (claim.id, kind, *raw_span(document, quote.start, quote.end))
            for kind in reading.claims.__dataclass_fields__
            if kind != "relevant"
            for claim in getattr(reading.claims, kind)
            for quote in claim.quotes
        ]
        removed = tuple((cut.raw, cut.raw_end, cut.reason) for cut in sorted(document.removed))
        return Raw(decoded(source), removed, tuple(sorted(quoted, key=lambda place: place[2:])))

    def explanation(self, claim: str) -> Explanation | None:
        """A claim with its rule and passages, by its full id; of claims in copies, the original's."""
        with self.record.reading() as asked:
            place = summary.claim_place(asked, claim)
            return explained(asked, *place, claim) if place else None

    def mail(self, id: str) -> MailReport | None:
        """What was found in a mail; None where the record has no such mail."""
        with self.record.reading() as asked:
            found = mails(asked, [id]).get(id)
        return mask(found) if found and self.masked else found

    def mails(self, verdict: str, first: int, most: int) -> list[MailReport]:
        """Mails with this verdict (with any, when it is empty), the latest first."""
        with self.record.reading() as asked:
            found = mails_by_time(asked, verdict, first, most)
        masker = Masker()
        return [mask(report, masker) for report in found] if self.masked else found

    def verdicts(self) -> dict[str, int]:
        """How many mails have which verdict."""
        with self.record.reading() as asked:
            return verdicts(asked)

    def tied(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """The incidents that each of these mails is evidence of."""
        with self.record.reading() as asked:
            return {id: [one.incident_id for one in exhibits_of_mail(asked, id)] for id in ids}

    def evidence(self, sheet: Sheet) -> list[MailEvidence]:
        """The mails that are evidence of an incident."""
        with self.record.reading() as asked:
            return evidence_of(asked, sheet.incident.id, [reading.document for reading in sheet.readings], self.masked)

    def beside(self, mail: str) -> list[MailEvidence]:
        """The same mail once for each incident that it is evidence of."""
        with self.record.reading() as asked:
            return evidence_by(asked, mail, self.masked)

    def copies(self, document: str) -> list[str]:
        """Ids of the documents that copy this one."""
        with self.record.reading() as asked:
            return [copy.document_id for copy in read.duplicates(asked).values() if copy.original_id == document]

    def search(self, query: str) -> list[str]:
        """Ids of the documents that match, best first, at most ``MANY``."""
        with self.record.reading() as asked:
            return summary.ranked(asked, query, MANY)

    def excerpts(self, query: str, documents: Sequence[str]) -> dict[str, str]:
        """The words around the match in each document, the matching ones between the characters of ``MARK``."""
        with self.record.reading() as asked:
            return summary.excerpts(asked, query, documents)

    def close(self) -> None:
        """Let go of the record."""
        self.record.close()


def opened(record: str | Path | None = None, *, masked: bool = False) -> Opened:
    """Open a record for many questions; ``masked`` leaves the recipients of mails out of all answers.

    Raises ``RecordError`` when there is none.
    """
    from demarche.verbs.masked import Masked

    return (Masked if masked else Opened)(open_record(str(record or default_record())))


__all__ = ["MARK", "Opened", "Raw", "opened"]
