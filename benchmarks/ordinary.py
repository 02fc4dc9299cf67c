#!/usr/bin/env python3
"""False attributions on ordinary news: a sentence at a time, eight together, and eight beside a real accusation.

usage: python benchmarks/ordinary.py [LANG ...] [--quiet]

Prints for every language how many documents get an attribution that nobody makes (aim: at most 1 in 250 sentences) and lists these.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from evaluation.ordinary import JOINED, Outcome, attributions, beside, languages, lines, measure, measure_beside, sentences

AIM = 250
"""One false attribution in so many sentences is let pass."""
WAYS: dict[str, Callable[[str], Outcome]] = {
    "sentences alone": lambda lang: measure(lang),
    f"documents of {JOINED}": lambda lang: measure(lang, JOINED),
    f"documents of {JOINED} beside an accusation": lambda lang: measure_beside(lang),
}


def report(lang: str, way: str, quiet: bool) -> None:
    outcome = WAYS[way](lang)
    print(f"{lang}  {len(outcome.wrong):3} of {outcome.documents} {way} with a false attribution, {outcome.relevant} relevant")
    for line in () if quiet else lines(outcome):
        print(f"    {line}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=languages(), metavar="LANG")
    parser.add_argument("--quiet", action="store_true", help="only the counts")
    args = parser.parse_args()
    for lang in args.languages:
        found = sorted({(entry.by, entry.to or "group") for entry in attributions(beside(lang), lang)[1]})
        said = ", ".join(" -> ".join(pair) for pair in found) or "nothing"
        print(f"{lang}  the accusation alone gives {said}; aim: {len(sentences(lang)) // AIM}")
        for way in WAYS:
            report(lang, way, args.quiet)


if __name__ == "__main__":
    main()
