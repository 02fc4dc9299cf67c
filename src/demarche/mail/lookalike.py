"""Domains that imitate another: of a news outlet, a government, or the user's own. A resemblance is a hint, never an attribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from demarche.mail.data import load, words
from demarche.mail.skeleton import alike, fold, folds, skeleton
from demarche.mail.urls import ascii_host, below, listed, registrable, split_host, unicode_host

SHORTEST_FOLD = 4
"""Shorter labels (ft, un, bbc) are imitated too easily by chance: for them only characters from outside ASCII count."""
SHORTEST_EDIT = 6
LONG = 8
NARROW = frozenset("ijlrtnm1")
"""Letters whose addition hardly shows; n and m among their own kind."""
NAME_WORD = re.compile(r"[\w'’.-]+")
SHORTEST_TWO_EDITS = 11
"""Two slips in fewer letters hit ordinary words: see the 500 ordinary senders in the tests."""


@dataclass(frozen=True, slots=True)
class Protected:
    """One domain worth imitating. ``label`` is its distinctive part; ``everyday`` an ordinary word, for which fewer rules apply."""

    name: str
    kind: str
    domain: str
    label: str
    suffix: str
    everyday: bool


@dataclass(frozen=True, slots=True)
class Resemblance:
    """``mechanism``: lookalike-homoglyph, -letters, -edit, -affix, -tld or -subdomain; ``sure`` where chance is unlikely."""

    mechanism: str
    protected: Protected
    sure: bool


class Guard:
    """The domains to protect, and what resembles them."""

    def __init__(self, own_domains: tuple[str, ...] = ()) -> None:
        rows = [*_listed(), *(_protected("", "own", domain.strip().lower(), False) for domain in own_domains if domain.strip())]
        self.domains = {row.domain: row for row in rows}
        self.by_fold: dict[str, list[Protected]] = {}
        self.by_length: dict[int, list[tuple[str, Protected]]] = {}
        for row in rows:
            self._add(row)
        self.check = lru_cache(maxsize=16384)(self._check)

    def _add(self, row: Protected) -> None:
        for folded in folds(row.label) if row.label else ():
            self.by_fold.setdefault(folded, []).append(row)
            self.by_length.setdefault(len(folded), []).append((folded, row))

    def owner(self, host: str) -> Protected | None:
        """The protected organisation a host belongs to, if it does."""
        labels = host.split(".")
        return next((row for at in range(len(labels)) if (row := self.domains.get(".".join(labels[at:])))), None)

    def _check(self, host: str) -> Resemblance | None:
        """What ``host`` imitates, by the strongest rule that fits; None for the genuine, for free mailboxes and for mailing services."""
        host = unicode_host(host.lower().rstrip("."))
        domain = registrable(host)
        if not host or listed(domain, "freemail") or listed(domain, "senders"):
            return None
        if self.owner(host) or self.owner(ascii_host(host)):
            return None if host.isascii() else self._below_owner(host)
        if found := self._in_front(host, domain):
            return found
        return next(self._of_label(domain), None) or self._hidden_name(host, domain)

    def _below_owner(self, host: str) -> Resemblance | None:
        """A confusable name below a suffix that many share (``gov.uk``) or below a protected domain."""
        first = host.split(".")[0]
        known = [row for folded in folds(first) for row in self.by_fold.get(folded, ()) if first != row.label]
        return next((Resemblance("lookalike-homoglyph", row, True) for row in known if not first.isascii()), None)

    def _of_label(self, domain: str) -> Iterator[Resemblance]:
        _, label, suffix = split_host(domain)
        if not label:
            return
        for folded in folds(label):
            yield from self._same_fold(label, suffix, folded)
        for folded in folds(label):
            yield from self._alike(suffix, folded)
        for folded in folds(label):
            yield from self._slipped(suffix, folded)
        yield from self._edited(label, suffix, fold(label))
        yield from self._affixed(label)

    def _same_fold(self, label: str, suffix: str, folded: str) -> Iterator[Resemblance]:
        for row in self.by_fold.get(folded, ()):
            short = len(row.label) < SHORTEST_FOLD
            if short and fold(label, groups=False) != fold(row.label, groups=False):
                continue
            if label == row.label:
                if row.kind == "own" or (not row.everyday and not short):
                    yield Resemblance("lookalike-tld", row, False)
            elif not label.isascii() and (suffix == row.suffix or not short):
                yield Resemblance("lookalike-homoglyph", row, skeleton(label) == skeleton(row.label) or len(row.label) >= SHORTEST_EDIT)
            elif suffix == row.suffix or not (row.everyday or short):
                yield Resemblance("lookalike-letters", row, not short)

    def _alike(self, suffix: str, folded: str) -> Iterator[Resemblance]:
        """Letters swapped for similar ones: one in short names, two in longer ones."""
        for known, row in self.by_length.get(len(folded), ()):
            slips = [(a, b) for a, b in zip(folded, known, strict=True) if a != b]
            most = max(1, len(known) // 3)
            near = suffix == row.suffix or (not row.everyday and len(known) >= LONG)
            if len(known) >= SHORTEST_FOLD and near and 0 < len(slips) <= most and all(slip in alike() for slip in slips):
                yield Resemblance("lookalike-letters", row, len(slips) == 1 and len(known) >= SHORTEST_EDIT)

    def _slipped(self, suffix: str, folded: str) -> Iterator[Resemblance]:
        """Same ending, and letters swapped for similar ones or narrow letters put in: ``bel1gium``, ``premnier``."""
        for length in range(len(folded) - 2, len(folded) + 3):
            for known, row in self.by_length.get(length, ()):
                if suffix == row.suffix and len(known) >= SHORTEST_EDIT and visual_cost(folded, known) <= 1:
                    yield Resemblance("lookalike-letters", row, False)

    def _edited(self, label: str, suffix: str, folded: str) -> Iterator[Resemblance]:
        for length in range(len(folded) - 2, len(folded) + 3):
            for known, row in self.by_length.get(length, ()):
                most = _edits_allowed(row, len(known), suffix == row.suffix)
                if most and _distance(folded, known, most) <= most and not _inflected(label, row.label):
                    yield Resemblance("lookalike-edit", row, False)

    def _affixed(self, label: str) -> Iterator[Resemblance]:
        for name in _cores(label):
            for row in self.by_fold.get(fold(name), ()):
                if not row.everyday and len(row.label) >= 3 and (len(row.label) >= 5 or "-" in label):
                    yield Resemblance("lookalike-affix", row, False)

    def _in_front(self, host: str, domain: str) -> Resemblance | None:
        """A protected domain written in front of the real one: ``bbc.com.example.net``, ``www-bbc-com.example.net``."""
        if "-" in domain and (row := self.domains.get(domain.replace("-", "."))):
            return Resemblance("lookalike-subdomain", row, True)
        front = host.removesuffix(domain).strip(".")
        pieces = [piece for piece in (front, split_host(domain)[1]) if piece]
        for piece in pieces:
            for row in self._spelled(piece):
                return Resemblance("lookalike-subdomain", row, True)
        return None

    def _spelled(self, piece: str) -> Iterator[Protected]:
        for text in {piece, piece.replace("-", ".")}:
            labels = text.split(".")
            for start in range(len(labels)):
                for end in range(start + 2, min(start + 5, len(labels) + 1)):
                    row = self.domains.get(".".join(labels[start:end]))
                    if row and len(row.domain) >= 5:
                        yield row

    def _hidden_name(self, host: str, domain: str) -> Resemblance | None:
        """A protected name as a label of its own in front of a foreign domain."""
        front = host.removesuffix(domain).strip(".")
        for label in front.split("."):
            for row in self.by_fold.get(fold(label), ()) if len(label) >= SHORTEST_EDIT else ():
                if not row.everyday:
                    return Resemblance("lookalike-subdomain", row, False)
        return None


@lru_cache(maxsize=8)
def guard(own_domains: tuple[str, ...] = ()) -> Guard:
    """The guard for the listed organisations and the user's own domains, made once a process."""
    return Guard(own_domains)


