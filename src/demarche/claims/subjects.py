"""The subject of a verb: before it, or just behind it where the order is inverted ("says X", "beschuldigde X")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from demarche.annotate import CueHit, Mention
from demarche.annotate.quotations import DOUBLE, SINGLE
from demarche.claims.prices import INVERTED, NOT_INVERTED, PREDICATES, REACH, least
from demarche.lexicon import language

if TYPE_CHECKING:
    from demarche.claims.roles import Slots

SPEAKER_REACH, TRAILING, APPOSITION = 6, 10, 16
"""Price behind a reporting word to who speaks; price of a name before one that trails; tokens over which an apposition may part both."""
TITLE, BELONGING = 10, frozenset({"of", "by"})
"""Tokens of an office or trade between a reporting word and whom it serves, and the prepositions that join the two."""
BODIES, SENT = frozenset({"organ", "generic"}), frozenset({"ambassador", "embassy"})
RELATIVE_REACH = 4
"""Tokens from a relative pronoun to its verb."""
OWN_SUBJECT = frozenset({"subject", "subj-obj", "subj-to", "charge"})
"""Frames of words whose subject accuses, denies or tells."""
AFTER_SPEECH, QUOTES = frozenset(',»”"’“'), DOUBLE | SINGLE


def subject_of(slots: Slots, hit: CueHit, types: Iterable[str]) -> Mention | None:
    """The mention of one of the ``types`` that acts or speaks by ``hit``."""
    if (within := _within(slots, hit, types)) is not None:
        return within
    contrast = hit.parts[0] - 1 in slots.contrasts
    joined = not contrast and hit.parts[0] - 1 in slots.joins
    earlier = _earlier_verb(slots, hit, contrast=contrast) if contrast or joined else None
    if earlier is not None:
        # a second predicate shares the subject of the first: "X named the group and says ..."
        shared = slots.subject(earlier, types)
        if shared is not None or not contrast:
            return shared
    marked = _first_free(slots, hit, types) or _tied(slots, hit, types) or _employer(slots, hit, types)
    return marked or _cheapest(slots, hit, types, joined=joined) or _opening_place(slots, types)


def _earlier_verb(slots: Slots, hit: CueHit, *, contrast: bool) -> CueHit | None:
    """The last verb that ends before the word beside ``hit``; behind a contrast none of a clause that is told."""
    verbs = (h for h in slots.cues if h.kind in PREDICATES and h.cue.frame not in ("noun", "after", "before", "content"))
    before = [h for h in verbs if h.parts[-1] < hit.parts[0] - 1 and (not contrast or h.cue.frame in OWN_SUBJECT)]
    return before[-1] if before else None


def _cheapest(slots: Slots, hit: CueHit, types: Iterable[str], *, joined: bool) -> Mention | None:
    """By what stands between them: a name before the verb, or behind it where the order is inverted."""
    verb_second = language(slots.note.lang).verb_second
    price = INVERTED if hit.kind == "say" or verb_second else NOT_INVERTED
    # what stands further right of a reporting word is what it reports
    farthest = SPEAKER_REACH if hit.kind == "say" else REACH
    trailing, relative = _trailing(slots, hit), _relative(slots, hit)
    nearest = min((m.first for m in slots.mentions if m.first > hit.parts[0]), default=0)

    def inverted(mention: Mention) -> int | None:
        held = hit.kind == "accuse" and not verb_second and mention.first < hit.parts[-1]  # "We hold China responsible"
        opens = hit.parts[-1] in slots.barriers  # "report that X hacked": who is told of does not tell it
        # behind a reporting word only the very next name speaks, and none behind a comma ("Wie die Zeitung berichtet, hat China")
        apart = hit.kind == "say" and (opens or mention.first > nearest or _cut_off(slots, hit, mention) or _object(slots, hit, mention))
        told = relative and mention.type != "unnamed"  # "the paper, which cites officials": they tell it
        cost = None if joined or apart or held or told else slots.price_right(hit, mention, False)
        return None if cost is None or cost > farthest else cost + (0 if trailing else price)

    def usual(mention: Mention) -> int | None:
        cost = slots.price_left(hit, mention, False)
        owns = mention.last in slots.linking  # "[Iran]-linked actors tried": those who act are not the state they are tied to
        if not trailing and _apposed(slots, hit, mention):
            return 0
        return None if cost is None or owns or _told(slots, hit, mention) else cost + (TRAILING if trailing else 0)

    return slots.cheapest(types, lambda m: least(usual(m), inverted(m)))


def _relative(slots: Slots, hit: CueHit) -> bool:
    """Whether the subject of the verb is a relative pronoun, and who it stands for is named before: "Oslo, qui accuse [Moscou]"."""
    opener = max((i for i in slots.relatives if i < hit.parts[0]), default=-1)
    near = opener >= 0 and hit.parts[0] - opener <= RELATIVE_REACH
    return near and slots.governor(opener) == "" and not any(opener < m.first < hit.parts[0] for m in slots.mentions)


def _tied(slots: Slots, hit: CueHit, types: Iterable[str]) -> Mention | None:
    """The pronoun that a hyphen ties to its verb: "a-t-il dit", "rappelle-t-elle"."""
    tokens = slots.note.tokens
    for mention in slots.mentions:
        tied = mention.type == "pronoun" and "pronoun" in types and tokens[mention.first - 1].raw == "-" and mention.first >= hit.last - 1
        if tied and all(tokens[i].end == tokens[i + 1].start for i in range(min(hit.last, mention.first) - 1, mention.first)):
            return mention
    return None


def _within(slots: Slots, hit: CueHit, types: Iterable[str]) -> Mention | None:
    """The body with which the words of a response begin: "a [grand jury] returned an indictment" names who acts and what it does."""
    if hit.kind != "respond" or hit.cue.frame != "subject":
        return None
    first = hit.parts[0]
    bodies = (m for m in slots.mentions if m.type in BODIES and m.type in types and m.kind not in SENT)
    return next((m for m in bodies if m.first <= first < m.last < hit.parts[-1] and not slots.preposition(m)), None)


def _apposed(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether an apposition is all that parts a name from the verb: "Microsoft, a software maker in Redmond, said Russia was"."""
    tokens, close = slots.note.tokens, hit.first - 1
    if not mention.last < close <= mention.last + APPOSITION or tokens[mention.last].raw != "," or tokens[close].raw != ",":
        return False
    return not any(mention.last < i < close for i in slots.predicates | slots.barriers)


