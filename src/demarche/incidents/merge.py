"""Documents with their claims to incidents. Pure: the same documents and judgements give the same incidents in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from demarche.incidents.assemble import assemble
from demarche.incidents.block import blocks, pairs
from demarche.incidents.cluster import cluster
from demarche.incidents.features import WEIGHTS, features, score
from demarche.incidents.link import Links, link
from demarche.incidents.node import Node, node
from demarche.incidents.profile import Profile
from demarche.incidents.recalled import document_of
from demarche.incidents.together import decided, joined
from demarche.model import Incident, Judgement, Member, Reading

CLEAR = 0.5
"""By how much a recalled case must fit one incident better than any other; with two left, it is told of neither."""


def merge(documents_with_claims: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> list[Incident]:
    """The incidents of all relevant documents that are no copies, ascending by id.

    Merge and split judgements on two document ids win over every feature.
    """
    made = (node(reading) for reading in documents_with_claims if reading.duplicate is None)
    nodes = {one.id: one for one in made if one is not None}
    compared = pairs(blocks({id: one.keys for id, one in nodes.items()}).values())
    return grouped(nodes, nodes.keys(), link(nodes, compared, decided(judgements)))


def grouped(nodes: Mapping[str, Node], ids: Collection[str], links: Links) -> list[Incident]:
    """The incidents of these documents, ascending by id; ``links`` are all there are among them."""
    within = {pair: value for pair, value in links.scores.items() if pair[0] in ids and pair[1] in ids}
    groups = joined(cluster(ids, within), links.decisions)
    aside = _aside(nodes, groups, links)
    return [assemble([nodes[id].part for id in group], [*_reporting(group, nodes), *aside[group]]) for group in groups]


def _reporting(group: Sequence[str], nodes: Mapping[str, Node]) -> list[Member]:
    """The documents of a group, each with the features that join it to its nearest fellow, strongest first."""
    return [Member(id, why=_reason(nodes[id].own, [nodes[other].own for other in group if other != id])) for id in group]


def _reason(one: Profile, fellows: Iterable[Profile]) -> tuple[str, ...]:
    shown = (features(one, other) for other in fellows)
    nearest = max(shown, key=lambda found: (score(found), sorted(found)), default={})
    gains = {name: WEIGHTS[name] * value for name, value in nearest.items() if WEIGHTS[name] > 0}
    return tuple(sorted(gains, key=lambda name: (-gains[name], name)))


def _aside(nodes: Mapping[str, Node], groups: Iterable[tuple[str, ...]], links: Links) -> dict[tuple[str, ...], list[Member]]:
    """For each group, the documents that only recall what it reports, by id."""
    home = {id: group for group in groups for id in group}
    fits: dict[str, dict[tuple[str, ...], tuple[float, str]]] = defaultdict(dict)
    for (case, id), value in links.recalls.items():
        if id in home:
            fits[case][home[id]] = max(fits[case].get(home[id], (0.0, "")), (value, id))
    found: dict[tuple[str, ...], dict[str, Member]] = defaultdict(dict)
    cases = {case.id: case for one in nodes.values() for case in one.recalled}
    for case, values in sorted(fits.items()):
        group, nearest = _clearest(values)
        document = document_of(case)
        if group is not None and document not in group:
            found[group].setdefault(document, Member(document, False, _reason(cases[case], [nodes[nearest].own])))
    return defaultdict(list, {group: sorted(members.values(), key=lambda one: one.document_id) for group, members in found.items()})


def _clearest(values: Mapping[tuple[str, ...], tuple[float, str]]) -> tuple[tuple[str, ...] | None, str]:
    """The group that fits a recalled case best and its nearest document, None when another one fits nearly as well."""
    (group, (value, nearest)), *others = sorted(values.items(), key=lambda item: (-item[1][0], item[0]))
    return (None if others and value - others[0][1][0] < CLEAR else group), nearest