@lru_cache(maxsize=1)
def _listed() -> tuple[Protected, ...]:
    rows = []
    for file, kind in (("governments", "government"), ("news", "news")):
        for row in load(file)["organisations"]:
            rows += [_protected(row["name"], kind, domain, bool(row.get("everyday"))) for domain in row["domains"]]
    return tuple(rows)


def _protected(name: str, kind: str, domain: str, everyday: bool) -> Protected:
    front, label, suffix = split_host(unicode_host(domain))
    own_label = front.split(".")[0] if front and kind != "own" else label
    return Protected(name or domain, kind, domain, own_label, suffix, everyday)


def _edits_allowed(row: Protected, length: int, same_suffix: bool) -> int:
    if row.everyday:
        return 1 if same_suffix and length >= LONG else 0
    if length >= SHORTEST_TWO_EDITS:
        return 2
    return 1 if length >= LONG or (length >= SHORTEST_EDIT and same_suffix) else 0


def _inflected(label: str, known: str) -> bool:
    """Whether the difference is a plural or a number at the end, as ordinary names have."""
    longer, shorter = sorted((label, known), key=len, reverse=True)
    rest = longer.removeprefix(shorter)
    return longer.startswith(shorter) and (rest in ("s", "e", "n", "en", "er", "ing") or rest.isdigit())


