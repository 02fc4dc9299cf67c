"""Duplicates and incidents brought up to date: what has come is compared with what shares a key with it, and only the incidents that it
touches are made anew. The outcome is the one that doing everything anew would have, in whatever order documents came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from demarche import engine
from demarche.clean import duplicates, fingerprint
from demarche.clean.duplicates import Alike, alike, candidates, copies
from demarche.incidents import block
from demarche.incidents.block import Pair, pairs
from demarche.incidents.link import Links, link, reach
from demarche.incidents.merge import grouped
from demarche.incidents.node import Node, node
from demarche.incidents.together import decided
from demarche.mailroom import tied
from demarche.model import Incident, Judgement
from demarche.store import Record, nodes, read, summary, write
from demarche.store.exhibits import replace_exhibits

DERIVED = "derived-from"
"""State key: the fingerprint of the documents that duplicates and incidents were last found from."""
JUDGED = "derived-up-to"
"""State key: the number of the last judgement that was heard then."""
BY = "derived-by"
"""State key: the version of what finds them."""
PARTS = ("incidents", "clean", "data/reference")
"""Folders that decide what duplicates and incidents there are."""
TOGETHER = 200
"""Documents taken in or compared at a time."""
Copies = dict[str, tuple[str, str]]
"""Copy to original and kind."""
Report = Callable[[str], None]


@dataclass(slots=True)
class Outcome:
    """What is to be written: ``touched`` documents with the copies and incidents among them."""

    copied: set[str] = field(default_factory=set)
    copies: Copies = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    incidents: list[Incident] = field(default_factory=list)


def derive(record: Record, report: Report = lambda _stage: None) -> None:
    """Find duplicates and merge incidents, as far as documents or judgements have changed since the last time."""
    if not _start(record):
        return
    report("duplicates")
    _take_in(record)
    report("incidents")
    while not _settled(record):
        pass


def _start(record: Record) -> bool:
    """Whether there is anything to do. Forgets what another version found, and all that does not explain why the record has changed."""
    with record.reading() as asked:
        same = read.state(asked, BY) == engine.version(PARTS)
        if same and (nodes.missing(asked, 1) or nodes.unsettled(asked) or _heard(asked) != summary.last_judgement(asked)):
            return True
        if same and read.state(asked, DERIVED) == read.fingerprint(asked):
            return False
    with record.writing() as writing:
        nodes.forget_all(writing)
    return True


def _heard(connection: Connection) -> int:
    return int(read.state(connection, JUDGED) or 0)


def _take_in(record: Record) -> None:
    """Keep a node of every document that has none."""
    while True:
        with record.writing() as writing:
            ids = nodes.missing(writing, TOGETHER)
            nodes.keep(writing, ((one.document.id, fingerprint(one.document), node(one)) for one in read.readings(writing, ids)))
        if len(ids) < TOGETHER:
            return


def _settled(record: Record) -> bool:
    """Find what has changed and write it; false when another process was faster, and it is to be done again."""
    with record.reading() as asked:
        before, now, log = read.state(asked, DERIVED), read.fingerprint(asked), read.judgements(asked)
        change = _Change(asked, log)
        found = change.outcome()
    with record.writing() as writing:
        if read.state(writing, DERIVED) != before or nodes.unsettled(writing) != change.unsettled:
            return False
        write.replace_duplicates(writing, found.copies, found.copied)
        write.replace_incidents(writing, found.incidents, read.copies_of(writing, found.touched), found.touched)
        replace_exhibits(writing, tied(writing))
        nodes.settle(writing)
        write.set_state(writing, JUDGED, str(max((entry.seq for entry in log), default=0)))
        write.set_state(writing, BY, engine.version(PARTS))
        write.set_state(writing, DERIVED, now)
    return True


class _Change:
    """What has come since the last time, and how far it reaches."""

    def __init__(self, connection: Connection, log: Collection[Judgement]) -> None:
        self.connection = connection
        self.unsettled = nodes.unsettled(connection)
        self.fresh = {one.document_id: one.wording for one in self.unsettled}
        self.former: Copies = {id: (one.original_id, one.kind) for id, one in read.duplicates(connection).items()}
        self.copies = dict(self.former)
        self.decisions = decided(log)
        self.seeds = set(self.fresh) | _redecided(log, _heard(connection))
        self.nodes: dict[str, Node] = {}
        self.compared: set[str] = set()
        self.closed: set[int] = set()

    def outcome(self) -> Outcome:
        copied = self._find_copies()
        if nodes.any_settled(self.connection):
            self._open_and_close()
        self.seeds |= set(read.fellows(self.connection, self.seeds))
        touched, links = reach(self.seeds, self._around)
        incidents = grouped(self.nodes, {id for id in touched if id in self.nodes and id not in self.copies}, links)
        return Outcome(copied, {id: self.copies[id] for id in copied if id in self.copies}, touched, incidents)

    def _find_copies(self) -> set[str]:
        """Look again at the documents whose wording is like that of a new one; return them."""
        found, wordings = self._alike()
        same = {one.document_id: one.wording for one in nodes.with_wordings(self.connection, wordings)}
        repeated = {wording for wording, number in Counter(same.values()).items() if number > 1} | {each for pair in found for each in pair}
        likely = {id: wording for id, wording in same.items() if wording in repeated}
        made = copies(likely, {one.id: one for one in read.documents(self.connection, likely)}, found)
        for id in same:
            self.copies.pop(id, None)
        self.copies.update(made)
        changed = {id for id in same if self.former.get(id) != self.copies.get(id)}
        originals = {pair[0] for table in (self.former, self.copies) for id in changed if (pair := table.get(id))}
        self.seeds |= changed | originals
        return set(same)

    def _alike(self) -> tuple[Alike, set[int]]:
        """The wordings that new ones are alike to, directly or through others."""
        found: Alike = {}
        reached = frontier = self._new_wordings()
        while frontier:
            near = {pair for pair in candidates(nodes.wording_blocks(self.connection, frontier)) if not frontier.isdisjoint(pair)}
            found |= alike(nodes.texts(self.connection, {wording for pair in near for wording in pair}), near)
            frontier = {wording for pair in found for wording in pair} - reached
            reached = reached | frontier
        return found, reached

    def _new_wordings(self) -> set[int]:
        """The wordings of new documents, and those in blocks that these make too large."""
        fresh = set(self.fresh.values())
        new = fresh - {one.wording for one in nodes.with_wordings(self.connection, fresh) if one.settled}
        blocks = nodes.wording_blocks(self.connection, new)
        return fresh.union(*(some for some in blocks if len(some) > duplicates.LARGEST >= len(some - new)))

    def _open_and_close(self) -> None:
        """A block that has become too large, or small enough, changes what all its documents are compared with."""
        coming = {id for id in self.seeds if id in self.fresh or (id in self.former) != (id in self.copies)}
        self._load(coming)
        keys = {key for id in coming if id in self.nodes for key in self.nodes[id].keys}
        for ids in nodes.node_blocks(self.connection, keys).values():
            now = {id for id in ids if id not in self.copies}
            once = {id for id in ids if id not in self.former and id not in self.fresh}
            if (len(now) <= block.LARGEST) != (len(once) <= block.LARGEST):
                self.seeds |= now | once

    def _around(self, ids: Collection[str]) -> Links:
        """The links that have an end among some documents, a part of them at a time."""
        found, ordered = Links(), sorted(ids)
        for start in range(0, len(ordered), TOGETHER):
            found.add(self._links(set(ordered[start : start + TOGETHER])))
        return found

    def _links(self, ids: set[str]) -> Links:
        self._load(ids)
        compared = self._new(ids, pairs(self._blocks(ids)))
        chosen = {pair: self.decisions[pair] for pair in self._new(ids, self.decisions) if not self.copies.keys() & set(pair)}
        self._load({id for pair in (*compared, *chosen) for id in pair})
        self.compared |= ids
        return link(self.nodes, compared, chosen)

    def _blocks(self, ids: set[str]) -> list[set[str]]:
        """What shares a key with some documents. A block that is too large is read once."""
        keys = {key for id in ids if id in self.nodes and id not in self.copies for key in self.nodes[id].keys} - self.closed
        found = {key: some - self.copies.keys() for key, some in nodes.node_blocks(self.connection, keys).items()}
        self.closed |= {key for key, some in found.items() if len(some) > block.LARGEST}
        return list(found.values())

    def _new(self, ids: set[str], found: Iterable[Pair]) -> list[Pair]:
        """The pairs that have an end among ``ids`` and none among the documents whose links are known already."""
        return [pair for pair in found if not ids.isdisjoint(pair) and self.compared.isdisjoint(pair)]

    def _load(self, ids: Iterable[str]) -> None:
        wanted = {id for id in ids if id not in self.nodes}
        self.nodes.update((one.id, one) for one in nodes.bodies(self.connection, wanted))


def _redecided(log: Collection[Judgement], heard: int) -> set[str]:
    """The documents that people have decided about since judgement number ``heard``."""
    now, once = decided(log), decided(entry for entry in log if entry.seq <= heard)
    return {id for pair in now.keys() | once.keys() if now.get(pair) != once.get(pair) for id in pair}
