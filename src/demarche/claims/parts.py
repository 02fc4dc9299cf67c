"""The halves of two-part claims as candidates of their own: who accuses anybody, who is accused by anybody, which country is a victim.

Whether a state is accused at all is an easier question than by whom, and all sentences that blame it help to answer it.
"""

from __future__ import annotations

from demarche.claims.candidate import Candidate, Place

HALVED = ("attribution", "group", "response", "victim")
ORDER = ("first", "second")
HALVES = tuple(f"{kind}-{half}" for kind in HALVED for half in ORDER)
"""Names of the half kinds: ``attribution-first`` is a claimant, ``attribution-second`` an accused state, and so on."""

Kinds = dict[str, list[Candidate]]


def halves(kinds: Kinds) -> Kinds:
    """The half candidates of all two-part kinds, each with the places of every pair it belongs to."""
    return {f"{kind}-{half}": _half(kinds[kind], at) for kind in HALVED for at, half in enumerate(ORDER)}


def _half(pairs: list[Candidate], at: int) -> list[Candidate]:
    table: dict[str | None, Candidate] = {}
    for pair in pairs:
        half = table.setdefault(pair.key[at], Candidate((pair.key[at],)))
        half.places += [Place(p.start, p.end, p.seen, p.rule) for p in pair.places]
    return list(table.values())
