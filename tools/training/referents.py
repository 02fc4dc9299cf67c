"""Learns for whom role nouns and pronouns stand: those whom gold makes do what the mention does."""

from __future__ import annotations

from collections import defaultdict

from demarche.annotate import Mention
from demarche.claims.acts import acts
from demarche.claims.reading import Reading
from demarche.claims.reading import read as read_claims
from demarche.model import Document
from demarche.resolve.referents import LAND, ORGANISATIONS, Act, Referents, Signs, crossed, sort_of
from training.choice import FOLDS, Choice
from training.examples import measure

PENALTY = 2.0


def choices(pairs: list[tuple[dict, Document]]) -> list[Choice]:
    """One for each mention without a key that acts or is harmed where gold names one, but not each, of its document's actors."""
    made = []
    for at, (gold, document) in enumerate(pairs):
        if gold["relevant"]:
            made += _of_document(gold, read_claims(document, gold["lang"]), at % FOLDS)
    return made


def _of_document(gold: dict, reading: Reading, fold: int) -> list[Choice]:
    made = []
    doing = acts(reading.slots)
    referents = Referents(reading.note, doing)
    for mention in reading.note.mentions:
        act = doing.get(id(mention))
        if act is not None and _open(mention):
            wanted = {measure.actor_key(key) for key in _doing(gold, act)}
            options = _options(referents.signs(mention, reading.talk.accused), mention, act)
            right = frozenset(key for key in options if measure.actor_key(key) in wanted)
            if right and len(right) < len(options):
                made.append(Choice(options, right, fold))
    return made


def _open(mention: Mention) -> bool:
    """Whether the mention's key is chosen."""
    if mention.type == "pronoun":
        return True
    free = mention.type in ("generic", "organ") and mention.key is None and not mention.keys and mention.kind not in ORGANISATIONS
    return free and not (mention.kind in LAND and mention.name == "home")


def _options(named: dict[str, Signs], mention: Mention, act: Act) -> dict[str, dict[str, float]]:
    options: dict[str, dict[str, float]] = {}
    for key, signs in named.items():
        row: dict[str, float] = defaultdict(float)
        for sign, value in signs:
            for name in crossed(sign, sort_of(mention), act):
                row[name] += value
        options[key] = row
    return options


def _doing(gold: dict, act: Act) -> set[str]:
    """Keys of those who do in gold what ``act`` says."""
    accusers, deniers = ({str(entry.get("by")) for entry in gold[field]} for field in ("attributions", "denials"))
    responders = {str(r.get("by")) for r in gold["responses"] if act.kind != "respond" or act.type in ("", r["type"])}
    return {
        "accuse": accusers,
        "deny": deniers,
        "respond": responders,
        "say": accusers | deniers | responders,
        "hit": {str(v.get("country")) for v in gold["victims"]},
    }[act.kind]
