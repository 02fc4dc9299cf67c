"""How many independent voices there are: copies, agency texts, rewrites and relayed reports speak with the voice they pass on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from demarche.clean.fingerprint import body_of, normalised, shingles
from demarche.incidents.profile import ordinals
from demarche.lexicon import tokenize
from demarche.lexicon.data import read_yaml
from demarche.lexicon.load import languages
from demarche.lexicon.names import NAMES, names
from demarche.model import Reading
from demarche.model.dates import published
from demarche.model.qualification import Independence, Relay

REWRITE = 0.25
"""Part of the smaller text's five-word sequences that stands in the larger, from which one is a rewrite of the other. Two reports of one
press release share below 0.1, copies above 0.85 (see clean/duplicates.py); wire prints edited by newspapers lie between."""
AGENCY_DAYS = 2
"""Days between two texts that credit the same agency, up to which they are taken for the same dispatch."""
EDGE = 400
"""Characters at either end of a document where an agency is credited."""
CREDIT = re.compile(r"[(\[/–—-]\s*([A-Z][\w-]{1,15}(?:\s[A-Z][\w-]{1,15})?)\s*[)\]/–—,-]")


def independence(readings: Iterable[Reading]) -> Independence:
    """The voices among these documents (all tuples sorted) and who relays whom. Copies may be among them."""
    ordered = sorted(readings, key=lambda one: one.document.id)
    relays = sorted(
        {*_copies(ordered), *_agencies(ordered), *_rewrites(ordered), *_outlets(ordered)}, key=lambda r: (r.source, r.target, r.kind)
    )
    return Independence(_voices([one.document.id for one in ordered], relays), tuple(relays))


def _voices(ids: list[str], relays: Iterable[Relay]) -> tuple[tuple[str, ...], ...]:
    """Documents joined by a relay, or by relaying the same outlet or agency, are one voice."""
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for relay in relays:
        one, two = sorted((root(relay.source), root(relay.target)))
        home[two] = one
    groups: dict[str, list[str]] = {}
    for id in ids:
        groups.setdefault(root(id), []).append(id)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def _copies(readings: list[Reading]) -> Iterator[Relay]:
    present = {one.document.id for one in readings}
    for one in readings:
        if one.duplicate is not None and one.duplicate.original_id in present:
            yield Relay(one.document.id, one.duplicate.original_id, "copy")


def _agencies(readings: list[Reading]) -> Iterator[Relay]:
    """Texts that credit the same agency within days of each other pass on one dispatch, named after its first print."""
    credited: dict[str, list[tuple[int, Reading]]] = {}
    for one in readings:
        days = ordinals(published(one.document.published))
        for agency in _credits(one):
            credited.setdefault(agency, []).append((sum(days) // len(days) if days else 0, one))
    for agency, prints in sorted(credited.items()):
        ordered = sorted(prints, key=lambda item: (item[0], item[1].document.id))
        first = 0
        for day, one in ordered:
            if day - first > AGENCY_DAYS or not first:
                first = day
            yield Relay(one.document.id, f"{agency} {first}" if first else agency, "agency")


def _credits(reading: Reading) -> set[str]:
    """Agencies named as the origin at the beginning or end of the text."""
    text = body_of(reading.document)
    found = {match[1] for edge in (text[:EDGE], text[-EDGE:]) for match in CREDIT.finditer(edge)}
    return {_agency_names()[name.casefold()] for name in found if name.casefold() in _agency_names()}


@cache
def _media() -> tuple[tuple[str, str, str], ...]:
    """(name as written, outlet, kind) of every outlet and agency."""
    rows = read_yaml(NAMES / "media.yml")
    return tuple((form, row["name"], row.get("kind", "")) for row in rows for form in (row["name"], *(row.get("aliases") or ())))


@cache
def _agency_names() -> Mapping[str, str]:
    return {form.casefold(): outlet for form, outlet, kind in _media() if kind == "agency"}


@cache
def _sites() -> Mapping[str, str]:
    """What an outlet's host is called without its ending, to the outlet."""
    return {re.sub(r"\W", "", form.casefold()): outlet for form, outlet, _ in _media()}


def _rewrites(readings: list[Reading]) -> Iterator[Relay]:
    own = [one for one in readings if one.duplicate is None]
    prints = {one.document.id: shingles(normalised(body_of(one.document))) for one in own}
    for place, one in enumerate(own):
        for two in own[place + 1 :]:
            if one.document.lang == two.document.lang and _shared(prints[one.document.id], prints[two.document.id]) >= REWRITE:
                yield Relay(two.document.id, one.document.id, "near")


def _shared(one: set[int], two: set[int]) -> float:
    return len(one & two) / (min(len(one), len(two)) or 1)


def _outlets(readings: list[Reading]) -> Iterator[Relay]:
    """A document whose accusing sentences name an outlet passes that outlet on, and so does one that the outlet itself printed."""
    for one in readings:
        host = (urlsplit(one.document.url or "").hostname or "").removeprefix("www.").split(".")[0]
        own = {_sites()[host]} if host in _sites() else set()
        for outlet in sorted(relayed(one) | own):
            yield Relay(one.document.id, outlet, "outlet")


def relayed(reading: Reading) -> set[str]:
    """Outlets (no agencies) that the sentences of its foreground attributions name."""
    found: set[str] = set()
    text, lang = reading.document.text, reading.document.lang
    if lang not in languages():
        return found
    for claim in reading.claims.attributions:
        for quote in claim.quotes if not claim.background else ():
            tokens = tokenize(text, quote.start, quote.end)
            hits = (hit for hit in names(lang).matcher.find(tokens) if tokens[hit.first].raw[0].isupper())
            found |= {name.name for form, name in (hit.entry for hit in hits) if name.type == "media" and form in quote.exact}
    return found - set(_agency_names().values())
