"""Candidates for who accuses whom: (claimant, accused state) and (claimant, threat group), with all evidence of the document added up."""

from __future__ import annotations

from collections.abc import Iterable
from math import log1p

from demarche.annotate import Mention
from demarche.claims.blame import Blame
from demarche.claims.candidate import Candidate, squash_counts
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.lexicon.names import known_types
from demarche.resolve.discourse import MEDIA, UNNAMED

CLAIMANT_TIER = {
    "slot": "slot",
    "subject": "said",
    "according": "said",
    "quote": "on",
    "inherited": "on",
    "far": "far",
    "none": "none",
    "issuer": "issuer",
    "other": "other",
    "actor": "on",
}
VERBS = ("selfclaim", "subj-obj", "subj-to", "passive", "charge")
ROLES = ("join", "behind", "by", "points", "doer")
TIES = ("deed-adjective", "deed-agent", "link-after", "link-before", "link-pro", "perp", "service")


def accused_tier(how: str) -> str:
    """verb (an accusing verb names it), role (said to have done it), tie (attackers tied to it), weak (the rest)."""
    if how.startswith("topic-"):
        return "topic"
    if how.startswith("tied-"):
        return "tied"
    return "verb" if how in VERBS else "role" if how in ROLES else "tie" if how in TIES else "weak"


def state_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(claimant, state) pairs that any evidence supports."""
    return _collect(reading, profile, groups=False)


def group_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(claimant, canonical group name) pairs; a group also counts where its sentence blames a state."""
    return _collect(reading, profile, groups=True)


def _collect(reading: Reading, profile: Profile, groups: bool) -> list[Candidate]:
    table: dict[tuple[str, str], Candidate] = {}
    for blame in reading.blames:
        accused = (blame.group.name if blame.group else None) if groups else blame.state
        if accused is None:
            continue
        for key, how in blame.claimants:
            candidate = table.setdefault((key, accused), Candidate((key, accused)))
            _add(candidate, reading, blame, how)
    _co_present(table, reading, groups)
    _anywhere(table, reading, profile, groups)
    for candidate in table.values():
        _finish(candidate, reading, profile, table.values(), groups)
    return list(table.values())


def _add(candidate: Candidate, reading: Reading, blame: Blame, how: str) -> None:
    claimant, accused = CLAIMANT_TIER[how], accused_tier(blame.how)
    if candidate.key[0] in reading.talk.accused:
        candidate.raise_to(f"accused-claims:{claimant}-{accused}")
    scope = blame.scope
    clean = not (scope.negated or scope.supposed or scope.asked or scope.denied or scope.offtopic)
    candidate.raise_to(f"c:{how}")
    candidate.raise_to(f"a:{blame.how}")
    candidate.raise_to(f"ca:{claimant}-{accused}")
    candidate.count("n:events")
    if clean:
        candidate.count("n:clean")
        candidate.raise_to(f"clean:{claimant}-{accused}")
        candidate.raise_to(f"{_type_of(str(candidate.key[0]))}:{claimant}-{accused}")
        candidate.raise_to("clean:deed", scope.deed)
    for flag in ("negated", "supposed", "asked", "hearsay", "background", "denied", "offtopic", "title", "quoted"):
        if getattr(scope, flag):
            candidate.count(f"f:{flag}")
    if not scope.background:
        candidate.raise_to("fresh")
    if blame.cue is not None:
        candidate.raise_to("cue:strength", blame.cue.cue.strength)
    candidate.raise_to("deed", scope.deed)
    _note(candidate, reading, blame, clean, claimant, accused)


WORTH = {
    "slot": 3.0,
    "said": 2.5,
    "on": 1.5,
    "far": 1.0,
    "none": 0.5,
    "issuer": 1.0,
    "other": 1.0,
    "verb": 3.0,
    "role": 2.5,
    "tie": 2.0,
    "tied": 2.0,
    "topic": 1.0,
    "weak": 0.5,
}


def _note(candidate: Candidate, reading: Reading, blame: Blame, clean: bool, claimant: str, accused: str) -> None:
    sentence = reading.note.sentences[blame.sentence]
    weight = (WORTH[claimant] + WORTH[accused]) * (1.0 if clean else 0.3) * (0.8 if sentence.title else 1.0)
    candidate.places.append((sentence.start, sentence.end, weight))
    candidate.evidence.append((weight, blame))
    candidate.rules.append(f"{blame.how}/{claimant}")
    if blame.cue is not None:
        candidate.cues.append(reading.note.words(blame.cue.first, blame.cue.last))


