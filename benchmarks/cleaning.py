"""Cleaning beside an extraction library: pages a second as a ratio, and the slowest of a set of hostile inputs against a limit.

usage: python benchmarks/cleaning.py

Prints ratios: they mean the same on every machine, seconds do not. The limit for hostile input is one second for 100,000 characters.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from demarche.clean import clean
from demarche.intake import decode, read, sources_of
from demarche.model import Problem, Source

ROOT = Path(__file__).resolve().parent.parent
SIZE = 100_000
LIMIT = 1.0
PIECES = (
    "-", ":", "1,", "1.", " | ", '"', "AB", "AB ", "Ab/", "Ab-", "Ab cd ", "www.", "a@", "1 mei ", "1/1/", "(c) ", "copyright", "pdf -",
    ". Lees ook", "5 min ", "vor 5 ", "(", "(a) - ", "A, ", "A. ", " date 2022-07", "aA", "12° ", "_", "a / ", "a > ", "\t", "© ",
    "Lees ook\n", "12 mei 2021\n", "PARIS (AFP) - a\n", "5 min geleden\n", "Foto: ANP\n", "a | b | c\n", "some line\f",
    "<html><body><p ", "<html><body>&a", "<html><body><div>", "<html><body><a href='x>t</a> ", "<html><body><h2>A heading</h2>",
    "<html><body><li>Some headline here today</li>", "<html><article>", "<html><script>", "<html><!-- ",
    '<html><body><p class="aA">', "<html></span></b>",
)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def pages() -> list[Source]:
    """The evaluation pages."""
    folders = [str(ROOT / "evaluation" / name) for name in ("gold", "written") if (ROOT / "evaluation" / name).is_dir()]
    return [item for item in read(folders) if isinstance(item, Source) and item.kind == "html"]


def beside_library(items: list[Source]) -> float:
    """How many times as fast as the library's precise extraction, which gives neither offsets nor language nor date."""
    import trafilatura

    texts = [result.text for result in map(decode, items) if not isinstance(result, Problem)]
    own = seconds(lambda: [clean(item) for item in items])
    library = seconds(lambda: [trafilatura.extract(text, favor_precision=True) for text in texts])
    return library / own


def slowest(pieces: Iterable[str]) -> tuple[float, str]:
    """The longest time that ``SIZE`` characters of one piece take, and the piece."""
    times = []
    for piece in pieces:
        text = "x" + piece * (SIZE // len(piece)) + "y"
        items = [item for item in sources_of(text.encode(), "hostile") if isinstance(item, Source)]
        times.append((seconds(lambda items=items: [clean(item) for item in items]), piece))  # type: ignore[misc]
    return max(times)


def main() -> None:
    items = pages()
    print(f"cleaning {len(items)} pages with offsets, language and date: {beside_library(items):.2f} times as fast as trafilatura alone")
    worst, piece = slowest(PIECES)
    print(f"slowest of {len(PIECES)} hostile inputs of {SIZE:,} characters: {worst / LIMIT:.2f} of the limit, for {piece!r}")


if __name__ == "__main__":
    main()
