#!/usr/bin/env python3
"""Learn the weight tables in ``src/demarche/data/weights`` from the project's own evaluation documents.

Documents of one incident share a fold, so that none is ever scored by weights that saw another document of its incident. Prints the
cross-validated F1 of every kind and, with --write, writes the tables learned from all documents.

usage: tools/train.py [--write|--levels] [--set gold --set written] [--errors KIND] [--lang LANG] [--bands] [--cache FILE] [--only LANG] [--first]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # the matrices are small: threads only wait for each other

import yaml
from training import choice, home, referents, report
from training.examples import ROOT, Example, load, readable
from training.stack import FOLDS, Kind, Stack, cross_validate
from training.thinned import add_thinned

from demarche.annotate.home import home_weights
from demarche.claims.propose import FIRST_LOOK, KINDS

WEIGHTS = ROOT / "src" / "demarche" / "data" / "weights"
SETS = ["gold", "written", "written2", "written3", "fresh", "fresh2", "fresh3", "fresh4", "fresh5", "fresh6", "notes"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--levels", action="store_true", help="write the tables of certainty and responsibility alone")
    parser.add_argument("--set", action="append", dest="sets")
    parser.add_argument("--errors", action="append", default=[])
    parser.add_argument("--lang", help="report on the documents of one language")
    parser.add_argument("--only", help="learn from the documents of one language alone: a quick look at what a change of its words does")
    parser.add_argument("--bands", action="store_true", help="how often candidates of each score band are right")
    parser.add_argument("--cache", type=Path, help="keep the cleaned documents in this file between runs")
    parser.add_argument("--first", action="store_true", help="learn only where documents speak from and whom role nouns stand for")
    args = parser.parse_args()
    if args.first:
        return learn_first(args.sets or SETS, args.cache)
    examples = load(args.sets or SETS, args.cache, args.only)
    thin = add_thinned(examples)
    kinds = [Kind(name, examples) for name in FIRST_LOOK]
    relevance = cross_validate(examples, kinds)
    whole = [e for e in examples if not e.short]
    both = [*whole, *thin]  # new documents lie between those whose words are all known and those without their rare ones
    cut = report.best_cut(both, relevance)
    thresholds = {kind: report.best_threshold(both, kind, lambda e: relevance[id(e)] >= cut) for kind in KINDS}
    told = [e for e in whole if args.lang in (None, e.gold["lang"])]
    tell(told, relevance, cut, thresholds, args)
    print("the same documents with half of their rare forms left out:")
    report.show([e for e in thin if args.lang in (None, e.gold["lang"])], relevance, cut, thresholds)
    for level in report.LEVELS:
        report.show_levels(examples, told, level, errors=level in args.errors)
    if args.write:
        write_all(examples, kinds, {**thresholds, "relevant": cut})
    elif args.levels:
        write_levels(examples)
    return 0


def learn_first(sets: list[str], cache: Path | None) -> int:
    """Write the tables that all others build on, each after the one it builds on itself."""
    pairs = readable(sets, cache)
    for name, kind in (("home", home), ("referents", referents)):
        given = kind.choices(pairs)
        print(f"{name}: {choice.cross_validated(given, kind.PENALTY):.3f} of {len(given)} found, cross-validated")
        write(name, {"weights": choice.learn(given, kind.PENALTY)})
        home_weights.cache_clear()
    return 0


def tell(examples: list[Example], relevance: dict[int, float], cut: float, thresholds: dict[str, float], args: argparse.Namespace) -> None:
    report.show(examples, relevance, cut, thresholds)
    for kind in (k for k in args.errors if k in KINDS):
        report.show_errors(examples, kind, thresholds[kind], lambda e: relevance[id(e)] >= cut)
    if "relevant" in args.errors:
        report.show_relevance_errors(examples, relevance, cut)
    if args.bands:
        report.show_bands(examples)


def write_all(examples: list[Example], kinds: list[Kind], thresholds: dict[str, float]) -> None:
    """Tables from all documents."""
    tables = Stack(examples, kinds, list(range(FOLDS))).run().tables
    for name, looks in tables.items():
        write(name, {**({"threshold": thresholds[name]} if name in thresholds else {}), **looks})
    write_levels(examples)


def write_levels(examples: list[Example]) -> None:
    """Tables of certainty and responsibility, from places that are scored."""
    for level in report.LEVELS:
        write(level, report.learn_level(level, report.level_rows(examples, level)).table())


def write(kind: str, table: dict) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    head = f"# Weights of the {kind} scorer. Written by tools/train.py from the documents under evaluation/; do not edit by hand.\n"
    (WEIGHTS / f"{kind}.yml").write_text(head + yaml.safe_dump(table, sort_keys=True, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
