"""One operation against one set of victims, and the documents that report it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an incident. ``main`` is false where the document reports another incident in the first place.

    ``why`` names the features that joined it, strongest first (empty for the document that gave the incident its id).
    """

    document_id: str
    main: bool = True
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """What the documents of one incident say together. All tuples are sorted, so equal members give an equal incident.

    ``id`` is made of the id of its ``anchor`` document (the smallest document id), so it survives as long as that document does.
    ``first`` and ``last`` are the earliest and latest publication dates of its documents (EDTF), None when all are undated.
    ``voices`` counts independent documents: copies of one text are one voice.
    """

    id: str
    anchor: str
    members: tuple[Member, ...]
    first: str | None = None
    last: str | None = None
    accusers: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    voices: int = 0
    certainties: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that report it in the first place."""
        return tuple(member.document_id for member in self.members if member.main)

    @property
    def recalling(self) -> tuple[str, ...]:
        """The documents that report another incident and recall this one."""
        return tuple(member.document_id for member in self.members if not member.main)
