"""Whose words each sentence tells: the named source, the speaker of a quotation, or the one who has been speaking."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.annotate import Annotated, CueHit, Mention, Sentence
from demarche.annotate.chunks import PAPER
from demarche.claims.issuers import issuers
from demarche.claims.pairs import two_slots
from demarche.claims.reporting import attack, no_reporting, suffered
from demarche.claims.roles import SPEAKERS, Slots
from demarche.lexicon import language
from demarche.resolve.discourse import Discourse

HELD = "held"
"""Frame of a reporting word that holds a pronoun for its source."""
NAMING = frozenset({"after", "before", "subject"})
"""Frames of those that name their source."""
INHERIT_REACH = 3
"""Sentences that go on with a speaker without naming it again; further ones told the reporter's own words in the gold documents."""


@dataclass(frozen=True, slots=True)
class Voice:
    """``key`` speaks in sentence ``sentence``. ``how``: ``subject``, ``according``, ``quote``, ``inherited``; ``distance`` in sentences."""

    key: str
    how: str
    sentence: int
    distance: int = 0
    mention: Mention | None = None
    cue: CueHit | None = None


def voices(note: Annotated, slots: list[Slots], talk: Discourse) -> list[list[Voice]]:
    """The voices of each sentence, the surest first."""
    rows: list[list[Voice]] = []
    last: list[Voice] = []
    since = 0
    labels = transcript(note, slots, talk)
    for sentence in note.sentences:
        label = labels.get(sentence.paragraph)
        own = _pointed_to(slots[sentence.index], last, sentence.index) or _heard(slots[sentence.index], sentence.index, talk)
        if own:
            last, since = own, 0
            rows.append(own)
            continue
        if _stranger(slots[sentence.index]):
            last = []
        reported = bool(slots[sentence.index].has("reported"))
        since = 1 if reported else since + 1
        if not label and not sentence.quoted and slots[sentence.index].has("issuer"):
            rows.append([Voice(key, "issuer", sentence.index, 1) for key in issuers(note)])
            continue
        if label is not None:
            rows.append([Voice(v.key, "quote", sentence.index, 1, v.mention) for v in label])
            continue
        fresh = bool(last) and since <= INHERIT_REACH and not sentence.title and not sentence.heading
        how = "quote" if sentence.quoted or reported else "inherited"
        rows.append([Voice(v.key, how, sentence.index, since, v.mention, v.cue) for v in last] if fresh else [])
    _look_ahead(note, rows)
    _trailing_source(note, slots, rows)
    return rows


def _pointed_to(slots: Slots, last: list[Voice], index: int) -> list[Voice]:
    """Who has been speaking and is only pointed to: "in [their] view", "à [leurs] yeux"; nobody where a source is named beside it."""
    held = next((hit for hit in slots.has("say") if hit.cue.frame == HELD), None)
    named = (hit for hit in slots.has("say") if hit.cue.frame in NAMING and not no_reporting(slots, hit))
    if held is None or any(speaker(slots, hit, TELLING) is not None for hit in named):
        return []
    return [Voice(v.key, "according", index, 0, v.mention, held) for v in last]


TELLING = SPEAKERS | {"group", "perp", "stranger"}
"""Those who speak, with groups that tell of their own deeds and people who speak for themselves."""


def _stranger(slots: Slots) -> bool:
    """Whether somebody unknown speaks: a full name beside a reporting word that no mention covers. What the others said ends there."""
    tokens, covered = slots.note.tokens, {i for m in slots.mentions for i in range(m.first, m.last)}
    for hit in slots.has("say"):
        for one, two in ((hit.first - 2, hit.first - 1), (hit.last, hit.last + 1)):
            inside = slots.sentence.first <= one and two < slots.sentence.last
            if inside and not covered & {one, two} and all(tokens[i].raw[0].isupper() and tokens[i].raw.isalpha() for i in (one, two)):
                return True
    return False


SOURCE_REACH = 12
"""Price from "according to" to its source; a name further on belongs to what is reported."""
FEWEST_LABELS = 3
"""Lines that open with a speaker's label from which on a document is read as a transcript."""


