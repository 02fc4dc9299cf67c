"""Where a document speaks from: the state whose organs and places it names without saying so ("the government", "ons land").

Accused and embassies are named as often as those at home, so each state named is weighed by how it is named: a logistic choice whose
table, ``data/weights/home.yml``, ``tools/train.py --first`` learns from who acts and who is harmed in the evaluation documents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from math import log1p
from urllib.parse import urlsplit

from demarche.annotate.annotated import ENVOYS, Annotated, Mention
from demarche.lexicon import fold
from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.names import seats

DOMAINS = {"uk": "GB", "gov": "US", "mil": "US", "eu": "EU"}
BEFORE, AFTER, HIT_REACH, EARLY = 6, 5, 4, 14
"""Tokens before and after a cue, after a word of harm, and from the end of the title in which a name counts as beside it."""
LEAD = 2
SUBJECT = frozenset({"accuse", "say", "deny", "respond"})
OBJECT = frozenset({"accuse", "link"})
StateFeatures = dict[str, dict[str, float]]


def home_state(note: Annotated) -> str | None:
    """The state that fits best, None when none is named."""
    weights = home_weights()
    totals = {key: sum(weights.get(name, 0.0) * value for name, value in row.items()) for key, row in home_features(note).items()}
    return min(totals, key=lambda key: (-totals[key], key)) if totals else None


@lru_cache(maxsize=1)
def home_weights() -> dict[str, float]:
    """The learned table, read once."""
    return dict(read_yaml(DATA / "weights" / "home.yml")["weights"])


def home_features(note: Annotated) -> StateFeatures:
    """How each state is named, by its code: logarithms of counts of what kind of name it is and of the words it stands beside."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    beside = _beside(note)
    for mention in note.mentions:
        if mention.key and len(mention.key) == 2:
            names = counts[mention.key]
            names["all"] += 1
            names[_sort(mention)] += 1
            names.update(_position(note, mention))
            names.update(name for name, tokens in beside.items() if _nearest(mention, name) in tokens)
    if domain := _domain(note.document.url):
        counts[domain]["domain"] = 1
    total = sum(names["all"] for names in counts.values()) or 1
    return {key: {**{n: log1p(c) for n, c in names.items()}, "share": names["all"] / total} for key, names in counts.items()}


def _nearest(mention: Mention, name: str) -> int:
    """The token by which a mention stands beside something: its last one when it stands before."""
    return mention.last - 1 if name.endswith("before") else mention.first


def _sort(mention: Mention) -> str:
    if mention.type != "organ":
        return mention.type
    return "organ-abroad" if mention.kind in ENVOYS else "organ-service" if mention.level == "state" else "organ"


def _position(note: Annotated, mention: Mention) -> list[str]:
    title_end = note.sentences[0].last
    found = ["title"] if note.sentences[mention.sentence].title else []
    if mention.sentence <= LEAD:
        found.append("lead")
    if mention.type in ("city", "place") and mention.first < title_end + EARLY:
        found.append("dateline")  # one that no dash closes
    return found


def _beside(note: Annotated) -> dict[str, set[int]]:
    """Tokens beside words that tell accuser, accused and harmed apart: by the words' kind and frame, and the side."""
    tokens: dict[str, set[int]] = defaultdict(set)
    for hit in note.cues:
        name = f"{hit.kind}:{hit.cue.frame}"
        if hit.kind in SUBJECT:
            tokens[f"{name}:before"].update(range(hit.first - BEFORE, hit.first))
        if hit.kind in SUBJECT - OBJECT:
            tokens[f"{name}:after"].update(range(hit.last, hit.last + AFTER))
        if hit.kind in OBJECT:
            tokens[f"{hit.kind}:object"].update(range(hit.first, hit.last + AFTER))
        if hit.kind == "hit":
            tokens["hit:object"].update(range(hit.last, hit.last + HIT_REACH))
    for mention in note.mentions:
        if mention.type == "perp":
            tokens["hackers:before"].update((mention.first - 1, mention.first - 2))
    return tokens


def _domain(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    suffix = host.rsplit(".", 1)[-1] if host else ""
    return DOMAINS.get(suffix) or (suffix.upper() if len(suffix) == 2 else None)


def settle_ambiguous(note: Annotated) -> None:
    """Give names that several states use ("NCSC") the one named nearest before, else home or the most named; else none."""
    counts: Counter[str] = Counter(m.key for m in note.mentions if m.key)
    _settle_seats(note)
    for at, mention in enumerate(note.mentions):
        if mention.keys and mention.key is None:
            mention.key = _before(note.mentions[:at], mention) or _settled(mention, counts, note.home) or _meant(mention, counts)


NEAR_SENTENCES = 2


def _before(earlier: list[Mention], mention: Mention) -> str | None:
    for other in reversed(earlier):
        if mention.sentence - other.sentence > NEAR_SENTENCES:
            return None
        if other.key in mention.keys:
            return other.key
    return None


def _settled(mention: Mention, counts: Counter[str], home: str | None) -> str | None:
    named = [k for k in mention.keys if counts[k]]
    if home in named:
        return home
    return min(named, key=lambda k: (-counts[k], k)) if named else None


def _meant(mention: Mention, counts: Counter[str]) -> str | None:
    """The state that such a name means where the text names none of those it may mean: in South Korea "the North" is one."""
    return mention.keys[0] if any(state == "*" or counts[state] for state in mention.beside) else None


def _settle_seats(note: Annotated) -> None:
    """The city of Brussels is the EU where the document speaks of the EU more than of Belgium, or of neither."""
    cities = [(m, seats()[form]) for m in note.mentions if m.type == "place" and (form := fold(note.words(m.first, m.last))) in seats()]
    taken = {id(m) for m, _ in cities}
    counts: Counter[str] = Counter(m.key for m in note.mentions if m.key and id(m) not in taken)
    for mention, (bloc, state) in cities:
        if counts[bloc] > counts[state] or not counts[state]:
            mention.key = bloc
