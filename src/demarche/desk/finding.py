"""Searching: which documents match, which pass the facets, how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from demarche.desk.asked import Asked
from demarche.verbs.opened import Opened
from demarche.verbs.overview import DocumentHead, Overview

PER_PAGE = 20
FACETS = ("lang", "year", "accused", "accuser", "kind", "certainty")
MOST = 8
"""Values shown of each facet."""
NEWEST, TRAITS = "newest", "traits"
"""Under which these are remembered."""


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """A search as its address says it."""

    q: str = ""
    lang: str = ""
    year: str = ""
    accused: str = ""
    accuser: str = ""
    kind: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """``documents`` are all that pass, best first; ``facets`` the values that the other filters leave, with their numbers."""

    documents: list[str]
    facets: dict[str, list[tuple[str, int]]]


def results(opened: Opened, query: Query) -> Results:
    """Look through the record. Without words, all documents, the newest first."""
    return opened.remember(query, lambda record: _results(opened, record, query))


def _results(opened: Opened, record: Overview, query: Query) -> Results:
    matching = [id for id in opened.search(query.q) if id in record.documents] if query.q else opened.remember(NEWEST, newest)
    traits: dict[str, Traits] = opened.remember(TRAITS, all_traits)
    chosen = {name: getattr(query, name) for name in FACETS if getattr(query, name)}
    passing = _passing(matching, traits, chosen)
    return Results(passing, {name: _counted(name, _besides(name, matching, passing, traits, chosen), traits) for name in FACETS})


def newest(record: Overview) -> list[str]:
    """Relevant documents, the newest first."""
    ordered = sorted(record.documents.values(), key=lambda head: (head.published or "", head.id), reverse=True)
    return [head.id for head in ordered if head.relevant]


Traits = dict[str, tuple[str, ...]]


def all_traits(record: Overview) -> dict[str, Traits]:
    """The values of each document for the facets."""
    return {id: _traits(record, head) for id, head in record.documents.items()}


def _traits(record: Overview, head: DocumentHead) -> Traits:
    claims = record.by_document.get(head.copy_of or head.id, ())
    attributions = [claim for claim in claims if claim.kind == "attributions"]
    return {
        "lang": (head.lang,),
        "year": (head.published[:4],) if head.published else (),
        "accused": tuple({claim.to for claim in attributions if claim.to}),
        "accuser": tuple({claim.by for claim in attributions if claim.by}),
        "kind": tuple({claim.kind for claim in claims}),
        "certainty": tuple({claim.certainty for claim in attributions if claim.certainty}),
    }


def _passing(matching: list[str], traits: dict[str, Traits], chosen: Mapping[str, str]) -> list[str]:
    for name, value in chosen.items():
        matching = [id for id in matching if value in traits[id][name]]
    return matching


def _besides(name: str, matching: list[str], passing: list[str], traits: dict[str, Traits], chosen: Mapping[str, str]) -> list[str]:
    """What passes the other facets, so that the values of this one can be exchanged."""
    return _passing(matching, traits, {key: value for key, value in chosen.items() if key != name}) if name in chosen else passing


def _counted(name: str, documents: list[str], traits: dict[str, Traits]) -> list[tuple[str, int]]:
    counted = Counter(value for id in documents for value in traits[id][name])
    most = sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return sorted(most, reverse=True) if name == "year" else most
