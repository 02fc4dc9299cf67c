"""The whole record at a glance: heads of incidents, claims and documents, indexed by who speaks of whom. Held in memory, rebuilt when the
record's incidents change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from demarche.incidents.decisions import Decisions
from demarche.incidents.judged import TYPES, judged, retold
from demarche.model import Incident, Reading
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.store.summary import ClaimHead, DocumentHead, claim_head, claim_heads, document_heads, incidents, judged_documents

KIND_WEIGHT = {"attributions": 3.0, "denials": 2.5, "responses": 1.5, "victims": 1.0, "techniques": 0.5, "objectives": 0.5}
"""Consequence of a wrong claim of each kind: a wrong accusation in the record is worse than a wrong technique."""
GRAVE = {"state": 2.0, "state-backed": 1.0, "stated": 1.0, "almost-certain": 0.5}
"""What an attribution adds by its level and certainty."""
UNSURE = 4.0
"""How much a score of 0 adds beside one of 1."""


@dataclass(frozen=True, slots=True)
class Stance:
    """An accuser speaks of the same accused otherwise than before; dates are EDTF."""

    by: str
    to: str
    before: ClaimHead
    after: ClaimHead


@dataclass(slots=True)
class IncidentHead:
    """An incident and the strongest that is said in it; ``seen`` is when its newest document was recorded (ISO 8601).

    ``pairs`` maps (accuser, accused state) to the place of the strongest certainty on its scale; ``changes`` are changes of stance.
    """

    incident: Incident
    certainty: str | None = None
    level: str | None = None
    responders: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    seen: str = ""
    pairs: dict[tuple[str, str], int] = field(default_factory=dict)
    changes: list[Stance] = field(default_factory=list)
    claims: list[ClaimHead] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.incident.id


@dataclass(slots=True)
class Overview:
    """Everything by id, and claims as judged by document, actor and group, earliest document first. An incident of which people rejected
    everything is not in it.

    ``claims`` are those of the program; ``queue`` has their ids, the most pressing first, ``rank`` the place of each in it, ``kinds`` their
    number by kind. ``ordered`` are all incidents by time, undated last. ``settled`` are claims judged under another id before they were
    extracted anew.
    """

    incidents: dict[str, IncidentHead] = field(default_factory=dict)
    documents: dict[str, DocumentHead] = field(default_factory=dict)
    claims: dict[str, ClaimHead] = field(default_factory=dict)
    by_document: dict[str, list[ClaimHead]] = field(default_factory=lambda: defaultdict(list))
    by_actor: dict[str, list[ClaimHead]] = field(default_factory=lambda: defaultdict(list))
    by_group: dict[str, list[ClaimHead]] = field(default_factory=lambda: defaultdict(list))
    queue: list[str] = field(default_factory=list)
    rank: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    ordered: list[IncidentHead] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)

    def published(self, claim: ClaimHead) -> str:
        """When the claim's document was published (EDTF), empty when undated."""
        return self.documents[claim.document].published or ""


def overview(record: str | None = None) -> Overview:
    """Sum up a record. Raises ``RecordError`` when there is none."""
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        return summed(asked, Decisions(read.judgements(asked)))


def summed(connection: Connection, decisions: Decisions) -> Overview:
    """Sum up the record behind an open connection, with claims as people's judgements leave them."""
    touched = sorted(judged_documents(connection, decisions))
    raw = list(read.readings(connection, touched)) if touched else []
    told = {one.document.id: judged(one, decisions) for one in raw}
    found = Overview(documents=document_heads(connection), settled=_settled(raw, decisions))
    found.incidents = {incident.id: IncidentHead(incident) for incident in _standing(connection, told)}
    machine = list(claim_heads(connection))
    for claim in sorted(_as_judged(machine, told), key=lambda claim: (found.published(claim) or "~", claim.document)):
        _place(found, claim)
    for head in found.incidents.values():
        _grade(found, head)
    found.ordered = sorted(found.incidents.values(), key=lambda head: (head.incident.first is None, head.incident.first or "", head.id))
    _line_up(found, machine)
    return found


def _line_up(found: Overview, machine: Iterable[ClaimHead]) -> None:
    """The queue: what the program said, as people judge that."""
    found.claims = {claim.id: claim for claim in machine}
    own = [claim for claim in found.claims.values() if found.documents[claim.document].copy_of is None]
    found.queue = [claim.id for claim in sorted(own, key=lambda claim: (-pressing(claim), claim.id))]
    found.kinds = Counter(claim.kind for claim in own)
    found.rank = {id: place for place, id in enumerate(found.queue)}


