"""Claims as STIX objects: relationships and opinions by the one who makes the claim, and a note with the exact words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from demarche.clean import raw_span
from demarche.export.dates import interval, timestamp
from demarche.export.stix.common import Object, extension, filled, id_of, reference, relationship, thing
from demarche.export.stix.shelf import Shelf
from demarche.export.view import Case, claims_of
from demarche.export.words import actor, words
from demarche.model import Document, Reading

ABOUT_THE_STATE = ("state-backed", "state")
"""Levels at which a claimant links the groups it blames to the state."""


@dataclass(slots=True)
class Said:
    """A claim about to be written: its document, its author's identity and the campaign it is about (None for an earlier case)."""

    kind: str
    claim: Any
    document: Document
    by: str
    campaign: str | None
    shelf: Shelf
    case: Case

    @property
    def key(self) -> tuple[str, ...]:
        return (self.document.id, self.kind, self.claim.id)

    @property
    def common(self) -> dict[str, Any]:
        """Properties of every object of this claim."""
        confidence = words("stix")["confidence"].get(getattr(self.claim, "certainty", None))
        created = timestamp(self.document.published)
        modified = max(created, self.case.decided.get(self.claim.id, created))
        return {"created": created, "modified": modified, "by": self.by, "confidence": confidence}

    @property
    def lang(self) -> str | None:
        return None if self.document.lang == "und" else self.document.lang


def statements(reading: Reading, case: Case, campaign: str, shelf: Shelf) -> Iterator[Object]:
    """All objects of one document's claims."""
    for kind, claim in claims_of(reading):
        said = Said(kind, claim, reading.document, "", None if claim.background else campaign, shelf, case)
        said.by = shelf.identity(author(claim, reading.document))
        links = list(LINKS[kind](said)) if said.campaign else []
        yield from links
        yield _note(said, [link["id"] for link in links])


def author(claim: Any, document: Document) -> str:
    """Key of who makes a claim; what has no claimant of its own is said by whoever publishes the document."""
    return str(getattr(claim, "by", None) or "media")


def _attribution(said: Said) -> Iterator[Object]:
    claim, shelf = said.claim, said.shelf
    state = shelf.accused(claim.to, claim.responsibility) if claim.to else None
    groups = [shelf.group(group) for group in claim.groups]
    for target in [*([state] if state else []), *groups]:
        yield relationship("attributed-to", str(said.campaign), target, *said.key, description=_first(said), lang=said.lang, **said.common)
    if state and claim.responsibility in ABOUT_THE_STATE:
        for group in groups:
            yield relationship("attributed-to", group, state, *said.key, description=_first(said), lang=said.lang, **said.common)


def _first(said: Said) -> str:
    return said.claim.quotes[0].exact if said.claim.quotes else ""


def accusations(said: Said, state: str) -> list[str]:
    """Ids of the relationships by which the documents of the case blame ``state``, but for those that were published later."""
    found, campaign = [], str(said.campaign)
    for reading in (one for one in said.case.home if not _later(one.document, said.document)):
        for claim in reading.claims.attributions:
            if claim.to == state and not claim.background:
                target = id_of("threat-actor", state, claim.responsibility)
                key = (reading.document.id, "attributions", claim.id)
                found.append(id_of("relationship", "attributed-to", campaign, target, *key))
    return found


def _later(one: Document, two: Document) -> bool:
    """Whether the first was surely published after the second."""
    days, others = interval(one.published), interval(two.published)
    return bool(days and others and days[0] > others[1])


def _denial(said: Said) -> Iterator[Object]:
    """An opinion on the accusations that it answers: those of its own case against the one who denies."""
    answered = accusations(said, said.claim.by) or [str(said.campaign)]
    ranked = [words("stix")["opinions"].get(type, "disagree") for type in said.claim.types]
    opinion = "strongly-disagree" if "strongly-disagree" in ranked else "disagree"
    yield _opinion(said, opinion, answered)


def _opinion(said: Said, opinion: str, about: list[str]) -> Object:
    id = id_of("opinion", *said.key)
    more: dict[str, Any] = {"explanation": _first(said), "opinion": opinion, "authors": [actor(said.claim.by)], "object_refs": about}
    return thing("opinion", id, lang=said.lang, labels=_labels(said), extensions=_extension(said), **more, **said.common)


