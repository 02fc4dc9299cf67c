"""Documents a second and peak memory of ``build``, beside the floor of the same work: reading the files, and trafilatura alone.

usage: python benchmarks/build.py [--documents 5000] [--jobs 1]

The relevant evaluation documents are repeated into a temporary folder, each copy with a number of its own at its end: copies are near
duplicates, every one of them is read, cleaned and extracted, and then found to be a copy.
Every measurement runs in a process of its own and counts processor time (its workers' too), so that what else the machine does matters
little: the rates are those of one core. Prints ratios: they mean the same on every machine, seconds do not.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "evaluation" / "gold"
AIM_RATE, AIM_MEMORY = 100, 500


def corpus(folder: Path, number: int, suffix: str) -> None:
    """Fill ``folder`` with ``number`` documents."""
    texts = [path.read_text(encoding="utf-8") for path in relevant(suffix)]
    for index in range(number):
        (folder / f"{index:05}{suffix}").write_text(f"{texts[index % len(texts)]}\n\nDocument {index}.\n", encoding="utf-8")


def relevant(suffix: str) -> list[Path]:
    """The evaluation documents that have claims."""
    golds = [(path.parent, json.loads(line)) for path in sorted(CORPUS.glob("*/gold*.jsonl")) for line in path.read_text().splitlines()]
    found = (folder / f"{gold['id']}{suffix}" for folder, gold in golds if gold["relevant"])
    return sorted(path for path in found if path.exists())


def floor_read(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        path.read_bytes().decode("utf-8", "replace")


def floor_trafilatura(folder: Path) -> None:
    import trafilatura

    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        trafilatura.extract(text if path.suffix == ".html" else f"<html><body><article><p>{text}</p></article></body></html>")


def build(folder: Path, jobs: int) -> None:
    import demarche

    demarche.build([str(folder)], str(folder.parent / "bench.db"), jobs=jobs)


def measure(work: str, folder: Path, jobs: int) -> dict[str, float]:
    """Processor seconds and peak memory (MB, of the largest process) of one piece of work in a process of its own."""
    out = subprocess.run(
        [sys.executable, __file__, "--work", work, "--folder", str(folder), "--jobs", str(jobs)], check=True, capture_output=True, text=True
    )
    return dict(json.loads(out.stdout.splitlines()[-1]))


def run(work: str, folder: Path, jobs: int) -> None:
    steps: dict[str, Callable[[], None]] = {
        "read": lambda: floor_read(folder),
        "trafilatura": lambda: floor_trafilatura(folder),
        "build": lambda: build(folder, jobs),
    }
    before = processor_seconds()
    steps[work]()
    seconds = processor_seconds() - before
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1024}))


def processor_seconds() -> float:
    """Processor time of this process and of its workers that have ended."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def report(suffix: str, number: int, jobs: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        corpus(folder, number, suffix)
        figures = {work: measure(work, folder, jobs) for work in ("read", "trafilatura", "build")}
        again = measure("build", folder, jobs)
    rate = number / figures["build"]["seconds"]
    print(f"{suffix[1:]}: {number} documents, {jobs} job{'s' if jobs > 1 else ''}")
    print(f"  build        {rate:8.0f} documents/s, {figures['build']['megabytes']:.0f} MB at most (aims: {AIM_RATE}/s, {AIM_MEMORY} MB)")
    for work in ("trafilatura", "read"):
        ratio = figures["build"]["seconds"] / figures[work]["seconds"]
        print(f"  {work:12} {number / figures[work]['seconds']:8.0f} documents/s: build takes {ratio:.1f} times as long")
    faster = figures["build"]["seconds"] / again["seconds"]
    print(f"  build again  {number / again['seconds']:8.0f} documents/s: {faster:.1f} times as fast as the first")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        run(args.work, args.folder, args.jobs)
    else:
        for suffix in (".txt", ".html"):
            report(suffix, args.documents, args.jobs)


if __name__ == "__main__":
    main()
