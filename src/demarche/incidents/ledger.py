"""The ledger of stance: what each accuser did towards each accused, step by step: suspects, links, holds responsible, sanctions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from demarche.annotate.sentences import split
from demarche.incidents.cuewords import spot
from demarche.incidents.kinds import passage, telling
from demarche.incidents.qualify import Case
from demarche.lexicon import tokenize
from demarche.lexicon.load import languages
from demarche.lexicon.names import names
from demarche.model import Attribution, Quote, Reading, Response
from demarche.model.qualification import STANCES, Step

SANCTIONS = ("sanction", "indict", "expel")
"""Responses that go beyond words."""


def stance(claim: Attribution) -> str:
    """The step an attribution is: a hedge suspects; a flat statement that only links the state, or names a group alone, links."""
    if claim.certainty in ("possible", "likely"):
        return "suspects"
    return "links" if claim.responsibility == "state-backed" or claim.to is None else "holds-responsible"


def steps(case: Case, incident: str) -> list[Step]:
    """The steps in one incident, by accuser and accused, then time. ``change`` compares with the step before: first, up, down, same."""
    made = [*_said(case, incident), *_done(case, incident), *_taken_back(case, incident)]
    return changes(made)


def changes(found: Iterable[Step]) -> list[Step]:
    """Steps in order, each with its change against the one before of the same accuser and accused."""
    ordered = sorted(found, key=lambda s: (s.by, s.to or "", s.published or "9", STANCES.index(s.stance), s.claim))
    made: list[Step] = []
    for step in ordered:
        before = made[-1] if made and (made[-1].by, made[-1].to) == (step.by, step.to) else None
        made.append(replace(step, change=_change(before, step)))
    return made


def _change(before: Step | None, step: Step) -> str:
    if before is None:
        return "first"
    one, two = STANCES.index(before.stance), STANCES.index(step.stance)
    return "same" if one == two else "up" if two > one else "down"


def _said(case: Case, incident: str) -> Iterator[Step]:
    for reading, claim in case.claims("attributions"):
        said = case.said(reading, claim)
        yield Step(
            claim.by, claim.to, stance(claim), reading.document.published, said, "", claim.id, incident, passage(reading, telling(claim))
        )


def _done(case: Case, incident: str) -> Iterator[Step]:
    accused = {claim.to for _, claim in case.claims("attributions")}
    for reading, claim in case.claims("responses"):
        if _is_sanction(claim) and claim.to in accused and claim.by != claim.to:
            said = case.said(reading, claim)
            yield Step(
                claim.by, claim.to, "sanctions", reading.document.published, said, "", claim.id, incident, passage(reading, telling(claim))
            )


def _is_sanction(claim: Response) -> bool:
    return claim.type in SANCTIONS and claim.status == "done" and claim.to is not None


def _taken_back(case: Case, incident: str) -> Iterator[Step]:
    """A sentence with words of taking back that names one accuser alone."""
    pairs = {(claim.by, claim.to) for _, claim in case.claims("attributions")}
    for reading in case.readings:
        document = reading.document
        if not any(cue.kind == "retract" for cue in spot(document.text, document.lang)):
            continue
        for start, end, _ in split(document.text, document.title_end):
            if any(cue.kind == "retract" for cue in spot(document.text, document.lang, start, end)):
                named = _named(reading, start, end)
                found = sorted({(by, to) for by, to in pairs if by in named}, key=str)
                if len(found) == 1:
                    quote = Quote.of(document.text, start, end)
                    yield Step(*found[0], "retracts", document.published, None, "", "", incident, passage(reading, quote))


def _named(reading: Reading, start: int, end: int) -> set[str]:
    if reading.document.lang not in languages():
        return set()
    tokens = tokenize(reading.document.text, start, end)
    found = {hit.entry[1].key for hit in names(reading.document.lang).matcher.find(tokens)}
    return {key for key in found if key}