def _object(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether attackers behind a reporting word are what it speaks of, where no speech stands before it: "had found RedDelta in"."""
    opens = hit.first <= slots.sentence.first or slots.note.tokens[hit.first - 1].raw in AFTER_SPEECH
    return mention.type in ("group", "perp") and not opens and not language(slots.note.lang).verb_second


def _cut_off(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether a comma closes the words of the cue before the mention."""
    return hit.last < mention.first and slots.note.tokens[hit.last].raw == ","


def _told(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether a name before the mark that a reporting word follows is part of what is told, not who tells it, in languages that
    put the speaker behind: "De hackers werkten vanuit China, stellen de bondgenoten vast"; an apposition's commas stand about it."""
    if hit.kind != "say" or not language(slots.note.lang).verb_second or hit.first <= slots.sentence.first:
        return False
    mark, at = slots.note.tokens[hit.first - 1].raw, hit.first - 1
    if mark not in AFTER_SPEECH or _resumes(slots, mention, at):
        return False
    if mark != "," and mention.last == at and slots.note.tokens[mention.first - 1].raw in QUOTES:
        return False  # the marks hold a name and no speech: Der „Spiegel“ berichtet
    end = slots.together(mention)[-1].last
    return mark != "," or end == at or slots.note.tokens[end].raw != ","


def _reports(slots: Slots, hit: CueHit) -> bool:
    """Whether a reporting word ends its clause and nothing that is told stands before it: "hat den Verbündeten mitgeteilt, dass"."""
    before, last = slots.note.tokens[hit.first - 1].raw if hit.first > slots.sentence.first else "", hit.parts[-1] + 1
    return before not in AFTER_SPEECH and not (last in slots.joins or last in slots.prepositions)


def _resumes(slots: Slots, mention: Mention, at: int) -> bool:
    """Whether the mark at token ``at`` only closes what was put in behind the name or belongs to it: "Oslo hat, wobei Freunde halfen,
    bekanntgegeben", "Two people who know the case, said"."""
    inside = mention.last - 1 > mention.first and any(mention.first < i < mention.last for i in slots.barriers)
    return (inside and mention.last == at) or any(b == at and mention.last <= a for a, b in slots.asides)


def _first_free(slots: Slots, hit: CueHit, types: Iterable[str]) -> Mention | None:
    """Where the verb closes its clause (Dutch, German) the first name that no preposition governs acts, not the nearest one:
    "Das Ministerium hat Offiziere der Armee angeklagt"."""
    if not language(slots.note.lang).verb_second or not slots.closes(hit) or (hit.kind == "say" and not _reports(slots, hit)):
        return None
    start, end = _clause(slots, hit)
    free = (m for m in slots.mentions if m.type in types and m.type != "adjective" and start < m.first and m.last <= end)
    acting = (m for m in free if not slots.price_governed(m) and not slots.located(m) and not slots.genitive(m) and not _of_name(slots, m))
    first = next((m for m in acting if not _inside(slots, m.first, hit)), None)
    return None if first is not None and hit.kind == "say" and _told_apart(slots, first, hit) else first


def _inside(slots: Slots, at: int, hit: CueHit) -> bool:
    """Whether token ``at`` is part of what is put in between commas before ``hit``."""
    return any(a < at < b <= hit.parts[0] for a, b in slots.asides)


def _of_name(slots: Slots, mention: Mention) -> bool:
    """Whether a mention only introduces the name behind it: "[security researcher] Jane Roe", "the [Google] subsidiary Mandiant"."""
    tokens, end = slots.note.tokens, mention.last
    tied = end < slots.sentence.last and tokens[end].raw == "-" and tokens[end].start == tokens[end - 1].end
    named = mention.type == "unnamed" and any(m.first == end for m in slots.mentions)
    return tied or named


def _told_apart(slots: Slots, mention: Mention, hit: CueHit) -> bool:
    """Whether a comma without a second one parts a name from the reporting word: it is told of the name, ", davon ist man sicher"."""
    commas = (i for i in range(slots.together(mention)[-1].last, hit.parts[0]) if slots.note.tokens[i].raw == ",")
    return sum(not any(a <= i <= b <= hit.parts[0] for a, b in slots.asides) for i in commas) == 1


def _clause(slots: Slots, hit: CueHit) -> tuple[int, int]:
    """Token before the clause that ``hit`` closes and the one where its names end, without a clause put in before the verb: "Iran hat den
    Vorwurf, dass es hinter dem Angriff steckt, zurückgewiesen"."""
    # a cue that embraces the verb opens no clause before it
    verbs = [h for h in slots.cues if h.kind in PREDICATES and h.cue.frame not in ("noun", "content")]
    openers = slots.barriers | {h.parts[0] for h in verbs if not h.parts[0] < hit.parts[0] <= h.parts[-1]}
    if hit.kind == "say":
        openers |= {i for i in range(slots.sentence.first, hit.parts[0]) if slots.note.tokens[i].raw in (":", ";")}
    openers = {i for i in openers if i < hit.parts[0] and not _inside(slots, i, hit)}
    opener = max(openers, default=-1)
    comma = next((i for i in range(hit.parts[0] - 1, opener, -1) if slots.note.tokens[i].raw == ","), -1)
    put_in = max((i for i in slots.barriers if i <= opener), default=-1)
    if comma < 0 or put_in < 0 or any(comma < m.first < hit.parts[0] for m in slots.mentions):
        return opener, hit.parts[0]
    return max((i for i in openers if i < put_in), default=-1), put_in


def _trailing(slots: Slots, hit: CueHit) -> bool:
    """Whether a reporting word follows what it reports, so that its speaker stands behind it: "..., ont conclu Londres et Washington."

    A comma may also close an apposition ("Borrell, the EU's diplomat, said that ..."): there something goes on behind the name.
    """
    if hit.kind != "say" or hit.first <= slots.sentence.first or slots.note.tokens[hit.first - 1].raw not in AFTER_SPEECH:
        return False
    if any(hit.parts[0] < m.first < hit.parts[-1] for m in slots.mentions):
        return True  # "..., teilte Berlin mit"
    names = [m for m in slots.mentions if 0 <= m.first - hit.last <= SPEAKER_REACH]
    end = slots.together(names[0])[-1].last if names else hit.last
    return bool(names) and slots.ended(end)


def _employer(slots: Slots, hit: CueHit, types: Iterable[str]) -> Mention | None:
    """Whom somebody speaks for who follows a reporting word and what it reports: "..., erklärte der leitende Ingenieur von Antiy, Li"."""
    tokens, behind = slots.note.tokens, hit.last
    if hit.kind != "say" or hit.first <= slots.sentence.first or tokens[hit.first - 1].raw not in AFTER_SPEECH:
        return None
    if _closes_aside(slots, hit, types):
        return None
    first = next((m for m in slots.mentions if m.first >= behind), None)
    if first is None or first.type not in types or not 1 < first.first - behind <= TITLE or slots.preposition(first) not in BELONGING:
        return None
    between = range(behind, first.first)
    plain = all(tokens[i].raw[0].isalpha() or tokens[i].raw in "'’-" for i in between)
    told = slots.predicates | slots.barriers | slots.deeds
    return first if plain and slots.ended(first.last) and told.isdisjoint(between) else None


def _closes_aside(slots: Slots, hit: CueHit, types: Iterable[str]) -> bool:
    """Whether the mark before a reporting word ends what was told of its subject: "An analyst, who asked for secrecy, sees the mark of"."""
    apposed = (m for m in slots.mentions if m.type in types and _apposed(slots, hit, m) and not _told(slots, hit, m))
    return any(close == hit.first - 1 for _, close in slots.asides) or next(apposed, None) is not None


def _opening_place(slots: Slots, types: Iterable[str]) -> Mention | None:
    """A capital that opens the sentence acts where nobody else does: "In Moscow the charge was waved away"."""
    first = slots.mentions[0] if slots.mentions else None
    opens = first is not None and first.type == "place" and "place" in types and first.first - slots.sentence.first <= 2
    return first if opens else None
