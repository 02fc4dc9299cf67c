#!/usr/bin/env python3
"""How many wanted claims a precise construction reaches, whatever the weights: what work on engine and lexicon is measured by in seconds.

A claim of gold is ``reached`` where some place proposes it by a construction that links who and whom, ``vague`` where they only stand
near each other, ``none`` where nothing proposes it; ``wrong`` are proposals of precise constructions that gold does not have, which the
learned tables have to tell from the others. --list prints each that is missed, and each wrong one with its sentence.

usage: tools/reach.py [--lang LANG] [--kind attribution] [--set gold --set written] [--cache FILE] [--list]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.examples import Example, key_of, labelled, readable, wanted

from demarche.claims.candidate import Place

KINDS = ("attribution", "group", "denial", "response", "victim")
SETS = ["gold", "written", "written2", "written3", "fresh", "fresh2", "fresh3", "fresh4", "fresh5", "fresh6", "notes"]
IMPLIED = "idea."
VAGUE = frozenset({"near", "voice", "anywhere", "document", "home", "far", "other"})
"""Parts of a place's rule that say no more than that a name stands somewhere."""


def precise(place: Place) -> bool:
    """Whether no part of the place's rule is vague, and it is no answer that a mere idea implies."""
    return not place.rule.startswith(IMPLIED) and VAGUE.isdisjoint(place.rule.replace("-accused", "").replace("passive-", "").split("/"))


def reach(example: Example, kind: str) -> Iterator[tuple[str, object, str]]:
    """Outcome, key and sentence of each wanted claim of ``kind``, and of each wrong proposal."""
    required, tolerated = wanted(kind, example.gold)
    places: dict[object, list[Place]] = defaultdict(list)
    for candidate in example.candidates[kind]:
        places[key_of(kind, candidate.key)] += candidate.places
    for key in required:
        found = places.get(key, [])
        yield "reached" if any(map(precise, found)) else "vague" if found else "none", key, ""
    text = example.reading.note.document.text
    for key, found in places.items():
        sure = next((place for place in found if precise(place)), None)
        if sure is not None and key not in required and key not in tolerated:
            yield "wrong", key, f"[{sure.rule}] {' '.join(text[sure.start : sure.end].split())}"


def tell(counts: dict[tuple[str, str], Counter[str]]) -> None:
    """A line a kind and language."""
    print(f"{'kind':12} lang {'reached':>16} {'vague':>6} {'none':>6} {'wrong':>6}")
    for (kind, lang), found in sorted(counts.items()):
        total = found["reached"] + found["vague"] + found["none"]
        share = found["reached"] / max(1, total)
        print(f"{kind:12} {lang:4} {found['reached']:6} of {total:6} {share:5.3f} {found['vague']:6} {found['none']:6} {found['wrong']:6}")


def measured(rows: Iterable[Example], kinds: Iterable[str], listing: bool) -> dict[tuple[str, str], Counter[str]]:
    """The outcomes of ``kinds`` by kind and language; each miss and each wrong proposal is printed where ``listing``."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in rows:
        for kind in kinds:
            for outcome, key, sentence in reach(example, kind):
                counts[kind, example.gold["lang"]][outcome] += 1
                if listing and outcome != "reached":
                    print(example.gold["id"], kind, outcome, key, sentence, sep=" | ")
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lang")
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--set", action="append", dest="sets")
    parser.add_argument("--cache", type=Path, help="keep the cleaned documents in this file between runs")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    pairs = readable(args.sets or SETS, args.cache, args.lang)
    tell(measured((labelled(gold, document) for gold, document in pairs), args.kind or KINDS, args.list))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
