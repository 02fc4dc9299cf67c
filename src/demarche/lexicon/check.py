"""Checks the word data of a language the way a contributor needs it: what is wrong, in which entry, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.lexicon.data import LexiconError
from demarche.lexicon.forms import FormError
from demarche.lexicon.load import Cue, matcher_for, read_cues, written_so
from demarche.lexicon.matcher import Matcher
from demarche.lexicon.text import tokenize
from demarche.model.claims import (
    CERTAINTIES,
    DENIAL_TYPES,
    OBJECTIVES,
    RESPONSE_STATUSES,
    RESPONSE_TYPES,
    RESPONSIBILITIES,
    TECHNIQUES,
    VICTIM_TYPES,
)

KINDS: dict[str, frozenset[str]] = {
    "of": frozenset({"of", "in", "by", "to", "other"}),
    "and": frozenset({"with"}),
    "barrier": frozenset({"relative", "subject", "contrast"}),
    "anaphor": frozenset({"state", "group", "organ", "company", "pronoun", "media", "ngo", "country", "document", "list"}),
    "issuer": frozenset(),
    "say": frozenset(),
    "source": frozenset(),
    "reported": frozenset(),
    "object": frozenset(),
    "have": frozenset(),
    "unnamed": frozenset({"document"}),
    "accuse": frozenset(),
    "link": frozenset(),
    "join": frozenset(),
    "selfclaim": frozenset(),
    "basis": frozenset({"own-findings", "vendor-report", "indictment", "partner"}),
    "statement": frozenset({"technical", "legal"}),
    "moment": frozenset({"discovered", "happened", "said"}),
    "retract": frozenset(),
    "level": frozenset(),
    "perp": frozenset({"group", "persons", "criminal", "actor"}),
    "deed": frozenset(),
    "technique": frozenset(TECHNIQUES),
    "objective": frozenset(OBJECTIVES),
    "hedge": frozenset(),
    "hearsay": frozenset(),
    "neg": frozenset(),
    "hyp": frozenset(),
    "background": frozenset({"case", "habit"}),
    "deny": frozenset(DENIAL_TYPES),
    "nocomment": frozenset(),
    "respond": frozenset(RESPONSE_TYPES),
    "status": frozenset(),
    "victim": frozenset(VICTIM_TYPES),
    "hit": frozenset(),
    "asset": frozenset(),
    "worldwide": frozenset(),
    "many": frozenset(),
    "among": frozenset(),
    "region": frozenset({"place", "adjective"}),
    "pose": frozenset(),
    "offtopic": frozenset(),
}
"""Kinds of cues and the values their ``type`` may have; an empty set leaves it free (see docs/reference/lexicon.md)."""
FRAMES: dict[str, frozenset[str]] = {
    "accuse": frozenset({"subj-obj", "subj-to", "passive", "behind", "by", "points", "noun", "charge"}),
    "say": frozenset({"subject", "after", "before", "held"}),
    "link": frozenset({"after", "before", "pro"}),
    "deny": frozenset({"subject", "passive", "content"}),
    "respond": frozenset({"subject", "passive", "noun"}),
    "deed": frozenset({"noun", "active", "passive"}),
    "hit": frozenset({"after", "before", "either"}),
}
OPEN_TYPES = frozenset({"offtopic"})


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """What is wrong with one cue."""

    cue: str
    problem: str

    def __str__(self) -> str:
        return f"{self.cue}: {self.problem}"


def check(lang: str) -> list[Complaint]:
    """All complaints about the cues of ``lang``; empty when they may be used."""
    try:
        cues = read_cues(lang)
    except LexiconError as error:
        return [Complaint(lang, str(error))]
    return sorted(complaint for cue in cues for complaint in _complaints(cue))


def _complaints(cue: Cue) -> list[Complaint]:
    found = [*_values(cue)]
    matcher: Matcher[Cue] = matcher_for(cue.lang)
    try:
        for form in cue.forms:
            matcher.add(form, cue)
    except FormError as error:
        return [*found, Complaint(cue.id, str(error))]
    found += [Complaint(cue.id, f"is not found in its example {text!r}") for text in cue.yes if not _found(matcher, cue, text)]
    found += [Complaint(cue.id, f"is found in its counter-example {text!r}") for text in cue.no if _found(matcher, cue, text)]
    return found


def _found(matcher: Matcher[Cue], cue: Cue, text: str) -> bool:
    tokens = tokenize(text)
    return any(written_so(cue, tokens[hit.first].raw) for hit in matcher.find(tokens))


def _values(cue: Cue) -> list[Complaint]:
    allowed = {
        "kind": (cue.kind, frozenset(KINDS)),
        "type": (cue.type, KINDS.get(cue.kind, frozenset()) if cue.kind not in OPEN_TYPES else frozenset()),
        "frame": (cue.frame, FRAMES.get(cue.kind, frozenset())),
        "level": (cue.level, frozenset(RESPONSIBILITIES)),
        "certainty": (cue.certainty, frozenset(CERTAINTIES)),
        "status": (cue.status, frozenset(RESPONSE_STATUSES)),
    }
    found = [
        Complaint(cue.id, f"{name} {value!r} is none of {', '.join(sorted(values))}")
        for name, (value, values) in allowed.items()
        if value and values and value not in values and value != "none"
    ]
    if not 0.0 < float(cue.strength) <= 1.0:
        found.append(Complaint(cue.id, f"strength {cue.strength} is not above 0 and at most 1"))
    if not cue.id.startswith(f"{cue.lang}."):
        found.append(Complaint(cue.id, f"an id of this language begins with {cue.lang}."))
    return found
