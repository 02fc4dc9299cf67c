"""What the record can say about one incident: who accuses, how sure, on what basis; who is silent, who answers, who acts, who was told.

Descriptive only: nothing here says what is true.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.model.dates import Interval
from demarche.model.span import Quote

BASES = ("own-findings", "vendor-report", "indictment", "partner", "none-shown")
"""What an accusation is said to rest on."""
STATEMENT_KINDS = ("technical", "political", "legal", "anonymous", "media", "own-claim")
"""Kinds of statement; ``own-claim`` is a group that says it did it."""
STANCES = ("retracts", "suspects", "links", "holds-responsible", "sanctions")
"""Steps of an accuser towards an accused, weak to strong; ``retracts`` takes back."""
MOMENTS = ("happened", "discovered", "attributed", "said", "published", "recorded")
"""The six dates of an incident."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document: ``quote`` in the clean text of ``document_id``, first seen at ``path``, published then (EDTF or None)."""

    document_id: str
    path: str
    published: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Estimate:
    """A certainty word beside published scales: percent, both ends included; None when the claimant gave no estimate."""

    word: str
    shown: str
    low: int | None
    high: int | None
    misp: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A responsibility level beside MISP's ``state-responsibility`` (lowest and highest rung that fit) and EuRepoC's indicator."""

    word: str
    shown: str
    misp: tuple[str, ...]
    eurepoc: str | None


@dataclass(frozen=True, slots=True)
class Grade:
    """A mark of the Admiralty scale with the reason it was derived from."""

    mark: str
    shown: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accusation:
    """All that one accuser says about one accused (``to`` None: a group alone) in this incident, the strongest it says first.

    ``bases`` are of ``BASES``, ``basis_words`` the words that show them; ``relays`` are the outlets its words came through;
    ``voices`` counts the independent voices that carry it; ``contested`` the users whose judgements changed or rejected part of it.
    """

    by: str
    to: str | None
    groups: tuple[str, ...]
    estimate: Estimate
    certainties: tuple[str, ...]
    level: Level
    levels: tuple[str, ...]
    kind: str
    bases: tuple[str, ...]
    basis_words: tuple[Passage, ...]
    words: tuple[Passage, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    said: Interval | None
    published: Interval | None
    relays: tuple[str, ...]
    voices: int
    source: Grade
    information: Grade
    contested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody who backs an accusation without making it."""

    by: str
    status: str
    claims: tuple[str, ...]
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Members of a usual coalition that accuse, support, act or stay silent in the documents read; of others nothing is known."""

    coalition: str
    name: str
    spoke: tuple[str, ...]
    acted: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the accused answers: ``answers`` are the claim ids of the accusations it answers (empty: none is in these documents),
    ``delay`` the fewest and most days from the accusation, None where a side cannot be told."""

    by: str
    types: tuple[str, ...]
    answers: tuple[str, ...]
    accusers: tuple[str, ...]
    delay: tuple[int | None, int | None]
    claims: tuple[str, ...]
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody does about it; ``status`` done, threatened or called-for."""

    by: str
    type: str
    to: str | None
    status: str
    claims: tuple[str, ...]
    words: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Who was hit, and when it was told (None: no document says that it was told)."""

    country: str | None
    type: str
    claims: tuple[str, ...]
    words: tuple[Passage, ...]
    told: Interval | None = None
    told_words: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One date of the incident: ``kind`` of ``MOMENTS``, the interval, and the sentence that says it (None for ``recorded``)."""

    kind: str
    interval: Interval
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class Relay:
    """``source`` passes on what ``target`` says: a ``copy`` of a document, an ``agency`` text, a ``near`` rewrite, a report that names an
    outlet (``outlet``), or an accusation that rests on a vendor's or partner's (``basis``)."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Independence:
    """Documents that speak with one voice, together; and who relays whom."""

    voices: tuple[tuple[str, ...], ...]
    relays: tuple[Relay, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """``names`` are one group because ``by`` says so, in these words; reversible, never a fact of the record."""

    names: tuple[str, ...]
    by: tuple[str, ...]
    words: Passage


@dataclass(frozen=True, slots=True)
class Qualification:
    """The sheet of one incident. ``reading`` describes it in one line; ``levels_span`` and ``voices`` are what it counts."""

    incident_id: str
    accusers: tuple[Accusation, ...] = ()
    supporters: tuple[Support, ...] = ()
    silent: tuple[Silence, ...] = ()
    answers: tuple[Answer, ...] = ()
    responses: tuple[Action, ...] = ()
    victims: tuple[Hit, ...] = ()
    dates: tuple[Moment, ...] = ()
    independence: Independence = field(default_factory=lambda: Independence((), ()))
    identities: tuple[Identity, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the ledger of stance: what ``by`` did towards ``to`` in one document."""

    by: str
    to: str | None
    stance: str
    published: str | None
    said: Interval | None
    change: str
    claim: str
    incident: str
    words: Passage


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing in the record about an incident (or a document), as work for a person."""

    incident: str
    code: str
    what: str
    about: str = ""
