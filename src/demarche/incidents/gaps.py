"""What is missing about an incident, as a work list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from demarche.incidents.kinds import NONE_SHOWN, is_public
from demarche.model import Reading
from demarche.model.qualification import Gap, Qualification

CODES = {
    "one-voice": "only one independent voice reports it",
    "no-date": "no document says when it happened or was published",
    "no-happened-date": "no document says when it happened",
    "no-accuser": "nobody with a name accuses",
    "no-state": "no accuser names a state",
    "no-victim": "nobody who was hit is named",
    "no-answer": "no answer of the accused is in these documents",
    "no-basis": "the accuser shows no basis",
    "no-response": "nobody is said to do anything about it",
    "not-told": "no document says that the victims were told",
    "undated-source": "the document has no date",
    "changed-source": "the page was changed after it was published",
    "vanished-source": "the file is no longer where it was read",
}
"""Gap codes in the order they are listed, with what they say."""
CHANGED = ("updated", "modified", "corrected", "date_modified")
"""Facts about a document that say its page was changed."""


def gaps(sheet: Qualification, readings: Iterable[Reading], gone: Iterable[str] = ()) -> list[Gap]:
    """The gaps of one incident in the order of ``CODES``. ``gone`` are paths that can no longer be read."""
    found = [*_incident(sheet), *_accusers(sheet), *_victims(sheet), *_documents(sheet.incident_id, readings, set(gone))]
    order = list(CODES)
    return sorted(found, key=lambda gap: (order.index(gap.code), gap.about))


def _gap(incident: str, code: str, about: str = "") -> Gap:
    return Gap(incident, code, CODES[code], about)


def _incident(sheet: Qualification) -> Iterator[Gap]:
    kinds = {moment.kind for moment in sheet.dates}
    if len(sheet.independence.voices) == 1:
        yield _gap(sheet.incident_id, "one-voice")
    if not kinds & {"happened", "published", "discovered"}:
        yield _gap(sheet.incident_id, "no-date")
    elif "happened" not in kinds:
        yield _gap(sheet.incident_id, "no-happened-date")
    if not any(row.by not in ("media", "unnamed") for row in sheet.accusers):
        yield _gap(sheet.incident_id, "no-accuser")
    if sheet.accusers and not any(row.to for row in sheet.accusers):
        yield _gap(sheet.incident_id, "no-state")
    if not sheet.victims:
        yield _gap(sheet.incident_id, "no-victim")
    if not sheet.responses:
        yield _gap(sheet.incident_id, "no-response")
    answered = {answer.by for answer in sheet.answers}
    for accused in sorted({row.to for row in sheet.accusers if row.to} - answered):
        yield _gap(sheet.incident_id, "no-answer", accused)


def _accusers(sheet: Qualification) -> Iterator[Gap]:
    for by in sorted({row.by for row in sheet.accusers}):
        rows = [row for row in sheet.accusers if row.by == by]
        if all(row.bases == (NONE_SHOWN,) for row in rows):
            yield _gap(sheet.incident_id, "no-basis", by)


def _victims(sheet: Qualification) -> Iterator[Gap]:
    for country in sorted({hit.country or "" for hit in sheet.victims}):
        if is_public(country) and not any(hit.told for hit in sheet.victims if (hit.country or "") == country):
            yield _gap(sheet.incident_id, "not-told", country)


def _documents(incident: str, readings: Iterable[Reading], gone: set[str]) -> Iterator[Gap]:
    for reading in readings:
        document = reading.document
        if document.published is None:
            yield _gap(incident, "undated-source", document.path)
        if any(document.meta.get(name) for name in CHANGED):
            yield _gap(incident, "changed-source", document.path)
        for path in reading.paths:
            if path in gone:
                yield _gap(incident, "vanished-source", path)
