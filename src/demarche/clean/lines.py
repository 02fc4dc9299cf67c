"""What a line looks like, whatever it says: a sentence, a menu, a counter, a table row."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
CLOSERS = "\"'”“’‘»«)]›*_ "
TERMINAL = ".!?…"
JUNK_BEFORE = " \t>»›▶►•·*|#→✓+«–—-"
JUNK_AFTER = " \t>»›▶►•·*|→«:…-"
COUNT = re.compile(r"(?:\(\d[\d.,]{0,8}\)|(?<![\w.,])\d[\d.,]{0,8})$")
LEADING_COUNT = re.compile(r"\d[\d.,]{0,8}\s(?=[^\s]+$)")
MAX_FOLDED = 300
"""Characters of a line that word lists look at."""
HEADLINE_BAR = re.compile(r"\s[|•·]\s")
MIN_PROSE_WORDS = 8
"""A line with fewer words that ends like a sentence may still be a headline, a label or a speaker's short answer."""
LONG_WORDS = 30
SEPARATORS = re.compile(r"\s[|•·‖›»>/–—]\s|\s?[|•·]\s?|\s{2,}|\t")
ACCENTED = [chr(code) for code in range(0xC0, 0x180) if len(unicodedata.normalize("NFD", chr(code))) == 2]
PLAIN = str.maketrans("’‘‚“”„«»" + "".join(ACCENTED), "'''" + '"' * 5 + "".join(unicodedata.normalize("NFD", char)[0] for char in ACCENTED))
"""One character for one: straight quotation marks, no accents (pages in capitals drop them: "A LIRE EGALEMENT")."""
HEADLINE_WORDS = 4


def words(text: str) -> list[str]:
    """The words of a line."""
    return WORD.findall(text)


@lru_cache(maxsize=256)
def word_count(text: str) -> int:
    """How many words a line has; several questions about it ask for that."""
    return len(words(text))


def ends_sentence(text: str) -> bool:
    """True where the line ends as a sentence does, closing quotation marks and brackets apart."""
    bare = text.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in TERMINAL


def is_prose(text: str) -> bool:
    """True for running text: sentences, not labels, headlines or menus."""
    count = word_count(text)
    if ends_sentence(text):
        return count >= MIN_PROSE_WORDS
    return count >= LONG_WORDS and len(HEADLINE_BAR.split(text)) < 3


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """``text`` without case, accents and curly quotation marks, character for character (but for a handful that grow in lower case)."""
    return text.translate(PLAIN).lower()


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A line as word lists compare it: ``plain``, without bullets, arrows, counts and closing marks at its ends."""
    line = plain(text[:MAX_FOLDED]).lstrip(JUNK_BEFORE).rstrip(JUNK_AFTER)
    bare = COUNT.sub("", LEADING_COUNT.sub("", line, count=1) if line[:1].isdigit() else line)
    return bare.lstrip(JUNK_BEFORE).rstrip(JUNK_AFTER) or line


def segments(text: str) -> list[str]:
    """The parts of a line between bars, bullets, arrows and wide gaps."""
    return [part for part in (piece.strip() for piece in SEPARATORS.split(text)) if part]


SLASH = re.compile(r"\s/\s")
LOWER_WORD = re.compile(r"(?<![^\W_])[a-zß-ÿ]{5,}")
NOT_HEADLINE = re.compile(r"[-–•*(\[>]|[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9 .()/]{2,40}:\s|\d+[.):]|.{0,40}(?:@|\d{5}|\bwww\.)")
MAX_HEADLINE_WORDS = 22


def is_headline_row(text: str) -> bool:
    """True for several headlines in one line, apart by bars, or by slashes after a short announcement."""
    if len(HEADLINE_BAR.split(text)) >= 3:
        return True
    label, sign, rest = text.partition(":")
    return bool(sign) and len(words(label)) <= 3 and len(SLASH.split(rest)) >= 3


def is_headline_like(text: str) -> bool:
    """True for a line that could be another article's headline: some words, one of them ordinary, no sign of a sentence or address."""
    count = word_count(text)
    if not HEADLINE_WORDS <= count <= MAX_HEADLINE_WORDS or text.rstrip()[-1:] in ".;,:" or NOT_HEADLINE.match(text):
        return False
    return bool(LOWER_WORD.search(text)) or text.rstrip()[-1:] == "?"


CAPITALISED = re.compile(r"[A-ZÀ-Þ0-9+&|·•-]")
GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
MIN_NAMES = 5
MIN_GLUED = 3
MOSTLY = 0.8


def is_name_row(text: str) -> bool:
    """True for a row of page names that nothing but their capitals gives away: "Hefte Exil Literatur Spenden", "NieuwsReviewsForum"."""
    parts = text.split()
    glued = [len(GLUED.findall(part)) for part in parts]
    if max(glued, default=0) >= MIN_GLUED or sum(map(bool, glued)) > len(parts) / 2:
        return True
    if len(parts) < MIN_NAMES or text.isupper() or not (text[-1:].isalnum() or text[-1:] in "°%"):
        return False
    return all(CAPITALISED.match(part) for part in parts) and not any(sign in text for sign in (*",:;\"'“„«", " - ", " – "))


def mostly_names(text: str) -> bool:
    """True for four or more words of which nearly all are capitalised."""
    parts = [part for part in text.split() if part[0].isalpha()]
    return len(parts) >= MIN_NAMES - 1 and sum(part[0].isupper() for part in parts) >= MOSTLY * len(parts)
