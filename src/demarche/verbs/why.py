"""Why a document is in an incident, or is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from demarche.errors import UsageError
from demarche.incidents.block import LARGEST, Pair
from demarche.incidents.features import BIAS, WEIGHTS, features, score
from demarche.incidents.node import Node
from demarche.incidents.together import decided
from demarche.model import Incident
from demarche.settings import default_record
from demarche.store import nodes, open_record, read


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
    """The pairings, the strongest first; whether the document reports the incident (``inside``), or only recalls it; ``bias`` is added to
    every sum."""

    document: str
    incident: str
    inside: bool
    recalls: bool
    bias: float
    pairs: tuple[Pairing, ...]


def why(document: str, incident: str, record: str | None = None) -> Why:
    """Compare a document (id, its beginning, or a path) with each document of an incident, feature by feature.

    Raises ``UsageError`` when there is no such document or incident, or the document was never compared with others.
    """
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found = read.incident(asked, incident)
        if found is None:
            raise UsageError(f"no single incident has the id {incident}", "list them: demarche timeline")
        own = _document(asked, document)
        known = {one.id: one for one in nodes.bodies(asked, {own, *found.documents})}
        if own not in known:
            raise UsageError(f"the document {document} names no attacker, so it was not compared", "what it says: demarche search")
        rows = list(_pairings(asked, known, own, found))
    pairs = tuple(sorted(rows, key=lambda pair: (-pair.score, pair.document)))
    return Why(own, found.id, own in found.documents, own in found.recalling, BIAS, pairs)


def _document(connection: Connection, wanted: str) -> str:
    """The document's id; of a copy, that of its original."""
    found = {id for path, id in read.places(connection) if id.startswith(wanted) or path == wanted}
    if len(found) != 1:
        many = "several documents have" if found else "no document has"
        raise UsageError(f"{many} the id or path {wanted}", "see: demarche show INCIDENT")
    id = found.pop()
    copy = read.duplicates(connection).get(id)
    return copy.original_id if copy else id


def _pairings(connection: Connection, known: Mapping[str, Node], own: str, incident: Incident) -> Iterator[Pairing]:
    decisions, copies = decided(read.judgements(connection)), read.duplicates(connection).keys()
    blocks = nodes.node_blocks(connection, known[own].keys).values()
    compared = {id for block in blocks if len(block - copies) <= LARGEST for id in block}
    paths = {id: path for path, id in sorted(read.places(connection), reverse=True)}
    for id in incident.documents:
        if id != own and id in known:
            yield _pairing(known[own], known[id], paths[id], id in compared, decisions)


def _pairing(one: Node, two: Node, path: str, compared: bool, decisions: Mapping[Pair, int]) -> Pairing:
    found = features(one.own, two.own)
    parts = tuple(sorted(((name, value, WEIGHTS[name] * value) for name, value in found.items()), key=lambda part: -abs(part[2])))
    chosen = decisions.get((min(one.id, two.id), max(one.id, two.id)))
    decision = None if chosen is None else "merge" if chosen > 0 else "split"
    return Pairing(two.id, path, compared, parts, score(found), decision)
