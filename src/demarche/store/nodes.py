"""What duplicates and incidents are found by, one row a document: see ``incidents.node`` and ``clean.fingerprint``.

A document is unsettled from the time its node is kept until the incidents that it touches are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from demarche.clean import Fingerprint
from demarche.incidents.node import Node, decoded, encoded
from demarche.model import Document
from demarche.store import read
from demarche.store import tables as t
from demarche.store.dialects import insert_new, parts


@dataclass(frozen=True, slots=True)
class Kept:
    """The row of one document, without its node."""

    document_id: str
    wording: int
    settled: bool


def missing(connection: Connection, most: int) -> list[str]:
    """Ids of documents that have no node yet, at most so many, ascending."""
    joined = t.documents.outerjoin(t.nodes, t.nodes.c.document_id == t.documents.c.id)
    query = select(t.documents.c.id).select_from(joined).where(t.nodes.c.number.is_(None)).order_by(t.documents.c.id).limit(most)
    return list(connection.execute(query).scalars())


def keep(connection: Connection, made: Iterable[tuple[str, Fingerprint, Node | None]]) -> None:
    """Keep the fingerprints and nodes of documents; the node is None for one that is not relevant."""
    every, c = list(made), t.nodes.c
    if not every:
        return
    rows = [{"document_id": id, "wording": f.wording, "settled": 0, "body": encoded(node) if node else None} for id, f, node in every]
    numbers = {row[0]: row[1] for row in connection.execute(insert(t.nodes).returning(c.document_id, c.number), rows)}
    wordings = sorted({(key, found.wording) for _, found, _ in every for key in found.keys})
    keys = sorted((key, numbers[id]) for id, _, node in every if node for key in node.keys)
    insert_new(connection, t.wording_keys, [{"key": key, "wording": wording} for key, wording in wordings])
    insert_new(connection, t.node_keys, [{"key": key, "number": number} for key, number in keys])


def forget_all(connection: Connection) -> None:
    """Take out all nodes: the next time, everything is found anew."""
    for table in (t.node_keys, t.wording_keys, t.nodes):
        connection.execute(delete(table))


def settle(connection: Connection) -> None:
    """Every node that is there has been looked at."""
    connection.execute(update(t.nodes).where(t.nodes.c.settled == 0).values(settled=1))


def unsettled(connection: Connection) -> list[Kept]:
    """The documents that have not been looked at since they came, ascending."""
    return _kept(connection, select(t.nodes).where(t.nodes.c.settled == 0))


def any_settled(connection: Connection) -> bool:
    """Whether any document has been looked at before."""
    return connection.execute(select(t.nodes.c.number).where(t.nodes.c.settled == 1).limit(1)).first() is not None


def with_wordings(connection: Connection, wordings: Collection[int]) -> list[Kept]:
    """The documents with these very words, ascending."""
    queries = (select(t.nodes).where(t.nodes.c.wording.in_(some)) for some in parts(wordings))
    return sorted((one for query in queries for one in _kept(connection, query)), key=lambda one: one.document_id)


def texts(connection: Connection, wordings: Collection[int]) -> dict[int, Document]:
    """For each wording, a document that has it."""
    ids = {one.document_id: one.wording for one in reversed(with_wordings(connection, wordings))}
    chosen = {wording: id for id, wording in ids.items()}
    found = {one.id: one for one in read.documents(connection, chosen.values())}
    return {wording: found[id] for wording, id in chosen.items()}


def _kept(connection: Connection, query: Any) -> list[Kept]:
    rows = connection.execute(query.with_only_columns(t.nodes.c.document_id, t.nodes.c.wording, t.nodes.c.settled))
    return sorted((Kept(row[0], row[1], bool(row[2])) for row in rows), key=lambda one: one.document_id)


def bodies(connection: Connection, ids: Collection[str]) -> Iterator[Node]:
    """The nodes of those of these documents that are relevant."""
    for some in parts(ids):
        query = select(t.nodes.c.body).where(t.nodes.c.document_id.in_(some), t.nodes.c.body.is_not(None))
        yield from map(decoded, connection.execute(query).scalars())


def wording_blocks(connection: Connection, wordings: Collection[int]) -> list[set[int]]:
    """For each key of these wordings, all wordings that have it."""
    keys = _column(connection, t.wording_keys.c.key, t.wording_keys.c.wording, wordings)
    return list(_blocks(connection, t.wording_keys, t.wording_keys.c.wording, keys).values())


def node_blocks(connection: Connection, keys: Collection[int]) -> dict[int, set[str]]:
    """For each of these keys, all documents that have it."""
    found = _blocks(connection, t.node_keys, t.node_keys.c.number, keys)
    numbers = {number for block in found.values() for number in block}
    c = t.nodes.c
    ids: dict[int, str] = {}
    for some in parts(numbers):
        ids.update((row[0], row[1]) for row in connection.execute(select(c.number, c.document_id).where(c.number.in_(some))))
    return {key: {ids[number] for number in block} for key, block in found.items()}


def _column(connection: Connection, wanted: Column[int], by: Column[int], values: Collection[int]) -> set[int]:
    return {row for some in parts(values) for row in connection.execute(select(wanted).where(by.in_(some))).scalars()}


def _blocks(connection: Connection, table: Table, member: Column[int], keys: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for some in parts(keys):
        for key, value in connection.execute(select(table.c.key, member).where(table.c.key.in_(some))):
            found[key].add(value)
    return found
