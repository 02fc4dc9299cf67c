"""The qualification sheet of one incident: a pure function of its documents with their claims and of people's judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from demarche.incidents.answers import answers
from demarche.incidents.decisions import Decisions
from demarche.incidents.described import described
from demarche.incidents.grades import information_grade, source_grade
from demarche.incidents.identities import identities
from demarche.incidents.independence import independence, relayed
from demarche.incidents.judged import judged
from demarche.incidents.kinds import NONE_SHOWN, basis, passage, statement_kind, telling
from demarche.incidents.moments import Timed, said_in, timed
from demarche.incidents.rows import accused
from demarche.incidents.silence import silences
from demarche.incidents.vocabulary import estimate, level
from demarche.model import Incident, Reading, Response, Victim
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.model.dates import Interval, published
from demarche.model.qualification import (
    BASES,
    Accusation,
    Action,
    Hit,
    Independence,
    Moment,
    Passage,
    Qualification,
    Support,
)

MOST_WORDS = 4
"""Passages kept for a row of the sheet; ``claims`` names all."""
Claimed = tuple[Reading, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One incident as it is qualified: documents as judged (no copies), their voices, expressions of time, and the decisions."""

    readings: tuple[Reading, ...]
    voices: Independence
    times: Mapping[str, list[Timed]]
    decisions: Decisions

    def claims(self, kind: str) -> list[Claimed]:
        """Foreground claims of one kind with their documents, by publication, then id."""
        return [(one, claim) for one in self.readings for claim in getattr(one.claims, kind) if not claim.background]

    def said(self, reading: Reading, claim: Any) -> Interval | None:
        """When it was said, where its own sentence says so."""
        found = said_in(self.times[reading.document.id], claim.quotes)
        return found.interval if found else None


def qualify(
    incident: Incident, readings: Iterable[Reading], decisions: Decisions, recorded: Mapping[str, str] | None = None
) -> Qualification:
    """The sheet. ``readings`` are the incident's documents, copies among them; ``recorded`` gives document ids their time of recording.

    The order of documents has no say. Raises nothing of its own: what cannot be derived is left open in the sheet.
    """
    case = case_of(readings, decisions)
    accusers = tuple(_accusations(case))
    found = Qualification(
        incident_id=incident.id,
        accusers=accusers,
        supporters=tuple(_supporters(case)),
        silent=tuple(silences(case.readings)),
        answers=tuple(answers(case)),
        responses=tuple(_actions(case)),
        victims=tuple(_victims(case)),
        dates=tuple(_dates(case, accusers, recorded or {})),
        independence=case.voices,
        identities=tuple(identities(case.readings)),
    )
    return described(found)


def case_of(readings: Iterable[Reading], decisions: Decisions) -> Case:
    """Documents with decisions applied, copies set apart."""
    every = sorted(readings, key=lambda one: (one.document.published or "9", one.document.id))
    seen = [judged(one, decisions) for one in every]
    current = {(claim.by, claim.to) for one in seen for claim in one.claims.attributions if not claim.background}
    own = tuple(_current(one, current) for one in seen if one.duplicate is None)
    return Case(own, independence(every), {one.document.id: timed(one) for one in own}, decisions)


def _current(reading: Reading, current: set[tuple[str, str | None]]) -> Reading:
    """An accusation that this document recalls and another print or document of the incident reports as news is news."""
    claims = (replace(c, background=False) if (c.by, c.to) in current else c for c in reading.claims.attributions)
    return replace(reading, claims=replace(reading.claims, attributions=tuple(claims)))


def grouped(claimed: Iterable[Claimed], key: Callable[[Any], Any]) -> list[tuple[Any, list[Claimed]]]:
    """Claims with the same key together, by key."""
    found: dict[Any, list[Claimed]] = {}
    for reading, claim in claimed:
        found.setdefault(key(claim), []).append((reading, claim))
    return sorted(found.items(), key=lambda item: tuple(str(part or "") for part in item[0]))


def words(said: Sequence[Claimed]) -> tuple[Passage, ...]:
    """The quotation that carries each claim, the highest score first."""
    best = sorted(said, key=lambda item: (-item[1].score, item[0].document.id, item[1].id))
    return tuple(passage(reading, telling(claim)) for reading, claim in best if claim.quotes)[:MOST_WORDS]


def ids(said: Sequence[Claimed]) -> tuple[str, ...]:
    """Claim ids, sorted."""
    return tuple(sorted({claim.id for _, claim in said}))


def _accusations(case: Case) -> list[Accusation]:
    claimed = case.claims("attributions")
    told = accused(claim for _, claim in claimed)
    rows = grouped(claimed, lambda claim: (claim.by, told[claim.id]))
    made = [_accusation(case, by, to, said, claimed) for (by, to), said in rows]
    return sorted(made, key=lambda row: (row.published is None, row.published.edtf if row.published else "", row.by, row.to or ""))


