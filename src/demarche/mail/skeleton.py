"""Confusable characters: UTS 39 skeletons, and a coarser form that also folds accents and letter groups that look alike.

The character table comes from the package ``confusable_homoglyphs`` (MIT), which carries Unicode's confusables.txt (UTS 39).
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from demarche.errors import MissingExtraError
from demarche.mail.data import load

MARKS = "\u200e\u200f"
CLASSES = str.maketrans({"l": "i", "1": "i", "|": "i", "0": "o"})


@lru_cache(maxsize=1)
def _prototypes() -> dict[str, str]:
    """Each character's prototype. The table pairs every confusable with its prototype both ways; the prototype is the one with more
    partners.

    Raises ``MissingExtraError`` without the package that carries the table.
    """
    spec = find_spec("confusable_homoglyphs")
    if spec is None or not spec.origin:
        raise MissingExtraError("look-alike domains need Unicode's table of confusable characters", "pip install 'demarche[mail]'")
    table = json.loads((Path(spec.origin).parent / "confusables.json").read_text(encoding="utf-8"))
    partners = {key.strip(MARKS): [row["c"].strip(MARKS) for row in rows] for key, rows in table.items()}
    found = {}
    for character, others in partners.items():
        if len(character) == 1 and len(others) == 1 and _is_source(character, others[0], len(partners.get(others[0], ()))):
            found[character] = others[0]
    return found


def _is_source(character: str, other: str, other_partners: int) -> bool:
    if other_partners > 1 or len(other) > 1:
        return True
    return not character.isascii() if other.isascii() != character.isascii() else character > other


@lru_cache(maxsize=1)
def _strokes() -> dict[int, str]:
    return {ord(letter): plain for plain, letters in load("patterns")["strokes"].items() for letter in letters}


@lru_cache(maxsize=32768)
def skeleton(text: str) -> str:
    """The UTS 39 skeleton of ``text``: two texts with the same skeleton look the same in common fonts. Case is folded first and last.

    Source: Unicode Technical Standard 39, section 4.
    """
    mapped = text
    for _ in range(2):
        mapped = "".join(_prototype(c) for c in unicodedata.normalize("NFD", mapped)).casefold()
    return unicodedata.normalize("NFD", mapped)


def _prototype(character: str) -> str:
    """Plain capitals count as small letters; a foreign letter whose capital is confusable counts too, since hosts are lower-cased on the
    way."""
    if character.isascii():
        character = character.lower()
    table = _prototypes()
    return table.get(character) or (table.get(character.upper(), character) if not character.isascii() else character)


@lru_cache(maxsize=32768)
def fold(text: str, groups: bool = True) -> str:
    """A coarser skeleton: accents dropped, strokes undone, i/l/1 and o/0 as one, and ``rn`` as ``m``; with ``groups`` also ``vv``, ``cl``
    and
    their like as the one letter they look like."""
    decomposed = unicodedata.normalize("NFD", text.translate(_strokes()))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = "".join(c for c in skeleton(plain) if not unicodedata.combining(c)).translate(_strokes()).replace("rn", "m")
    for written, seen in _sequences() if groups else ():
        plain = plain.replace(written, seen)
    return plain.translate(CLASSES)


def folds(text: str) -> tuple[str, ...]:
    """Both coarse forms of a label, once where they are the same."""
    return tuple(dict.fromkeys((fold(text), fold(text, groups=False))))


@lru_cache(maxsize=1)
def _sequences() -> tuple[tuple[str, str], ...]:
    return tuple((str(written), str(seen)) for written, seen in load("patterns")["visual_sequences"])


@lru_cache(maxsize=1)
def alike() -> frozenset[tuple[str, str]]:
    """Pairs of letters that look alike, both ways round, in folded form."""
    pairs = [(fold(str(a)), fold(str(b))) for a, b in load("patterns")["visual_letters"]]
    return frozenset(pair for a, b in pairs for pair in ((a, b), (b, a)))