def transcript(note: Annotated, slots: list[Slots], talk: Discourse) -> dict[int, list[Voice]]:
    """Paragraph to its speaker where lines open with labels ("MINISTER: ..."); an unknown label ends the former speaker's turn."""
    labels: dict[int, list[Voice]] = {}
    for sentence in note.sentences:
        opens = sentence.index == 0 or note.sentences[sentence.index - 1].paragraph != sentence.paragraph
        if opens and _labelled(note, sentence):
            row = slots[sentence.index]
            labels[sentence.paragraph] = [
                Voice(key, "according", sentence.index, 0, m) for m in _before_colon(row) if (key := talk.key_of(m))
            ]
    if len(labels) < FEWEST_LABELS:
        return {}
    turn: list[Voice] = []
    for paragraph in range(note.sentences[-1].paragraph + 1):
        turn = labels.setdefault(paragraph, turn)
    return labels


def _labelled(note: Annotated, sentence: Sentence) -> bool:
    words = note.tokens[sentence.first : min(sentence.last, sentence.first + COLON_REACH)]
    colon = next((i for i, token in enumerate(words) if token.raw == ":"), -1)
    return (
        colon > 0
        and words[0].raw[0].isupper()
        and all(t.raw[0].isupper() or not t.raw[0].isalpha() or len(t.raw) <= 4 for t in words[:colon])
    )


def _heard(slots: Slots, index: int, talk: Discourse) -> list[Voice]:
    """Who is heard in the sentence itself; the second reading asks anew only where it takes a mention for somebody else."""
    keys = [talk.key_of(m) for m in slots.mentions]
    if slots.heard is None or slots.heard[0] != keys:
        slots.heard = keys, _explicit(slots, index, talk)
    return slots.heard[1]  # type: ignore[no-any-return]


def _explicit(slots: Slots, index: int, talk: Discourse) -> list[Voice]:
    found: dict[str, Voice] = {}
    band = [m for m in slots.mentions if m.type == "perp" and not talk.key_of(m)]
    for hit in _reporting(slots):
        with slots.without(band + named_by(slots, hit)):
            mention = speaker(slots, hit, TELLING)
        for one in slots.together(mention) if mention else ():
            how = "subject" if hit.cue.frame == "subject" else "according"
            for key in talk.keys_of(one):
                found.setdefault(key, Voice(key, how, index, 0, one, hit))
    for one in _before_colon(slots):
        for key in talk.keys_of(one):
            found.setdefault(key, Voice(key, "according", index, 0, one))
    # who reports "on the basis of secret papers" speaks, and not the papers
    spoken = [v for v in found.values() if not _paper(v)] or list(found.values())
    return spoken or _actors(slots, index, talk) or _announced(slots, index, talk)


def _paper(voice: Voice) -> bool:
    return voice.mention is not None and voice.mention.type == "unnamed" and voice.mention.kind == PAPER


def named_by(slots: Slots, hit: CueHit) -> list[Mention]:
    """Whom the verb of a reporting word accuses, who does not speak by it, where objects stand as near to it as subjects: "Diese
    [vermuten] China dahinter"."""
    if not language(slots.note.lang).verb_second:
        return []
    own = set(hit.parts)
    verbs = (h for h in slots.has("accuse") if h.cue.frame in CLAIMING and own & set(h.parts))
    pairs = (two_slots(slots, h) for h in verbs)
    named = (who for by, who in pairs if who is not None and (by is not None or who.first > hit.parts[0]))
    return [one for m in named for one in slots.together(m)]


def _reporting(slots: Slots) -> list[CueHit]:
    """The reporting words of a sentence, without those that are part of one which names its source behind: of "was [[warned] by]" the
    subject is told and does not tell."""
    behind = [set(h.parts) for h in slots.has("say") if h.cue.frame == "after" and not no_reporting(slots, h) and speaker(slots, h)]
    say = [h for h in slots.has("say") if not no_reporting(slots, h)]
    return [h for h in say if h.cue.frame != "subject" or not any(own > set(h.parts) for own in behind)]