def _accusation(case: Case, by: str, to: str | None, said: list[Claimed], everybody: list[Claimed]) -> Accusation:
    documents = tuple(sorted({reading.document.id for reading, _ in said}))
    voices = sum(1 for voice in case.voices.voices if not set(voice).isdisjoint(documents))
    certainties = _ordered({claim.certainty for _, claim in said}, CERTAINTIES)
    levels = _ordered({claim.responsibility for _, claim in said}, RESPONSIBILITIES)
    shown = basis(said)
    others = {claim.by for _, claim in everybody if claim.by not in (by, "media", "unnamed") and claim.to == to}
    other_shown = any(basis([item]) for item in everybody if item[1].by in others and item[1].to == to)
    dates = sorted((found for r, _ in said if (found := published(r.document.published))), key=lambda one: (str(one.start), str(one.end)))
    spoken = sorted((found for r, c in said if (found := case.said(r, c))), key=lambda one: (str(one.end), str(one.start)))
    return Accusation(
        by=by, to=to, groups=tuple(sorted({group.name for _, claim in said for group in claim.groups})),
        estimate=estimate(certainties[-1]), certainties=certainties, level=level(levels[-1]), levels=levels,
        kind=statement_kind(by, said), bases=_ordered(shown, BASES) or (NONE_SHOWN,),
        basis_words=tuple(passages[0] for _, passages in sorted(shown.items())), words=words(said), claims=ids(said),
        documents=documents, said=spoken[0] if spoken else None, published=dates[0] if dates else None,
        relays=tuple(sorted({outlet for reading, _ in said for outlet in relayed(reading)} - {by})), voices=voices,
        source=source_grade(by, [reading for reading, _ in said], voices),
        information=information_grade(len(others), bool(shown), other_shown), contested=_contested(case, said),
    )  # fmt: skip


def _ordered(found: Iterable[str], scale: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(found, key=scale.index))


def _contested(case: Case, said: Sequence[Claimed]) -> tuple[str, ...]:
    verdicts = (case.decisions.on(reading, "attributions", claim) for reading, claim in said)
    return tuple(sorted({verdict.user for verdict in verdicts if verdict and verdict.action == "correct"}))


def _supporters(case: Case) -> list[Support]:
    backing = [(reading, claim) for reading, claim in case.claims("responses") if claim.type == "support"]
    return [Support(by, status, ids(said), words(said)) for (by, status), said in grouped(backing, lambda claim: (claim.by, claim.status))]


def _actions(case: Case) -> list[Action]:
    acts = [(reading, claim) for reading, claim in case.claims("responses") if claim.type != "support"]

    def key(claim: Response) -> tuple[str, str, str | None, str]:
        return claim.by, claim.type, claim.to, claim.status

    return [Action(by, kind, to, status, ids(said), words(said)) for (by, kind, to, status), said in grouped(acts, key)]


def _victims(case: Case) -> list[Hit]:
    def key(claim: Victim) -> tuple[str | None, str]:
        return claim.country, claim.type

    told = [(reading, claim) for reading, claim in case.claims("responses") if claim.type == "notify" and claim.status == "done"]
    rows = grouped(case.claims("victims"), key)
    return [_hit(case, country, kind, said, told, len(rows) == 1) for (country, kind), said in rows]


def _hit(case: Case, country: str | None, kind: str, said: list[Claimed], told: list[Claimed], only: bool) -> Hit:
    """A notification tells the victims of the country that gives it; without one, the only victims there are."""
    own = [item for item in told if only or (country is not None and item[1].by == country)]
    dates = [when.when.interval for r, c in own for when in case.times[r.document.id] if _inside(when, c)]
    limit = [found for r, _ in own if (found := published(r.document.published))]
    when = min(dates, key=lambda one: str(one.end), default=None) or next((Interval(None, one.end) for one in limit if one.end), None)
    return Hit(country, kind, ids(said), words(said), when, words(own))


def _inside(when: Timed, claim: Any) -> bool:
    """Whether the claim's own words hold the time: further quotations may only name who acts."""
    own = claim.quotes[0]
    return bool(own.start <= when.when.start and when.when.end <= own.end)


def _dates(case: Case, accusers: Sequence[Accusation], recorded: Mapping[str, str]) -> list[Moment]:
    found = [
        Moment(one.kind, one.when.interval, passage(reading, one.sentence))
        for reading in case.readings
        for one in case.times[reading.document.id]
    ]
    for row in accusers:
        when = row.said or (Interval(None, row.published.end) if row.published and row.published.end else None)
        if when:
            found.append(Moment("attributed", when, row.words[0] if row.words else None))
    found += [Moment("published", when) for one in case.readings if (when := published(one.document.published))]
    found += [Moment("recorded", when) for one in case.readings if (when := published(recorded.get(one.document.id, "")[:10] or None))]
    return sorted(set(found), key=_moment_key)


def _moment_key(moment: Moment) -> tuple[str, str, str, str]:
    where = f"{moment.passage.document_id} {moment.passage.quote.start:09}" if moment.passage else ""
    return moment.kind, str(moment.interval.start or ""), str(moment.interval.end or ""), where
