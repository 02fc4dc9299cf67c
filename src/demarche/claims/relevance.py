"""Whether a document holds anything within scope: features from the best candidates of each kind and from the document as a whole."""

from __future__ import annotations

from collections import Counter

from demarche.annotate import CueHit
from demarche.claims.candidate import Candidate, Features
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.scope import scope_of
from demarche.lexicon.prefilter import is_sure

BRIEF = 120
"""Words below which a document is a note, an abstract or a headline, in which one clear accusation is all there is."""


UNMISTAKABLE = 0.9
"""Strength from which a word for an attack can mean nothing but one on computers."""
MANY_WORDS, MANY_OTHER, LEAD, SHORT_TEXT = 6, 5, 3, 3
PLAIN_RULES = frozenset({"subj-obj/slot", "subj-to/slot", "charge/slot"})
"""Places where an accusing verb names its claimant and its accused."""
PLAIN_SCORE, PLAIN_DEED = 0.6, 0.8
"""Score of an accusation, and strength of a word for an attack in its sentence, from which it makes its text relevant by itself."""


def plainly_accuses(reading: Reading, accusations: list[Candidate]) -> bool:
    """Whether a sentence says in so many words who accuses whom of a hack: "Belgium has accused Chinese hackers of breaking into". That
    makes a text relevant whatever its other words are like; in a text of one sentence each of them weighs too much."""
    sure = (place for one in accusations if one.score >= PLAIN_SCORE and one.key[0] != one.key[1] for place in one.places)
    plain = (place.evidence.sentence for place in sure if place.rule in PLAIN_RULES and place.seen.own.get("plain"))
    return any(
        is_sure(hit.cue) and hit.kind in ("deed", "technique") and hit.cue.strength >= PLAIN_DEED
        for index in plain
        for hit in reading.slots[index].cues
    )


def relevance_features(reading: Reading, profile: Profile, kinds: dict[str, list[Candidate]]) -> Features:
    features: Features = {}
    for kind in ("attribution", "group", "denial", "response"):
        scores = sorted((c.score for c in kinds[kind]), reverse=True)
        features[f"best:{kind}"] = scores[0] if scores else 0.0
        features[f"sum:{kind}"] = min(3.0, sum(scores))
        features[f"hacking:{kind}"] = max((c.score * c.best.seen.value("deed") for c in kinds[kind]), default=0.0)
    clean = [b for b in reading.blames if not (b.scope.negated or b.scope.supposed or b.scope.asked or b.scope.offtopic)]
    features["blames"] = min(1.0, len(clean) / 10)
    features["blames:deed"] = min(1.0, sum(1 for b in clean if b.scope.deed >= 0.8) / 5)
    sentences = max(3, len(reading.slots))
    features["blames:density"] = min(1.0, len(clean) / sentences)
    features["blames:clear"] = float(
        any(b.scope.deed >= 0.8 and any(how in ("slot", "subject", "according") for _, how in b.claimants) for b in clean)
    )
    features["brief"] = float(len(reading.note.tokens) < BRIEF)
    features["brief:best"] = features["brief"] * features["best:attribution"]
    features["negated"] = sum(1 for b in reading.blames if b.scope.negated) / max(1, len(reading.blames))
    features["perps"] = min(1.0, sum(1 for m in reading.note.mentions if m.type == "perp" and m.key) / 4)
    features["criminal"] = min(1.0, sum(1 for m in reading.note.mentions if m.criminal) / 3)
    features["services"] = min(1.0, sum(1 for m in reading.note.mentions if m.level == "state") / 4)
    features["groups"] = min(1.0, len(profile.groups) / 2)
    features |= _hacking(reading)
    features.update(profile.common.features)
    return features | reading.wording.text


def _where(reading: Reading, strong: list[CueHit]) -> Features:
    """Where the words for attacks on computers stand: denied ("no network was entered"), only at the end, or where somebody is blamed."""
    if not strong:
        return {}
    slots = [reading.slots[h.sentence] for h in strong]
    denied = sum(scope_of(row, h.parts[0], h.last).negated for row, h in zip(slots, strong, strict=True))
    blaming = {h.sentence for h in strong} & reading.blaming
    blamed = max(1, len(reading.blaming))
    return {
        "hacking:denied": denied / len(strong),
        "hacking:first": min(h.sentence for h in strong) / max(SHORT_TEXT, len(reading.slots)),
        "hacking:blamed": len(blaming) / blamed,
        "hacking:unblamed": float(not blaming),
    }


def _hacking(reading: Reading) -> Features:
    """How much and how early the document speaks of attacks on computers in words that mean nothing else: spies on foot, smears and
    trade quarrels have accusers, accused and denials too."""
    note = reading.note
    strong = [h for h in note.cues if h.kind in ("deed", "technique") and h.cue.strength >= UNMISTAKABLE]
    words = {note.tokens[h.parts[-1]].fold for h in strong}
    other = Counter(h.cue.type or "other" for h in note.cues if h.kind == "offtopic")
    titled = any(note.sentences[h.sentence].title for h in strong)
    return {
        "hacking:words": min(1.0, len(words) / MANY_WORDS),
        "hacking:none": float(not strong),
        **_where(reading, strong),
        "hacking:one": float(len(words) == 1),
        "hacking:title": float(titled),
        "hacking:lead": float(any(h.sentence <= LEAD for h in strong)),
        "hacking:sentences": len({h.sentence for h in strong}) / max(SHORT_TEXT, len(reading.slots)),
        "hacking:share": (len(strong) + 1) / (len(strong) + sum(other.values()) + 1),
        **{f"other:{matter}": min(1.0, count / MANY_OTHER) for matter, count in other.items()},
    }
