"""False attributions on ordinary news: sentences of ``evaluation/ordinary`` that blame nobody for a cyber-attack.

They are read alone, joined, and beside a real accusation (``ordinary/beside``), where a document is relevant and must still not
blame more than it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demarche.claims import extract
from demarche.model import Attribution, Document

FOLDER = Path(__file__).resolve().parent / "ordinary"
JOINED = 8
"""Sentences of a joined document."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``documents`` read, ``relevant`` ones among them, and for every document with false attributions its text and these."""

    documents: int
    relevant: int
    wrong: tuple[tuple[str, tuple[Attribution, ...]], ...]


def languages() -> list[str]:
    """Languages that have sentences."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def sentences(lang: str) -> list[str]:
    """The sentences of ``lang``, a line each."""
    return FOLDER.joinpath(f"{lang}.txt").read_text(encoding="utf-8").splitlines()


def beside(lang: str) -> str:
    """A short article in which Norway accuses Russia."""
    return FOLDER.joinpath("beside", f"{lang}.txt").read_text(encoding="utf-8")


def documents(lang: str, joined: int = 1) -> list[str]:
    """Documents of ``joined`` sentences each, in file order."""
    lines = sentences(lang)
    return [" ".join(lines[at : at + joined]) for at in range(0, len(lines), joined)]


def measure(lang: str, joined: int = 1) -> Outcome:
    """Every document alone: any attribution is false."""
    return _outcome(documents(lang, joined), lang, frozenset())


def measure_beside(lang: str, joined: int = JOINED) -> Outcome:
    """Every document after a real accusation: any attribution the accusation alone does not make is false."""
    article = beside(lang)
    own = frozenset((entry.by, entry.to) for entry in attributions(article, lang)[1])
    return _outcome([f"{article}\n{text}\n" for text in documents(lang, joined)], lang, own)


def attributions(text: str, lang: str) -> tuple[bool, tuple[Attribution, ...]]:
    """Whether ``text`` is relevant, and its attributions."""
    claims = extract(Document(id="0" * 64, path=lang, text=text, lang=lang))
    return claims.relevant, tuple(claims.attributions)


def _outcome(texts: list[str], lang: str, own: frozenset[tuple[str, str | None]]) -> Outcome:
    read = [(text, *attributions(text, lang)) for text in texts]
    wrong = ((text, tuple(entry for entry in found if (entry.by, entry.to) not in own)) for text, _, found in read)
    return Outcome(len(texts), sum(relevant for _, relevant, _ in read), tuple((text, entries) for text, entries in wrong if entries))


def lines(outcome: Outcome) -> Iterator[str]:
    """The false attributions, a line each: claimant, accused, score, and the words they rest on."""
    for _, entries in outcome.wrong:
        for entry in entries:
            yield f"{entry.by} -> {entry.to or '(group)'} {entry.score:.2f}: {' | '.join(quote.exact for quote in entry.quotes)}"