def _finish(candidate: Candidate, reading: Reading, profile: Profile, others: Iterable[Candidate], groups: bool) -> None:
    by, accused = candidate.key
    features = candidate.features
    events = max(1.0, features["n:events"])
    for flag in [f for f in features if f.startswith("f:")]:
        features[flag] /= events
    features["only-weak"] = float(not candidate.evidence)
    features[f"by:{_type_of(str(by))}"] = 1.0
    features["to:share"] = profile.share(accused, groups)
    features["to:top"] = float(profile.top(accused, groups))
    features["to:kinds"] = log1p(len(profile.groups if groups else profile.accused))
    features["own"] = float(by == accused)
    features["to:titled"] = float(any(_names(m, accused) and reading.note.sentences[m.sentence].title for m in reading.note.mentions))
    features["by:accused"] = float(by in reading.talk.accused)
    features["by:accused-alone"] = float(by in reading.talk.accused and len(reading.talk.accused) == 1)
    features["by:share"] = profile.share(by)
    features["by:top"] = float(profile.top(by))
    features["by:home"] = float(by == reading.note.home)
    for kind in {m.kind for m in reading.note.mentions if m.key == by and m.kind and m.type in ACTORS}:
        features[f"bykind:{kind}"] = 1.0
    features["by:speaks"] = min(1.0, sum(1 for row in reading.voices for v in row if v.key == by and v.distance == 0) / 3)
    features["by:listed"] = float(any(m.key == by and m.coordination >= 0 for m in reading.note.mentions))
    features["by:titled"] = float(any(m.key == by and reading.note.sentences[m.sentence].title for m in reading.note.mentions))
    features["by:mentions"] = min(1.0, sum(1 for m in reading.note.mentions if m.key == by) / 8)
    rivals = [c for c in others if c.key[1] == accused and c.key[0] != by]
    features["rivals"] = float(bool(rivals))
    features["rivals:named"] = float(any(c.features["c:slot"] or c.features["c:subject"] or c.features["c:according"] for c in rivals))
    features["reverse"] = float(any(c.key == (accused, by) for c in others))
    features.update(profile.common())
    squash_counts(candidate)


def _names(mention: Mention, accused: str | None) -> bool:
    return accused in (mention.key, mention.name if mention.type == "group" else None)


def _type_of(key: str) -> str:
    if key in (MEDIA, UNNAMED):
        return key
    if len(key) == 2 and key.isupper():
        return "state"
    if key in ("NATO", "UN", "EU"):
        return "state"
    return known_types().get(key, "other")


def _co_present(table: dict[tuple[str, str], Candidate], reading: Reading, groups: bool) -> None:
    """Weak candidates: an actor named in the sentence of an accusation, or speaking of an attack whose author the text names elsewhere."""
    by_sentence: dict[int, set[str]] = {}
    for blame in reading.blames:
        accused = (blame.group.name if blame.group else None) if groups else blame.state
        if accused:
            by_sentence.setdefault(blame.sentence, set()).add(accused)
    everywhere = set().union(*by_sentence.values()) if by_sentence else set()
    for index, slots in enumerate(reading.slots):
        here = by_sentence.get(index, set())
        for mention in slots.mentions:
            key = reading.talk.key_of(mention) if mention.type in ACTORS else None
            for accused in here if key else ():
                _weak(table, reading, index, str(key), accused, "near", groups)
        for voice in reading.voices[index]:
            for accused in everywhere - here if voice.distance == 0 else ():
                _weak(table, reading, index, voice.key, accused, "voice", groups)


def _anywhere(table: dict[tuple[str, str], Candidate], reading: Reading, profile: Profile, groups: bool) -> None:
    """The weakest candidates: any actor of the document and whom the document blames most."""
    blamed = profile.groups if groups else profile.accused
    most = [k for k, n in blamed.items() if n >= max(blamed.values()) * MAIN_SHARE]
    for mention in reading.note.mentions:
        key = reading.talk.key_of(mention) if mention.type in ACTORS else None
        for accused in most if key else ():
            if (key, accused) not in table and key != accused and not (groups and key in reading.talk.sole_accused):
                sentence = reading.note.sentences[mention.sentence]
                candidate = table[str(key), accused] = Candidate((key, accused))
                candidate.raise_to("anywhere")
                candidate.places.append((sentence.start, sentence.end, 0.1))
                candidate.rules.append("anywhere")


MAIN_SHARE = 0.4
ACTORS = frozenset({"state", "place", "organ", "person", "company", "ngo", "media"})


def _weak(table: dict[tuple[str, str], Candidate], reading: Reading, index: int, key: str, accused: str, how: str, groups: bool) -> None:
    if key == accused or (groups and key in reading.talk.sole_accused):
        return
    candidate = table.setdefault((key, accused), Candidate((key, accused)))
    sentence = reading.note.sentences[index]
    candidate.count(f"n:{how}")
    nearest = min(
        (abs(b.sentence - index), b.claimants[0][1] in ("none", "issuer", "inherited"))
        for b in reading.blames
        if accused in (b.state, b.group and b.group.name)
    )
    candidate.raise_to(f"{how}:close", 1.0 / (1 + nearest[0]))
    candidate.raise_to(f"{how}:unclaimed", float(nearest[1] and nearest[0] <= 2))
    if sentence.title:
        candidate.raise_to(f"{how}:title")
    joined = {m.key for m in reading.slots[index].mentions if m.coordination >= 0}
    candidate.raise_to(f"{how}:joined", float(key in joined))
    for kind in ("accuse", "link", "say", "deny", "respond", "neg", "deed", "technique", "join", "perp", "background"):
        candidate.raise_to(f"{how}:{kind}", float(bool(reading.slots[index].has(kind))))
    candidate.places.append((sentence.start, sentence.end, 0.2))
    candidate.rules.append(how)