def _settled(readings: Iterable[Reading], decisions: Decisions) -> set[str]:
    """Claims that were judged under another id, before they were extracted anew."""
    claims = ((one, kind, claim) for one in readings for kind in TYPES for claim in getattr(one.claims, kind))
    return {claim.id for one, kind, claim in claims if not decisions.verdicts(claim.id) and decisions.on(one, kind, claim)}


def _as_judged(machine: Iterable[ClaimHead], told: Mapping[str, Reading]) -> Iterator[ClaimHead]:
    yield from (claim for claim in machine if claim.document not in told)
    for id, reading in told.items():
        yield from (claim_head(id, kind, claim) for kind in TYPES for claim in getattr(reading.claims, kind))


def _standing(connection: Connection, told: Mapping[str, Reading]) -> Iterator[Incident]:
    """All incidents as judged, without those of which nothing is left."""
    every = incidents(connection)
    touched = {incident.id for incident in every if not told.keys().isdisjoint(incident.documents)}
    beside = {id for incident in every if incident.id in touched for id in incident.documents} - told.keys()
    readings = {**told} | {one.document.id: one for one in read.readings(connection, sorted(beside))} if beside else told
    for incident in every:
        standing = retold(incident, (readings[id] for id in incident.documents)) if incident.id in touched else incident
        if standing:
            yield standing


def _place(found: Overview, claim: ClaimHead) -> None:
    found.by_document[claim.document].append(claim)
    document = found.documents[claim.document]
    if document.copy_of is None:
        for key in {claim.by, claim.to, claim.country} - {None}:
            found.by_actor[str(key)].append(claim)
        for group in claim.groups:
            found.by_group[group].append(claim)
        if document.incident in found.incidents:
            found.incidents[document.incident].claims.append(claim)


def _grade(found: Overview, head: IncidentHead) -> None:
    """Sum up what is said in the foreground of an incident."""
    own = [claim for claim in head.claims if not claim.background]
    head.certainty = _strongest(CERTAINTIES, (claim.certainty for claim in own))
    head.level = _strongest(RESPONSIBILITIES, (claim.level for claim in own))
    head.responders = tuple(sorted({claim.by for claim in own if claim.kind == "responses" and claim.by}))
    for claim in own:
        if claim.kind == "attributions" and claim.by and claim.to:
            strength = CERTAINTIES.index(claim.certainty) if claim.certainty in CERTAINTIES else 0
            head.pairs[claim.by, claim.to] = max(strength, head.pairs.get((claim.by, claim.to), 0))
    head.changes = stances(found, own)
    documents = [found.documents[id] for id in head.incident.documents if id in found.documents]
    head.langs = tuple(sorted({document.lang for document in documents}))
    head.seen = max((document.recorded_at for document in documents), default="")


def _strongest(scale: tuple[str, ...], values: Iterable[str | None]) -> str | None:
    return max((value for value in values if value in scale), key=scale.index, default=None)


def pressing(claim: ClaimHead) -> float:
    """How much a person should look at a claim: consequence of the kind, gravity of what it says, doubt of the program."""
    gravity = GRAVE.get(claim.level or "", 0.0) + GRAVE.get(claim.certainty or "", 0.0)
    return KIND_WEIGHT[claim.kind] + gravity + UNSURE * (1.0 - claim.score) - (2.0 if claim.background else 0.0)


def stances(found: Overview, claims: Iterable[ClaimHead]) -> list[Stance]:
    """Changes of certainty or level between an accuser's statements on one accused in one incident, by date; undated ones say nothing."""
    last: dict[tuple[str, str, str], ClaimHead] = {}
    changes = []
    for claim in claims:
        if claim.kind != "attributions" or claim.background or not found.published(claim) or claim.by in (None, "media", "unnamed"):
            continue
        key = (str(claim.by), claim.to or "/".join(claim.groups), found.documents[claim.document].incident or "")
        former = last.get(key)
        if (
            former
            and (former.certainty, former.level) != (claim.certainty, claim.level)
            and found.published(former) < found.published(claim)
        ):
            changes.append(Stance(key[0], key[1], former, claim))
        last[key] = claim
    return changes


__all__ = ["ClaimHead", "DocumentHead", "IncidentHead", "Overview", "Stance", "overview", "pressing", "stances", "summed"]
