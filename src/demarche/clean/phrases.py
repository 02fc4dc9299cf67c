"""The words by which pages mark what is foreign, compiled from ``data/clean/<language>.yml``. All languages at once: pages mix them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from demarche.clean.lines import folded, is_prose, plain, words
from demarche.clean.words import languages, load

MAX_OPENER_WORDS = 7
NOISE_SHARE = 0.35
"""Part of a line that a phrase must make up to condemn it alone: "Datenschutz" in a footer does, in a headline it does not."""
STRONG_SHARE = 0.2
"""The same for a phrase that hardly stands anywhere but in such lines, when it stands in a sentence of some length."""
SHORT_NOISE_WORDS = 12
MAX_NOISE_WORDS = 45
"""A longer paragraph is never noise for one phrase in it."""
POINTERS = frozenset("→►▶»>")
LEAD_SIGN = re.compile(r"\s*[:|▶►→•>»]|\s+[.–—-]\s|\.\s")
LEAD_CAPITAL = re.compile(r"\s*(?=[\"'“”„‘«»(A-ZÀ-Þ0-9])")


class Label(NamedTuple):
    """Why a line is foreign and what it does: ``noise`` goes alone, ``teaser`` goes alone, ``list`` and ``section`` open a stretch."""

    kind: str
    reason: str


class Lexicon(NamedTuple):
    exact: dict[str, Label]
    starts: dict[str, tuple[tuple[str, Label], ...]]
    weak_leads: dict[str, tuple[tuple[str, Label], ...]]
    strong_leads: dict[str, tuple[tuple[str, Label], ...]]
    contained: ahocorasick_rs.AhoCorasick
    contained_labels: tuple[tuple[str, Label, bool], ...]
    more: frozenset[str]
    navigation: frozenset[str]
    rubrics: frozenset[str]
    read_more: tuple[str, ...]
    tickers: frozenset[str]
    agencies: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """All word lists of cleaning, ready to match."""
    data = [load(code) for code in languages()]
    exact: dict[str, Label] = {}
    starts: list[tuple[str, Label]] = []
    held: list[tuple[str, Label, bool]] = []
    for table in data:
        for name, label in (("list_openers", Label("list", "related")), ("section_openers", Label("section", "related"))):
            exact.update(dict.fromkeys(map(folded, table[name].get("exact", ())), label))
            starts.extend((plain(phrase), label) for phrase in table[name].get("start", ()))
        for reason, group in table["noise"].items():
            label = Label("section" if group.get("section") else "noise", reason)
            for phrase in group.get("exact", ()):
                exact.setdefault(folded(phrase), label)
            starts.extend((plain(phrase), label) for phrase in group.get("start", ()))
            held.extend((plain(phrase), Label("noise", reason), False) for phrase in group.get("any", ()))
            held.extend((plain(phrase), Label("noise", reason), True) for phrase in group.get("strong", ()))
    teaser = Label("teaser", "related")
    return Lexicon(
        exact, _by_first_word(starts),
        _by_first_word((phrase, teaser) for phrase in _leads(data, "weak")),
        _by_first_word((phrase, teaser) for phrase in _leads(data, "strong")),
        ahocorasick_rs.AhoCorasick([phrase for phrase, _, _ in held]), tuple(held),
        frozenset(_all(data, "section_openers", "more")), frozenset(_all(data, "navigation")), frozenset(_all(data, "rubrics")),
        tuple(_all(data, "read_more")), frozenset(mark for table in data for mark in table["tickers"]), frozenset(_all(data, "agencies")),
    )  # fmt: skip


def _leads(data: list[dict[str, Any]], strength: str) -> Iterator[str]:
    """Phrases before a teaser's headline. A single word is never strong: it may begin a headline of the article's own."""
    for name in ("weak", "strong"):
        for phrase in _all(data, "teaser_leads", name):
            if strength == ("strong" if name == "strong" and " " in phrase else "weak"):
                yield phrase


def _all(data: list[dict[str, Any]], *path: str) -> Iterator[str]:
    for table in data:
        value: Any = table
        for name in path:
            value = value[name]
        yield from map(plain, value)


def _by_first_word(phrases: Iterable[tuple[str, Label]]) -> dict[str, tuple[tuple[str, Label], ...]]:
    table: dict[str, list[tuple[str, Label]]] = {}
    for phrase, label in sorted(phrases, key=lambda pair: -len(pair[0])):
        table.setdefault(_first_word(phrase), []).append((phrase, label))
    return {word: tuple(entries) for word, entries in table.items()}


COPYRIGHT = re.compile(r"\s*(?:©|\(c\)\s+(?:19|20)\d\d|copyright\b[^a-z]*(?:©|(?:19|20)\d\d))", re.I)
FILE = re.compile(r"\b(?:pdf|docx?|xlsx?|zip)\b[^a-z]{1,12}[kmg]i?b\b|\b\d+ downloads\b", re.I)
PLUSES = re.compile(r"\s*\+\+")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
AGENCY_SPLIT = re.compile(r"[\s/,]+")
CRUMB = re.compile(r"\s[>›»]\s")
FIRST_WORD = re.compile(r"[^\W_]+")


def _first_word(text: str) -> str:
    found = FIRST_WORD.search(text)
    return found.group() if found else text[:1]


def label_of(text: str, prose: bool | None = None) -> Label | None:
    """What the words of a line say about it, or None: nothing known."""
    prose = is_prose(text) if prose is None else prose
    line = folded(text)
    count = len(words(line))
    lists = lexicon()
    if not prose or count <= SHORT_NOISE_WORDS:
        found = lists.exact.get(line) or _more(line, lists) or _start(text, line, count, prose, lists)
        if found:
            return found
    return _signed(text) or _lead(text, prose, lists) or _announced(text, prose, lists) or _held(text, count, prose, lists)


def _signed(text: str) -> Label | None:
    """A copyright line, or nothing but an address."""
    if COPYRIGHT.match(text):
        return Label("noise", "footer")
    if PLUSES.match(text) and len(words(text)) <= MAX_NOISE_WORDS:
        return Label("noise", "ad")
    if FILE.search(text) and len(words(text)) <= SHORT_NOISE_WORDS:
        return Label("noise", "downloads")
    return Label("noise", "share") if ADDRESS.fullmatch(text.strip()) else None


def _announced(text: str, prose: bool, lists: Lexicon) -> Label | None:
    """An opener and its list in one line: "Most read: ...", "Lees verder op X: ... / ..."."""
    opener, sign, rest = text.partition(":")
    count = len(words(opener))
    if not sign or not rest.strip() or count > MAX_OPENER_WORDS or (prose and count < 2):
        return None
    line = folded(opener)
    found = lists.exact.get(line) or _start(opener, line, count, False, lists)
    return Label("teaser", "related") if found is not None and found.kind in ("list", "section") and found.reason == "related" else None


def _more(line: str, lists: Lexicon) -> Label | None:
    head, _, tail = line.partition(" ")
    return Label("section", "related") if tail in lists.navigation and head in lists.more else None


def _start(text: str, line: str, count: int, prose: bool, lists: Lexicon) -> Label | None:
    begin = plain(text).lstrip(" >»›▶►•·*|#→-")
    for phrase, label in lists.starts.get(_first_word(line), ()):
        if not _begins(begin, phrase):
            continue
        if label.kind in ("list", "section") and (count > MAX_OPENER_WORDS or prose or text.rstrip()[-1:] in ".!"):
            continue
        if (not prose and (" " in phrase or text.rstrip()[-1:] != ".")) or (" " in phrase and count <= SHORT_NOISE_WORDS):
            return label
    return None


def _begins(line: str, phrase: str) -> bool:
    if not line.startswith(phrase):
        return False
    after = line[len(phrase) : len(phrase) + 1]
    return not after.isalnum() or not phrase[-1].isalnum()


def _lead(text: str, prose: bool, lists: Lexicon) -> Label | None:
    bare = text.lstrip(" >»›▶►•·*|#→-")
    begin = plain(bare)
    word = _first_word(begin)
    for phrase, label in lists.strong_leads.get(word, ()):
        if begin.startswith(phrase) and _introduces(bare, phrase, prose, text[:1] in POINTERS):
            return label
    for phrase, label in lists.weak_leads.get(word, ()) if not prose else ():
        if begin.startswith(phrase) and bare[len(phrase) :].lstrip()[:1] in (":", "|"):
            return Label("weak", label.reason)
    return None


def _introduces(line: str, phrase: str, prose: bool, pointed: bool) -> bool:
    """True where a headline follows the phrase: after a sign, or at once with a capital when the phrase could not begin a sentence."""
    if LEAD_SIGN.match(line, len(phrase)) or pointed:
        return True
    return not prose and " " in phrase and bool(LEAD_CAPITAL.match(line, len(phrase))) and len(line) > len(phrase) + 1


def _held(text: str, count: int, prose: bool, lists: Lexicon) -> Label | None:
    """Noise phrases within the line: in a sentence two of them or one that fills much of it, elsewhere one that is plain enough."""
    if count > MAX_NOISE_WORDS:
        return None
    matches = lists.contained.find_matches_as_indexes(plain(text), overlapping=True)
    strong = [match for match in matches if lists.contained_labels[match[0]][2]]
    if strong and (not prose or count <= SHORT_NOISE_WORDS or _fills(matches, text, STRONG_SHARE)):
        return lists.contained_labels[strong[0][0]][1]
    if not matches or (prose and count > SHORT_NOISE_WORDS):
        return None
    return lists.contained_labels[matches[0][0]][1] if _fills(matches, text, NOISE_SHARE) else None


def _fills(matches: list[tuple[int, int, int]], text: str, share: float) -> bool:
    """True for two phrases apart from each other, or phrases that make up at least ``share`` of the text."""
    ordered = sorted(matches, key=itemgetter(1))
    apart = any(later[1] >= earlier[2] for earlier, later in pairwise(ordered))
    return apart or sum(end - start for _, start, end in matches) >= share * len(text)


def is_ticker(text: str) -> bool:
    """True for a line that begins with a live or breaking mark in capitals."""
    return any(text.startswith(mark + " ") for mark in lexicon().tickers)


def is_agency(text: str) -> bool:
    """True for a line that names news agencies and nothing else ("ATS/AFP")."""
    tokens = [token for token in AGENCY_SPLIT.split(plain(text).strip(" ()-–")) if token]
    return 0 < len(tokens) <= 4 and all(token in lexicon().agencies for token in tokens)


def is_menu(text: str, parts: list[str]) -> bool:
    """True for a row of page names: short parts between bars, or mostly words of navigation."""
    tokens = words(plain(text))
    if text.count(" - ") >= 3 and len(tokens) <= 2 * (text.count(" - ") + 1):
        return True
    if len(parts) >= 3 and len(tokens) <= 4 * len(parts) and not is_prose(text):
        return True
    if len(parts) == 2 and CRUMB.search(text) and len(tokens) <= 6:
        return True
    known = sum(token in lexicon().navigation for token in tokens)
    return (len(tokens) >= 3 and known >= len(tokens) / 2 and known >= 2) or (known >= 3 and known >= 0.4 * len(tokens))


def has_read_more(text: str) -> bool:
    """True where a paragraph ends in "read more": the start of another article."""
    line = folded(text)
    return any(line.endswith(phrase) for phrase in lexicon().read_more)
