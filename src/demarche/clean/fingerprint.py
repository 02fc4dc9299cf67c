"""What a text can be recognised by: its words, its five-word sequences, and a few of these that stand for all."""

from __future__ import annotations

import hashlib
import heapq
import re
from dataclasses import dataclass
from zlib import crc32

from demarche.model import Document

WORDS = re.compile(r"\w+")
SHINGLE = 5
"""Words in a sequence: shorter ones are shared by all reports on one press release, longer ones break at every edit."""
LOWEST = 16
"""Sequences that stand for a text: those with the lowest hashes, so that texts that share many sequences share some of these (bottom-k
sketch; Broder 1997). Two texts of which one contains the other, at the least likeness that counts, share fewer than two once in
six hundred times."""
WORDING_BYTES = 8


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``wording`` is a hash of the text's words, equal for exact copies; ``keys`` are the hashes of ``LOWEST`` sequences."""

    wording: int
    keys: frozenset[int]


def fingerprint(document: Document) -> Fingerprint:
    """The fingerprint of a document's text without its title; case, punctuation and white space do not count."""
    words = normalised(body_of(document))
    digest = hashlib.sha256(" ".join(words).encode()).digest()[:WORDING_BYTES]
    return Fingerprint(int.from_bytes(digest, "big", signed=True), frozenset(heapq.nsmallest(LOWEST, shingles(words))))


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
