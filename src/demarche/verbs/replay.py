"""As-of replay: an incident as the record could know it on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from demarche.incidents.assemble import assemble, part_of
from demarche.model import Incident, Reading
from demarche.verbs.asof import AsOf


def known(
    incident: Incident, readings: Iterable[Reading], recorded: Mapping[str, str], as_of: AsOf | None
) -> tuple[Incident, list[Reading]] | None:
    """The incident, as it is cut out today, with only the documents known then; None when there were none. Its id stays."""
    every = list(readings)
    if as_of is None:
        return incident, every
    kept = [one for one in every if as_of.knows(one, recorded.get(one.document.id, ""))]
    own = [one for one in kept if one.duplicate is None] or kept[:1]
    if not own:
        return None
    ids = {one.document.id for one in own}
    made = assemble([part_of(one) for one in own], [member for member in incident.members if member.document_id in ids])
    return _under(incident, made), kept


def _under(incident: Incident, made: Incident) -> Incident:
    return replace(made, id=incident.id, anchor=incident.anchor)
