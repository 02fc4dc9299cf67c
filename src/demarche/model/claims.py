"""What a document says, in the terms of ``docs/coding-guide.md``. Every record carries the words that say it."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.model.span import Quote

CERTAINTIES = ("possible", "likely", "almost-certain", "stated")
"""Certainty of an attribution, weak to strong."""
RESPONSIBILITIES = ("group-only", "territory", "state-backed", "state")
"""How far the accused state is said to be in the act, weak to strong."""
DENIAL_TYPES = ("flat", "demands-evidence", "victim-too", "counter-accusation")
RESPONSE_TYPES = (
    "condemn", "demand", "summon", "expel", "sanction", "indict", "investigate", "advise", "notify", "cooperate", "disrupt", "support",
)  # fmt: skip
RESPONSE_STATUSES = ("done", "threatened", "called-for")
VICTIM_TYPES = (
    "state", "international", "critical-infrastructure", "company", "media", "academia", "civil-society", "individuals",
)  # fmt: skip
TECHNIQUES = (
    "phishing", "tracking-pixel", "vulnerability", "malware", "ransomware", "ddos", "supply-chain", "password-attack", "data-theft",
    "data-leak", "destruction", "defacement", "intrusion",
)  # fmt: skip
OBJECTIVES = (
    "espionage", "ip-theft", "extortion", "disruption", "influence", "intimidation", "financial-theft", "prepositioning",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """A threat group as a claimant names it: canonical ``name``; ``known_state`` is reference knowledge, never the claim's."""

    name: str
    id: str
    known_state: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """``by`` says that ``to`` (ISO alpha-2 or None when the text names no state) or ``groups`` did it."""

    id: str
    by: str
    to: str | None
    groups: tuple[Group, ...]
    certainty: str
    responsibility: str
    quotes: tuple[Quote, ...]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 1.0
    background: bool = False


@dataclass(frozen=True, slots=True)
class Denial:
    """The accused, ``by``, rejects it; ``types`` is a sorted subset of ``DENIAL_TYPES``."""

    id: str
    by: str
    types: tuple[str, ...]
    quotes: tuple[Quote, ...]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 1.0
    background: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """What ``by`` does about it, aimed at state ``to`` (or None)."""

    id: str
    by: str
    type: str
    to: str | None
    status: str
    quotes: tuple[Quote, ...]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 1.0
    background: bool = False


@dataclass(frozen=True, slots=True)
class Victim:
    """Who was hit: ``country`` is ISO alpha-2, EU, NATO, UN or None (worldwide, unsaid)."""

    id: str
    country: str | None
    type: str
    quotes: tuple[Quote, ...]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 1.0
    background: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """One technique or objective, named by ``type``."""

    id: str
    type: str
    quotes: tuple[Quote, ...]
    rule: str
    cues: tuple[str, ...] = ()
    score: float = 1.0
    background: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """All that one document says. ``relevant`` is as the coding guide defines it; an irrelevant document has no claims."""

    relevant: bool
    attributions: tuple[Attribution, ...] = ()
    denials: tuple[Denial, ...] = ()
    responses: tuple[Response, ...] = ()
    victims: tuple[Victim, ...] = ()
    techniques: tuple[Tag, ...] = ()
    objectives: tuple[Tag, ...] = ()