def _distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment distance (Damerau-Levenshtein without overlapping swaps); ``most + 1`` stands for anything beyond
    ``most``."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    a, b = _trim(a, b)
    if max(len(a), len(b)) > 8 * most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def visual_cost(a: str, b: str) -> float:
    """Edit distance in which only what hardly shows is cheap: a similar letter (0.4), a narrow one more or less (0.6). Others cost 1.5."""
    a, b = _trim(a, b)
    if max(len(a), len(b)) > 5:
        return 3.0
    row = [0.0]
    for y in b:
        row.append(row[-1] + _letter_cost(y))
    for x in a:
        before, row = row, [row[0] + _letter_cost(x)]
        for j, y in enumerate(b, 1):
            swap = 0.0 if x == y else 0.4 if (x, y) in alike() else 1.5
            row.append(min(before[j] + _letter_cost(x), row[j - 1] + _letter_cost(y), before[j - 1] + swap))
    return row[-1]


def _letter_cost(letter: str) -> float:
    return 0.6 if letter in NARROW else 1.5


def _trim(a: str, b: str) -> tuple[str, str]:
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return a, b


def _cores(label: str) -> list[str]:
    """What remains of a label once imitators' words are taken off: ``lemonde`` from ``lemonde-news``, ``secure-lemonde`` or
    ``lemondefr``."""
    affixes = words("patterns", "affixes")
    found = []
    tokens = label.split("-")
    rest = [token for token in tokens if token not in affixes]
    if len(tokens) > 1 and 0 < len(rest) < len(tokens):
        found += ["-".join(rest), "".join(rest)]
    for affix in affixes:
        if len(label) - len(affix) >= 5 and "-" not in affix:
            if label.endswith(affix):
                found.append(label.removesuffix(affix).rstrip("-"))
            if label.startswith(affix):
                found.append(label.removeprefix(affix).lstrip("-"))
    return list(dict.fromkeys(found))


def resembling_name(text: str, host: str, known: Guard) -> Protected | None:
    """The organisation whose name a display name uses although ``host`` is not its own. Names of up to three letters need their
    capitals."""
    row = named_in(text)
    if row is None or known.owner(host) is not None or any(below(host, domain) for domain in _domains_of(row.name)):
        return None
    return row


@lru_cache(maxsize=4096)
def named_in(text: str) -> Protected | None:
    """The first listed organisation whose name stands in ``text`` as words of their own."""
    plain = " " + " ".join(NAME_WORD.findall(text)) + " "
    folded = plain.casefold()
    return next((row for name, row in _named() if name in (plain if len(row.name) < SHORTEST_FOLD else folded)), None)


@lru_cache(maxsize=1)
def _named() -> tuple[tuple[str, Protected], ...]:
    """Names to look for, with a blank on either side, in lower case but for the short ones."""
    unique = {row.name: row for row in _listed() if not row.everyday and len(row.name) >= 3}
    return tuple((f" {name if len(name) < SHORTEST_FOLD else name.casefold()} ", row) for name, row in unique.items())


@lru_cache(maxsize=1024)
def _domains_of(name: str) -> tuple[str, ...]:
    return tuple(row.domain for row in _listed() if row.name == name)
