"""Print what cleaning made of documents: every block with its fate, the title, the date and its evidence.

usage: python evaluation/inspect_clean.py PATH... [--full] [--removed]
"""

from __future__ import annotations

import argparse

from demarche.clean.choose import choose
from demarche.clean.cleaner import clean
from demarche.clean.html_layout import Page, page_of
from demarche.clean.text_layout import blocks_of
from demarche.intake import decode, read
from demarche.model import Problem, Source

WIDTH = 150


def shorten(text: str, full: bool) -> str:
    """The whole text, or its two ends."""
    return text if full or len(text) <= WIDTH else f"{text[: WIDTH // 2]} ~~ {text[-WIDTH // 3 :]}"


def show(source: Source, full: bool, removed_only: bool) -> None:
    """Print the fate of each block of one document."""
    document = clean(source)
    if isinstance(document, Problem):
        print(f"===== {source.path}: {document.code}: {document.reason}")
        return
    print(f"===== {source.path} [{document.lang}] {document.published} from {document.published_from}: {document.published_words!r}")
    result = decode(source)
    if isinstance(result, Problem):
        return
    page = page_of(result.text) if result.markup == "html" else Page(blocks=blocks_of(result.text, result.wrapped))
    chosen = choose(page, result.text)
    for item in chosen.items:
        mark = "T" if item.block is chosen.title else " "
        if item.reason or not removed_only:
            print(f"{item.reason or '+':>10}{mark}{item.block.tag:>4} {shorten(item.text, full)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--full", action="store_true", help="print blocks in full")
    parser.add_argument("--removed", action="store_true", help="print only what was taken out")
    arguments = parser.parse_args()
    for source in read(arguments.paths):
        if isinstance(source, Source):
            show(source, arguments.full, arguments.removed)


if __name__ == "__main__":
    main()
