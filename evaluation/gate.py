"""The gate: no figure of the evaluation may fall below its floor in ``baseline.json``.

usage: python -m evaluation.gate            print the tables and check the floors (``make score``)
       python -m evaluation.gate --pin      raise the floors to the present figures; no floor is lowered
       python -m evaluation.gate --repin WHY   set the floors anew after the documents changed or a measure was given up on purpose

A floor belongs to one state of the documents, named by their hash: changed documents need ``--repin``, and the reason is kept.
Exit codes: 0 all floors hold, 1 some do not.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

from evaluation.corpora import HERE, corpora, corpus_hash, export, golds
from evaluation.score import score, table

BASELINE = HERE / "baseline.json"
DIGITS = 3
"""Decimals a floor is kept with, rounded down."""

Figures = dict[str, dict[str, float | None]]


def measure(corpus: str) -> tuple[Figures, str]:
    """The figures of one corpus as it is extracted now, and the printed table."""
    scores = score(export(corpus), golds(corpus))
    return scores.result(), table(scores)


def floors_of(figures: Figures) -> dict[str, dict[str, float]]:
    """Floors that the figures just meet."""
    scale = 10**DIGITS
    return {
        name: {lang: math.floor(value * scale + 1e-9) / scale for lang, value in row.items() if value is not None}
        for name, row in figures.items()
    }


def falls(figures: Figures, floors: dict[str, dict[str, float]]) -> list[str]:
    """Every figure below its floor, as a line."""
    found = []
    for name, row in floors.items():
        for lang, floor in row.items():
            value = figures.get(name, {}).get(lang)
            if value is None or value < floor - 1e-9:
                found.append(f"{name} {lang}: {'nothing' if value is None else f'{value:.4f}'}, floor {floor}")
    return found


def raised(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The higher of two floors everywhere."""
    found: dict[str, dict[str, float]] = {}
    for name in sorted(old | new):
        one, two = old.get(name, {}), new.get(name, {})
        found[name] = {lang: max(one.get(lang, 0.0), two.get(lang, 0.0)) for lang in sorted(one | two)}
    return found


def baseline() -> dict[str, Any]:
    """The pinned floors by corpus; empty before the first pinning."""
    return dict(json.loads(BASELINE.read_text(encoding="utf-8"))) if BASELINE.exists() else {}


def check(corpus: str, figures: Figures, pinned: dict[str, Any]) -> list[str]:
    """Why this corpus does not pass, a line each; nothing when it does."""
    if corpus not in pinned:
        return [f"{corpus}: no floors are pinned; python -m evaluation.gate --pin"]
    if pinned[corpus]["corpus"] != corpus_hash(corpus):
        return [f"{corpus}: the documents changed since the floors were pinned; python -m evaluation.gate --repin 'why'"]
    return [f"{corpus}: {line}" for line in falls(figures, pinned[corpus]["floors"])]


def pin(corpus: str, figures: Figures, pinned: dict[str, Any], why: str | None) -> dict[str, Any]:
    """The new entry of one corpus: with ``why`` set anew, else only raised."""
    new, old = floors_of(figures), pinned.get(corpus, {})
    if why is None and old and old["corpus"] != corpus_hash(corpus):
        raise SystemExit(f"{corpus}: the documents changed; pin with --repin and the reason")
    floors = new if why is not None or not old else raised(old["floors"], new)
    reasons = [*old.get("reasons", []), *([why] if why else [])]
    return {"corpus": corpus_hash(corpus), "floors": floors, "reasons": reasons}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="raise the floors to the present figures")
    parser.add_argument("--repin", metavar="WHY", help="set the floors anew and keep the reason")
    args = parser.parse_args(argv)
    pinned, failed = baseline(), []
    for corpus in corpora():
        figures, printed = measure(corpus)
        print(f"{corpus}\n{printed}\n")
        if args.pin or args.repin:
            pinned[corpus] = pin(corpus, figures, pinned, args.repin)
        failed += check(corpus, figures, pinned)
    if args.pin or args.repin:
        Path(BASELINE).write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print("\n".join(failed) or "all floors hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
