"""Why a document is in an incident, or is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demarche.errors import UsageError
from demarche.incidents.block import Pair, blocks, pairs
from demarche.incidents.features import BIAS, WEIGHTS, features, score
from demarche.incidents.link import decided
from demarche.incidents.node import Node, node
from demarche.incidents.profile import Profile
from demarche.model import Reading
from demarche.settings import default_record
from demarche.store import open_record, read


@dataclass(frozen=True, slots=True)
class Pairing:
    """A document beside one document of the incident: each feature with its value and what it adds, the sum, and a person's decision."""

    document: str
    path: str
    compared: bool
    parts: tuple[tuple[str, float, float], ...]
    score: float
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """The pairings, the strongest first; ``inside`` whether the document is in the incident; ``bias`` is added to every sum."""

    document: str
    incident: str
    inside: bool
    bias: float
    pairs: tuple[Pairing, ...]


def why(document: str, incident: str, record: str | None = None) -> Why:
    """Compare a document (id, its beginning, or a path) with each document of an incident, feature by feature.

    Raises ``UsageError`` when there is no such document or incident.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found = read.incident(asked, incident)
        if found is None:
            raise UsageError(f"no single incident has the id {incident}", "list them: demarche timeline")
        readings = {one.document.id: one for one in read.readings(asked)}
        own = _document(readings, document)
        chosen = decided(read.judgements(asked))
    made = (node(one) for one in readings.values() if one.duplicate is None or one.document.id == own)
    nodes = {one.id: one for one in made if one is not None}
    compared = _compared(own, nodes)
    mine = nodes.get(own)
    others = [id for id in found.documents if id != own and id in nodes] if mine else []
    rows = [_pairing(mine.own, nodes[id].own, readings[id], compared, chosen) for id in others if mine]
    return Why(own, found.id, own in found.documents, BIAS, tuple(sorted(rows, key=lambda pair: (-pair.score, pair.document))))


def _compared(own: str, nodes: Mapping[str, Node]) -> set[Pair]:
    """The pairs of one document that merging looks at."""
    return {pair for pair in pairs(blocks({id: one.keys for id, one in nodes.items()}).values()) if own in pair}


def _document(readings: dict[str, Reading], wanted: str) -> str:
    found = [id for id, one in readings.items() if id.startswith(wanted) or wanted in one.paths]
    if len(found) != 1:
        many = "several documents have" if found else "no document has"
        raise UsageError(f"{many} the id or path {wanted}", "see: demarche show INCIDENT")
    copy = readings[found[0]].duplicate
    return copy.original_id if copy else found[0]


def _pairing(one: Profile, two: Profile, reading: Reading, compared: set[Pair], chosen: Mapping[Pair, float]) -> Pairing:
    found = features(one, two)
    pair = (min(one.id, two.id), max(one.id, two.id))
    parts = tuple(sorted(((name, value, WEIGHTS[name] * value) for name, value in found.items()), key=lambda part: -abs(part[2])))
    decision = None if pair not in chosen else "merge" if chosen[pair] > 0 else "split"
    return Pairing(two.id, reading.document.path, pair in compared, parts, score(found), decision)