ACCUSING = frozenset({"accuse", "deed", "link", "perp"})
CLAIMING = frozenset({"subj-obj", "subj-to", "charge"})


def _announced(slots: Slots, index: int, talk: Discourse) -> list[Voice]:
    """Who opens a sentence speaks behind its colon, whatever the verb: "Berlijn zoekt niet langer: Rusland heeft de mail gekraakt"."""
    tokens, sentence = slots.note.tokens, slots.sentence
    colon = next((i for i in range(sentence.first + 1, sentence.last - 2) if tokens[i].raw == ":"), -1)
    first = next((m for m in slots.mentions if m.type in SPEAKERS and m.last <= colon and not slots.preposition(m)), None)
    accuses = any(h.kind in ACCUSING and h.first > colon for h in slots.cues)
    early = any(h.kind in ACCUSING and h.kind != "perp" and h.first < colon for h in slots.cues)
    if first is None or not accuses or early:
        return []
    return [Voice(key, "announced", index, 0, one) for one in slots.together(first) if (key := talk.key_of(one))]


SPEECH_ACTS = frozenset({"condemn", "demand", "advise", "support"})
MEASURES = frozenset({"indict", "sanction", "expel", "summon", "disrupt"})
"""Responses that tell what somebody is punished for: who takes them stands behind what is told next ("Er soll für den GRU ...")."""


def _actors(slots: Slots, index: int, talk: Discourse) -> list[Voice]:
    """Who accuses, denies, condemns or punishes in a sentence without a reporting word: what follows is theirs too."""
    return _doers(slots, index, talk, SPEECH_ACTS, "actor") or _doers(slots, index, talk, MEASURES, "measure")


def _doers(slots: Slots, index: int, talk: Discourse, types: frozenset[str], how: str) -> list[Voice]:
    for hit in slots.cues:
        accuses = hit.kind == "accuse" and hit.cue.frame in ("subj-obj", "subj-to")
        acts = (hit.kind == "deny" and hit.cue.frame == "subject") or (
            hit.kind == "respond" and hit.cue.type in types and hit.cue.frame != "noun"
        )
        if any(h.first < hit.parts[0] for h in slots.has("issuer")):
            continue  # "we urge the Chinese authorities": who is urged does not speak
        find = slots.agent if hit.cue.frame == "passive" else slots.subject
        mention = find(hit) if accuses or acts else None
        embraced = mention is not None and accuses and hit.parts[0] < mention.first < hit.parts[-1]
        if mention is not None and not embraced and not attack(slots, hit, mention):
            return [Voice(key, how, index, 0, one, hit) for one in slots.together(mention) for key in talk.keys_of(one)]
    return []


COLON_REACH = 8
DATELINE = 3
"""So many names before a colon are places in a row and speak for nobody."""


def _before_colon(slots: Slots) -> list[Mention]:
    """The source in "MIVD: Russian hackers ..." - an actor that opens the sentence and stands right before a colon."""
    first, last = slots.sentence.first, slots.sentence.last
    colon = next((i for i in range(first, min(last - 2, first + COLON_REACH)) if slots.note.tokens[i].raw == ":"), -1)
    before = [m for m in slots.mentions if m.type in SPEAKERS and m.last <= colon and not slots.preposition(m)]
    if len(before) >= DATELINE or not before or colon - before[-1].last > 1:
        return []
    return slots.together(before[-1])


def speaker(slots: Slots, hit: CueHit, types: frozenset[str] = SPEAKERS) -> Mention | None:
    """Whom a reporting word takes for its source, of the ``types`` that speak as subjects."""
    if hit.cue.frame == HELD:
        return None
    if hit.cue.frame == "after":
        named = slots.after(hit, SPEAKERS)
        if named is None or slots.cost(hit.parts[-1] + 1, named.first) > SOURCE_REACH or _past_band(slots, hit, named):
            return _band_behind(slots, hit) if "group" in types else None
        return named
    if hit.cue.frame == "before":
        # "an adviser to Poland['s president told] reporters": the cue's first words may end the name of who speaks
        own = (m for m in slots.mentions if m.type in SPEAKERS and m.first < hit.first < m.last < hit.last)
        return next(own, None) or slots.before(hit, SPEAKERS, free=True)
    if (held := _held(slots, hit, types)) is not None:
        return held
    subject = slots.agent(hit, types) if suffered(slots, hit) else slots.subject(hit, types)
    issuer = slots.agent(hit, types) if subject is not None and (subject.type, subject.kind) == ("generic", DOCUMENT) else None
    return issuer or subject  # "The note was published by the agency and its partners"


