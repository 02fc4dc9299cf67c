"""An incident laid out for reading: accusation beside answer, each accused apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from demarche.desk.passages import KINDS
from demarche.export.dates import interval
from demarche.model import Incident, Reading
from demarche.model.claims import CERTAINTIES, RESPONSIBILITIES
from demarche.verbs.sheet import Sheet
from demarche.verbs.standing import Decisions, Standing, standings

IN_OWN_NAME = ("media", "unnamed")
SPOKEN = ("attributions", "denials", "responses")
SAYS = ("by", "to", "groups", "certainty", "responsibility", "types", "type", "status", "country")
"""What a claim says, whatever its words."""


@dataclass(slots=True)
class Accuser:
    """All that one accuser says of one accused, the earliest first; ``first`` is the earliest date (EDTF)."""

    key: str
    anchor: str
    statements: list[Standing]

    @property
    def first(self) -> str:
        return min((one.published for one in self.statements if one.published), default="")

    @property
    def groups(self) -> list[str]:
        return sorted({group.name for one in self.statements for group in one.claim.groups})

    @property
    def certainty(self) -> tuple[int, int]:
        """The weakest and the strongest certainty, as places on the scale."""
        return _range([CERTAINTIES.index(one.claim.certainty) for one in self.statements if one.claim.certainty in CERTAINTIES])

    @property
    def level(self) -> tuple[int, int]:
        """The lowest and the highest level, as places on the ladder."""
        return _range(
            [RESPONSIBILITIES.index(one.claim.responsibility) for one in self.statements if one.claim.responsibility in RESPONSIBILITIES]
        )


@dataclass(frozen=True, slots=True)
class Answered:
    """The accuser that a denial answers, and days between (None when either is not dated to the day)."""

    accuser: Accuser
    days: int | None


@dataclass(slots=True)
class Answer:
    """A denial and what it answers."""

    statement: Standing
    anchor: str
    answers: list[Answered]


@dataclass(slots=True)
class Side:
    """One accused (empty key: a group or state that is not named as a state) with its accusers and its answers."""

    key: str
    accusers: list[Accuser] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


@dataclass(slots=True)
class Dossier:
    """What the page shows; what says the same stands together. ``recalled`` are statements on earlier cases, ``aside`` rejected ones."""

    incident: Incident
    readings: tuple[Reading, ...]
    sides: list[Side]
    responses: list[list[Standing]]
    victims: list[list[Standing]]
    techniques: list[list[Standing]]
    objectives: list[list[Standing]]
    notified: list[list[Standing]]
    recalled: list[list[Standing]]
    aside: list[Standing]


def dossier(sheet: Sheet, decisions: Decisions) -> Dossier:
    """Lay out one incident as it stands after people's judgements."""
    own = [reading for reading in sheet.readings if reading.duplicate is None]
    said = [one for reading in own for one in standings(reading, decisions)]
    live = [one for one in said if not one.rejected and not one.claim.background]
    kind = {name: [one for one in live if one.kind == name] for name in KINDS}
    notified = [one for one in kind["responses"] if one.claim.type == "notify"]
    return Dossier(
        sheet.incident,
        sheet.readings,
        _sides(kind["attributions"], kind["denials"]),
        responses=together(one for one in kind["responses"] if one not in notified),
        victims=together(kind["victims"]),
        techniques=together(kind["techniques"]),
        objectives=together(kind["objectives"]),
        notified=together(notified),
        recalled=together(one for one in said if one.claim.background and not one.rejected and one.kind in SPOKEN),
        aside=[one for one in said if one.rejected],
    )


def together(said: Iterable[Standing]) -> list[list[Standing]]:
    """Claims that say the same in other words or documents, the earliest first."""
    found: dict[object, list[Standing]] = {}
    for one in sorted(said, key=lambda one: (one.published or "~", -one.claim.score)):
        found.setdefault((one.kind, *(getattr(one.claim, name, None) for name in SAYS)), []).append(one)
    return list(found.values())


def _sides(attributions: list[Standing], denials: list[Standing]) -> list[Side]:
    sides: dict[str, Side] = {}
    for one in attributions:
        side = sides.setdefault(one.claim.to or "", Side(one.claim.to or ""))
        _accuser(side, one).statements.append(one)
    for side in sides.values():
        side.accusers.sort(key=lambda accuser: (accuser.key in IN_OWN_NAME, accuser.first or "~", accuser.key))
        for accuser in side.accusers:
            accuser.statements.sort(key=lambda one: (one.published or "~", -one.claim.score))
    for one in sorted(denials, key=lambda one: (one.published or "~", -one.claim.score)):
        side = sides.setdefault(one.claim.by, Side(one.claim.by))
        side.answers.append(Answer(one, f"answer-{one.claim.id}", [_answered(accuser, one) for accuser in _asked(side, one)]))
    return sorted(sides.values(), key=lambda side: (-len(side.accusers), not side.key, side.key))


def _accuser(side: Side, one: Standing) -> Accuser:
    for accuser in side.accusers:
        if accuser.key == one.claim.by:
            return accuser
    accuser = Accuser(one.claim.by, f"accuser-{side.key or 'x'}-{len(side.accusers)}", [])
    side.accusers.append(accuser)
    return accuser


def _asked(side: Side, denial: Standing) -> list[Accuser]:
    """Whom a denial answers: accusers in the same document, else all who had spoken by then."""
    here = denial.reading.document.id
    same = [accuser for accuser in side.accusers if any(one.reading.document.id == here for one in accuser.statements)]
    when = denial.published or "~"
    return same or [accuser for accuser in side.accusers if not accuser.first or accuser.first <= when]


def _answered(accuser: Accuser, denial: Standing) -> Answered:
    first, then = _day(accuser.first), _day(denial.published)
    return Answered(accuser, (then - first).days if first and then and then >= first else None)


def _day(edtf: str) -> date | None:
    span = interval(edtf or None)
    return span[0] if span and span[0] == span[1] else None


def _range(places: list[int]) -> tuple[int, int]:
    return (min(places), max(places)) if places else (0, 0)
