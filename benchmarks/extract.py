#!/usr/bin/env python3
"""Speed of extraction on one core: relevant and irrelevant documents a second, the cost of each stage, and what the early gate turns away.

usage: python benchmarks/extract.py [--rounds 3]

Relevant documents are those of ``evaluation/`` with claims. Irrelevant ones are eight ordinary sentences each (``evaluation/ordinary``):
``news`` those without a sure word for an attack, as most news is, ``look-alikes`` all of them in file order, three in four documents of
which speak of hackers or attacks on purpose. Processor time, best of the rounds; the aims are 150 relevant and 3,000 irrelevant documents
a second, cleaning apart. Also says whether the gate would drop a relevant document: it must not.
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
from evaluation.ordinary import JOINED, languages  # noqa: E402
from evaluation.ordinary import sentences as ordinary  # noqa: E402

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


def joined(sentences: Callable[[str], list[str]]) -> list[Document]:
    """Documents of ``JOINED`` sentences of each language."""
    texts = [
        (lang, " ".join(lines[at : at + JOINED])) for lang in languages() for lines in [sentences(lang)] for at in range(0, len(lines), JOINED)
    ]
    return [Document(id=f"{at:064x}", path=f"{lang}-{at}", text=text, lang=lang) for at, (lang, text) in enumerate(texts)]


def plain(lang: str) -> list[str]:
    """The ordinary sentences of ``lang`` that the gate turns away when they stand alone."""
    return [sentence for sentence in ordinary(lang) if not may_concern(sentence, lang)]


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
    annotating = seconds(lambda: [annotate(item, item.lang) for item in items], rounds)
    reading = seconds(lambda: [read(item, item.lang) for item in items], rounds)
    proposing = seconds(lambda: [propose(one) for one in readings], rounds)
    judging = seconds(lambda: [judge(one) for one in readings], rounds)
    return {
        "gate": seconds(lambda: [may_concern(item.text, item.lang) for item in items], rounds),
        "annotate": annotating,
        "voices and blame": reading - annotating,
        "candidates": proposing,
        "scoring and building": judging - proposing,
    }


def table(items: list[Document], rounds: int) -> None:
    """Print what each stage costs a document."""
    parts = stages(items, rounds)
    print("stages of a relevant document:")
    for name, spent in parts.items():
        print(f"  {name:22} {1000 * spent / len(items):7.2f} ms {spent / sum(parts.values()):6.0%}")


def gate(relevant: list[Document], irrelevant: list[Document]) -> None:
    """What the early gate turns away."""
    lost = [item for item in relevant if not may_concern(item.text, item.lang)]
    passed = sum(may_concern(item.text, item.lang) for item in irrelevant)
    print(f"gate: lets {passed} of {len(irrelevant)} irrelevant evaluation documents pass")
    print(f"  drops {len(lost)} of {len(relevant)} relevant documents: {', '.join(Path(item.path).name for item in lost) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    sources, names = gold()
    mine = [source for source in sources if Path(source.path).stem in names]
    relevant, rest = cleaned(mine), cleaned([source for source in sources if source not in mine])
    print(f"cleaning (apart) {1000 * seconds(lambda: cleaned(mine), rounds) / len(mine):.2f} ms a relevant document")
    for name, items, aim in (("relevant", relevant, AIM_RELEVANT), ("news", joined(plain), AIM_IRRELEVANT), ("look-alikes", joined(ordinary), 0)):
        spent = seconds(lambda items=items: [extract(item) for item in items], rounds)  # type: ignore[misc]
        length = sum(len(item.text) for item in items) // len(items)
        rate = len(items) / spent
        print(f"{name}: {len(items)} documents of {length:,} characters, {sum(may_concern(item.text, item.lang) for item in items)} pass the gate")
        print(f"  {rate:,.0f} documents/s" + (f" (aim {aim:,}): {rate / aim:.2f} of the aim" if aim else ""))
    table(relevant, rounds)
    gate(relevant, rest)


if __name__ == "__main__":
    main()