def _held(slots: Slots, hit: CueHit, types: frozenset[str]) -> Mention | None:
    """Who speaks within the words of a reporting word, whatever words it leaves room for, where subjects stand behind their verbs:
    "[hält die Guardia Civil für erwiesen]"."""
    if not language(slots.note.lang).verb_second:
        return None
    own = set(hit.parts)
    inside = (m for m in slots.mentions if m.type in types and hit.parts[0] < m.first and m.last <= hit.parts[-1])
    free = (m for m in inside if own.issuperset(range(m.first, m.last)) and not slots.price_governed(m) and not slots.genitive(m))
    return next(free, None)


def _past_band(slots: Slots, hit: CueHit, named: Mention) -> bool:
    """Whether a threat group stands before the name behind "according to", which then belongs to what is told of that group: "In the
    view of the authors APT40 works for China"."""
    second = language(slots.note.lang).verb_second
    return second and any(m.type == "group" and hit.last <= m.first and m.last <= named.first for m in slots.mentions)


def _band_behind(slots: Slots, hit: CueHit) -> Mention | None:
    """The threat group behind "according to" and its own noun: "nach Darstellung der Gruppe Silent Crow"."""
    named = slots.note.by_sentence_mentions[slots.sentence.index]
    bands = [m for m in named if m.type in ("group", "perp") and m.first >= hit.last]
    if not bands or bands[0].type != "perp" or bands[0].first - hit.last > BAND_REACH:
        return None
    clear = slots.preposition(bands[0]) in BELONGING and not any(hit.last <= i < bands[0].first for i in slots.barriers)
    return next((m for m in bands if clear and m.type == "group" and m.first == bands[0].last), None)


BAND_REACH, BELONGING = 4, frozenset({"", "of"})
"""Tokens between "according to" and a threat group that it names as its source, and the prepositions that may govern it."""
DOCUMENT = "document"
"""Kind of the nouns for what is published."""
SHORT_SOURCE = 20
"""Tokens up to which a sentence without a word of attack is one that only names the source."""


CONTENT = frozenset({"accuse", "deed", "technique", "deny", "respond", "link"})


def _trailing_source(note: Annotated, slots: list[Slots], rows: list[list[Voice]]) -> None:
    """The sentence before a short one that only names the source, or before one that says so: "... Dat schrijft De Standaard." """
    for sentence in note.sentences[1:]:
        row, before = slots[sentence.index], sentence.index - 1
        content = not CONTENT.isdisjoint(row.kinds)
        named = [v for v in rows[sentence.index] if v.distance == 0 and v.cue is not None and v.cue.kind == "say"]
        only_source = not content and sentence.last - sentence.first <= SHORT_SOURCE
        if named and (only_source or row.has("source")) and not any(v.distance == 0 for v in rows[before]):
            rows[before] = [Voice(v.key, "according", before, 1, v.mention) for v in named]


def _look_ahead(note: Annotated, rows: list[list[Voice]]) -> None:
    """A quotation that opens a paragraph belongs to the speaker named right after it."""
    for sentence in reversed(note.sentences[:-1]):
        after = sentence.index + 1
        if (
            sentence.quoted
            and not any(v.distance == 0 for v in rows[sentence.index])
            and note.sentences[after].paragraph == sentence.paragraph
        ):
            direct = [v for v in rows[after] if v.how in ("subject", "quote") and v.distance <= 1]
            if direct:
                rows[sentence.index] = [Voice(v.key, "quote", sentence.index, 1, v.mention, v.cue) for v in direct]
