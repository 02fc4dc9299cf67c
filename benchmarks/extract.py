#!/usr/bin/env python3
"""Speed of extraction on one core: relevant and irrelevant documents a second, the cost of each stage, and what a prefilter saves.

usage: python benchmarks/extract.py [--rounds 3]

Relevant documents are those of ``evaluation/`` with claims, irrelevant ones are made of eight ordinary sentences (``evaluation/ordinary``).
Processor time, best of the rounds; the aims are 150 relevant and 3,000 irrelevant documents a second, cleaning apart. Also says whether the
prefilter would drop a relevant document: it must not.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from demarche.annotate import annotate  # noqa: E402
from demarche.claims import extract  # noqa: E402
from demarche.claims.extract import judge  # noqa: E402
from demarche.claims.propose import propose  # noqa: E402
from demarche.claims.reading import Reading, read  # noqa: E402
from demarche.clean import clean  # noqa: E402
from demarche.intake import read as intake  # noqa: E402
from demarche.lexicon.prefilter import may_concern  # noqa: E402
from demarche.model import Document, Problem, Source  # noqa: E402
from evaluation.ordinary import JOINED, documents, languages  # noqa: E402

AIM_RELEVANT, AIM_IRRELEVANT = 150, 3000


def gold() -> tuple[list[Source], set[str]]:
    """The sources of all evaluation documents, and the names of those that are relevant."""
    rows = [json.loads(line) for path in sorted(ROOT.glob("evaluation/*/*/gold*.jsonl")) for line in path.read_text().splitlines()]
    folders = sorted({str(path.parent) for path in ROOT.glob("evaluation/*/*/gold*.jsonl")})
    sources = [item for item in intake(folders) if isinstance(item, Source)]
    relevant = {str(row["id"]) for row in rows if row["relevant"]}
    known = {str(row["id"]) for row in rows}
    return [source for source in sources if Path(source.path).stem in known], relevant


def cleaned(sources: list[Source]) -> list[Document]:
    return [item for item in map(clean, sources) if not isinstance(item, Problem)]


def ordinary() -> list[Document]:
    """Ordinary news, eight sentences a document."""
    texts = [(lang, text) for lang in languages() for text in documents(lang, JOINED)]
    return [Document(id=f"{at:064x}", path=f"{lang}-{at}", text=text, lang=lang) for at, (lang, text) in enumerate(texts)]


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor time of ``work``, the best of ``rounds``."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def stages(items: list[Document], rounds: int) -> dict[str, float]:
    """Seconds of each stage of extraction over all ``items``; the first reading fills the caches."""
    readings: list[Reading] = [read(item, item.lang) for item in items]
    whole = seconds(lambda: [extract(item) for item in items], rounds)
    annotating = seconds(lambda: [annotate(item, item.lang) for item in items], rounds)
    reading = seconds(lambda: [read(item, item.lang) for item in items], rounds)
    proposing = seconds(lambda: [propose(one) for one in readings], rounds)
    judging = seconds(lambda: [judge(one) for one in readings], rounds)
    return {
        "annotate": annotating,
        "voices and blame": reading - annotating,
        "candidates": proposing,
        "scoring and building": judging - proposing,
        "extraction": whole,
    }


def table(items: list[Document], rounds: int, cleaning: float) -> float:
    """Print the cost of each stage; return documents a second of extraction."""
    parts = stages(items, rounds)
    if cleaning:
        print(f"  {'clean (apart)':22} {1000 * cleaning / len(items):7.2f} ms")
    for name, spent in parts.items():
        share = f"{spent / parts['extraction']:6.0%}" if name != "extraction" else ""
        print(f"  {name:22} {1000 * spent / len(items):7.2f} ms {share}")
    return len(items) / parts["extraction"]


def passes(items: list[Document]) -> list[Document]:
    return [item for item in items if may_concern(item.text, item.lang)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    sources, names = gold()
    mine = [source for source in sources if Path(source.path).stem in names]
    relevant, rest, plain = cleaned(mine), cleaned([source for source in sources if source not in mine]), ordinary()
    for name, items, aim, spent in (
        ("relevant", relevant, AIM_RELEVANT, seconds(lambda: cleaned(mine), rounds)),
        ("ordinary", plain, AIM_IRRELEVANT, 0.0),
    ):
        length = sum(len(item.text) for item in items) // len(items)
        print(f"{name}: {len(items)} documents of {length:,} characters")
        rate = table(items, rounds, spent)
        print(f"  {rate:,.0f} documents/s (aim {aim:,}): {rate / aim:.2f} of the aim")
    prefilter(relevant, rest, plain, rounds)


def prefilter(relevant: list[Document], rest: list[Document], plain: list[Document], rounds: int) -> None:
    """What asking ``may_concern`` first would save, and what it would lose."""
    lost = [item for item in relevant if not may_concern(item.text, item.lang)]
    passed = passes(plain)
    before = seconds(lambda: [extract(item) for item in plain], rounds)
    after = seconds(lambda: [extract(item) for item in plain if may_concern(item.text, item.lang)], rounds)
    asking = seconds(lambda: passes(plain), rounds)
    print("prefilter:")
    print(f"  lets {len(passed)} of {len(plain)} ordinary and {len(passes(rest))} of {len(rest)} irrelevant evaluation documents pass")
    print(f"  asking alone: {len(plain) / asking:,.0f} documents/s")
    print(f"  asking, then reading: {len(plain) / after:,.0f} documents/s, {before / after:.1f} times the speed without")
    print(f"  drops {len(lost)} of {len(relevant)} relevant documents: {', '.join(Path(item.path).name for item in lost) or 'none'}")


if __name__ == "__main__":
    main()
