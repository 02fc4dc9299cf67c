"""One incident as a MISP event, built with ``pymisp``. Ids and times follow from the record, so the same record gives the same event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pymisp import MISPEvent, MISPObject

from demarche.export.dates import earliest, epoch, moment
from demarche.export.ids import made_of
from demarche.export.misp.mails import addresses, email
from demarche.export.misp.report import report
from demarche.export.stix.statements import abstract
from demarche.export.view import Case, claims_of
from demarche.export.visible import visible
from demarche.export.words import territory, words
from demarche.model import Group, Reading
from demarche.store.evidence import MailEvidence

NO_LEVEL = 4
"""MISP's ``threat_level_id`` for undefined: the record does not judge."""
INITIAL = 0
"""MISP's ``analysis`` for machine output that nobody has reviewed."""
INHERIT = 5


def producer() -> dict[str, str]:
    """The organisation that the events come from."""
    return {"name": words("misp")["producer"], "uuid": made_of("misp", "producer")}


def event(case: Case, tlp: str | None = None, mails: Iterable[MailEvidence] = ()) -> MISPEvent:
    """The event of one incident, with the mails that are evidence of it."""
    incident = case.incident
    made = MISPEvent()
    time = max([epoch(incident.last), *map(moment, case.decided.values())])
    titles = (reading.document.title for reading in case.own)
    info = next((visible(title) for title in titles if title and title.strip()), incident.id)
    made.from_dict(
        uuid=made_of("misp", "event", incident.id), info=info, date=earliest(incident.first).isoformat(), timestamp=time,
        threat_level_id=NO_LEVEL, analysis=INITIAL, published=False, distribution=0, Orgc=producer(),
    )  # fmt: skip
    for tag in ([f"tlp:{tlp}"] if tlp else []) + words("misp")["judged"]:
        made.add_tag(tag)
    _comment(made, case, time)
    for group in _groups(case):
        _attribute(made, case, "Attribution", "threat-actor", group.name or group.id, time, tags=_cluster("groups", group.id))
    for reading in case.home:
        for part in _objects(reading):
            made.add_object(part)
        _source(made, case, reading, time)
        made.add_event_report(**report(reading, case))
    for one in mails:
        _mail(made, case, one, time)
    return made


def _mail(made: MISPEvent, case: Case, one: MailEvidence, time: int) -> None:
    made.add_object(email(one, case.incident.id))
    for type, value, comment in addresses(one):
        _attribute(made, case, "Network activity", type, value, time, comment=comment)


def _comment(made: MISPEvent, case: Case, time: int) -> None:
    incident = case.incident
    text = words("misp")["interval"].format(first=incident.first, last=incident.last) if incident.first else words("misp")["undated"]
    _attribute(made, case, "Internal reference", "comment", text, time)
    _attribute(made, case, "Internal reference", "text", incident.id, time)


def _groups(case: Case) -> list[Group]:
    said = (claim for one in case.home for claim in one.claims.attributions if not claim.background)
    return sorted({group.id: group for claim in said for group in claim.groups}.values())


def _attribute(
    made: MISPEvent, case: Case, category: str, type: str, value: str, time: int, tags: list[str] | None = None, comment: str = ""
) -> None:
    value = visible(value).strip()
    if not value:
        return
    uuid = made_of("misp", "attribute", case.incident.id, category, type, value)
    made.add_attribute(
        type, value, category=category, uuid=uuid, timestamp=time, to_ids=False, disable_correlation=type in ("comment", "text"),
        comment=comment, distribution=INHERIT, Tag=[{"name": tag} for tag in tags or ()],
    )  # fmt: skip


def _cluster(kind: str, id: str) -> list[str]:
    found = words("misp-clusters")[kind].get(id)
    return ['misp-galaxy:{}="{}"'.format(*found)] if found else []


def _source(made: MISPEvent, case: Case, reading: Reading, time: int) -> None:
    document = reading.document
    if document.url and document.url.isprintable():
        _attribute(made, case, "External analysis", "link", document.url, time)
    _attribute(made, case, "External analysis", "sha256", document.id, time, comment=visible(", ".join(reading.paths)))


def _objects(reading: Reading) -> list[MISPObject]:
    return [_object(reading, kind, claim) for kind, claim in claims_of(reading)]


def _object(reading: Reading, kind: str, claim: Any) -> MISPObject:
    """A claim: who was hit as a victim, all else as an annotation; the quotation stands under the claim in words."""
    document = reading.document
    key = ("misp", "object", document.id, kind, claim.id)
    time = epoch(document.published)
    made = MISPObject("victim" if kind == "victims" else "annotation")
    made.from_dict(
        uuid=made_of(*key), timestamp=time, distribution=INHERIT, comment=words("misp")["background"] if claim.background else ""
    )
    text = abstract(claim, kind) + "".join(f"\n\n“{quote.exact}”" for quote in claim.quotes)
    fields = {"text": text, "type": "Annotation"} if kind != "victims" else _victim(claim, text)
    if kind != "victims" and document.url and document.url.isprintable():
        fields["ref"] = document.url.strip()
    tags = _tags(kind, claim)
    for relation, value in fields.items():
        marks = [{"name": tag} for tag in tags] if relation in ("text", "description") else []
        shown = visible(value).strip()
        if shown:
            made.add_attribute(
                relation, shown, uuid=made_of(*key, relation), timestamp=time, distribution=INHERIT, disable_correlation=True, Tag=marks
            )
    return made


def _victim(claim: Any, text: str) -> dict[str, str]:
    fields = {"description": text, "classification": "class"}
    place = territory(claim.country) or claim.country
    sector = words("misp")["sectors"].get(claim.type)
    return fields | ({"regions": place} if place else {}) | {"sectors": sector or claim.type}


def _tags(kind: str, claim: Any) -> list[str]:
    """Taxonomies and galaxies of a claim; a recalled case has none, as they would be read as the event's."""
    if claim.background:
        return []
    if kind == "attributions":
        found = [words("misp")["certainty"].get(claim.certainty), words("misp")["responsibility"].get(claim.responsibility)]
        return [tag for tag in found if tag] + [tag for group in claim.groups for tag in _cluster("groups", group.id)]
    if kind == "victims":
        return _cluster("states", claim.country or "")
    if kind == "techniques":
        return _cluster("techniques", words("stix")["techniques"].get(claim.type, {}).get("attack", ""))
    return []
