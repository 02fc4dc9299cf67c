"""What a text can be recognised by: a hash of its words, a sample of its five-word sequences, hashes of its paragraphs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from zlib import crc32

from demarche.model import Document

WORDS = re.compile(r"\w+")
SHINGLE = 5
"""Words in a sequence: shorter ones are shared by all reports on one press release, longer ones break at every edit."""
SAMPLE = 8
"""One sequence in so many is kept in the sketch: those whose hash it divides, so the samples of two texts can be compared
(FracMinHash; Irber and others, 2022). Unlike plain MinHash it also shows that a small text is contained in a large one."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``exact`` is the SHA-256 of the text's words, ``sketch`` the sampled sequence hashes, ``paragraphs`` the hashes of its paragraphs."""

    exact: str
    sketch: frozenset[int]
    paragraphs: tuple[int, ...]


def fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of a document's text without its title; case, punctuation and white space do not count."""
    body = body_of(document)
    words = normalised(body)
    exact = hashlib.sha256(" ".join(words).encode()).hexdigest()
    paragraphs = tuple(crc32(" ".join(normalised(part)).encode()) for part in body.split("\n\n") if part.strip())
    return Fingerprint(exact, frozenset(value for value in shingles(words) if value % SAMPLE == 0), paragraphs)


def body_of(document: Document) -> str:
    """The text without its title, or the title where there is nothing else."""
    return document.text[document.title_end :].strip() or document.text


def normalised(text: str) -> list[str]:
    """The words of ``text`` in lower case."""
    return WORDS.findall(text.lower())


def shingles(words: list[str]) -> set[int]:
    """Hashes of every sequence of ``SHINGLE`` words; of the whole where there are fewer."""
    if len(words) < SHINGLE:
        return {crc32(" ".join(words).encode())}
    return {crc32(" ".join(words[index : index + SHINGLE]).encode()) for index in range(len(words) - SHINGLE + 1)}