def _response(said: Said) -> Iterator[Object]:
    """Support of an attribution is an opinion on it; other responses have no object of their own and stay notes."""
    if said.claim.type == "support" and said.claim.status == "done":
        states = sorted({claim.to for one in said.case.home for claim in one.claims.attributions if claim.to and not claim.background})
        about = [id for state in states for id in accusations(said, state)]
        yield _opinion(said, words("stix")["agree"], about or [str(said.campaign)])


def _victim(said: Said) -> Iterator[Object]:
    yield relationship("targets", str(said.campaign), said.shelf.victim(said.claim), *said.key, description=_first(said), **said.common)


def _technique(said: Said) -> Iterator[Object]:
    target = said.shelf.technique(said.claim.type)
    yield relationship("uses", str(said.campaign), target, *said.key, description=_first(said), **said.common)


def _objective(said: Said) -> Iterator[Object]:
    yield from ()


LINKS = {
    "attributions": _attribution,
    "denials": _denial,
    "responses": _response,
    "victims": _victim,
    "techniques": _technique,
    "objectives": _objective,
}


def _note(said: Said, links: list[str]) -> Object:
    """The claim in words, with every quotation and where it stands."""
    claim, document = said.claim, said.document
    about = links or [said.campaign or report_id(document)]
    more = {"abstract": abstract(claim, said.kind), "content": "\n\n".join(quote.exact for quote in claim.quotes) or document.id}
    authors = [actor(claim.by)] if hasattr(claim, "by") else None
    sources = [_place(document, quote.start, quote.end, quote.exact) for quote in claim.quotes]
    return thing(
        "note", id_of("note", *said.key), lang=said.lang, authors=authors, object_refs=about, labels=_labels(said),
        external_references=sources, extensions=_extension(said), **more, **said.common,
    )  # fmt: skip


def report_id(document: Document) -> str:
    """Id of the object that stands for a document."""
    return id_of("report" if document.published else "grouping", document.id)


def abstract(claim: Any, kind: str) -> str:
    """A claim in one English line."""
    named = [actor(claim.to)] if getattr(claim, "to", None) else []
    named += [group.name for group in getattr(claim, "groups", ())]
    values = {name: getattr(claim, name, "") for name in ("certainty", "responsibility", "type", "status")}
    by, types = actor(getattr(claim, "by", "media")), ", ".join(getattr(claim, "types", ()))
    return str(words("stix")["abstracts"][kind].format(by=by, to=", ".join(named) or words("stix")["nobody"], types=types, **values))


def _labels(said: Said) -> list[str]:
    claim = said.claim
    values = [getattr(claim, name, None) for name in ("type", "status", "certainty", "responsibility")]
    return [
        said.kind,
        *(str(value) for value in values if value),
        *getattr(claim, "types", ()),
        *(["background"] if claim.background else []),
    ]


def _place(document: Document, start: int, end: int, exact: str) -> dict[str, Any]:
    """Where a quotation stands; the fragment ``char=`` counts characters of the cleaned text (RFC 5147)."""
    place = f"sha256:{document.id}#char={start},{end}"
    hashes = {"SHA-256": document.id} if document.url else None
    return reference(words("stix")["quotation"], document.url, description=exact, external_id=place, hashes=hashes)


def _extension(said: Said) -> dict[str, Any]:
    claim, document = said.claim, said.document
    quotations = []
    for quote in claim.quotes:
        start, end = raw_span(document, quote.start, quote.end)
        quotations.append({"exact": quote.exact, "start": quote.start, "end": quote.end, "raw_start": start, "raw_end": end})
    groups = [filled({"name": group.name, "group": group.id}) for group in getattr(claim, "groups", ())]
    values = {name: getattr(claim, name, None) for name in ("certainty", "responsibility", "status", "country")}
    types = list(getattr(claim, "types", ())) or ([claim.type] if hasattr(claim, "type") else [])
    return extension(
        kind=said.kind, claim=claim.id, claimant=getattr(claim, "by", None), accused=getattr(claim, "to", None), groups=groups, types=types,
        background=claim.background, rule=claim.rule, score=claim.score, cues=list(claim.cues), document=document.id,
        published=document.published, quotations=quotations, **values,
    )  # fmt: skip
