"""Organisations that a document introduces by what they are ("the security firm Hakom", "Nozmo, a think tank in Osaka", "l'ONG Droits en
Ligne") have their name for key, at every place where it returns. Works on capitals, position and the nouns of the lexicon: needs no list.
"""

from __future__ import annotations

from demarche.annotate.annotated import Annotated, CueHit, Mention
from demarche.annotate.quotations import DOUBLE, SINGLE

SECTORS = {"company": "company", "vendor-report": "company", "media": "media", "civil-society": "ngo", "academia": "ngo", "ngo": "ngo"}
"""Type of the organisation that a noun tells of, by the type of the noun's cue."""
NOUNS = frozenset({"victim", "anaphor", "basis"})
MEANT = frozenset({"accuse", "deed", "deny", "hit", "link", "perp", "respond", "say", "technique", "unnamed", "victim", "asset", "barrier"})
"""Kinds of cues whose words are no name."""
ACTIVE = frozenset({"subject", "subj-obj", "subj-to"})
"""Frames of verbs with a speaker or accuser for their subject."""
ORIGINS = frozenset({"adjective", "place", "city", "demonym", "prefix"})
MOST_WORDS, SHORTEST, LONGEST_JOINER = 4, 3, 3
"""Words of a name, letters of one, and letters of a small word inside it."""
APPOSITION, CLOSING_REACH, VOICE_REACH, SOURCE_REACH, ORIGIN_REACH = 5, 6, 2, 4, 3
"""Tokens from a comma to the noun of an apposition and from there to the one that closes it, from a name to its reporting word, from
"according to" to a noun, and from a noun back to where the organisation is at home."""
Run = tuple[int, int]


def organisations(note: Annotated) -> list[Mention]:
    """The mentions of ``note``, with those of organisations that its text introduces in place of the nouns that introduce them."""
    return _Introductions(note).run()


class _Introductions:
    def __init__(self, note: Annotated) -> None:
        self.note, self.tokens = note, note.tokens
        self.taken = {i for m in note.mentions for i in range(m.first, m.last)}
        self.meant = {i for h in note.cues if h.kind in MEANT and h.cue.frame != "after" for i in h.parts}
        self.prepositions = {h.first: h.cue.type for h in note.cues if h.kind == "of"}
        self.verbs = {h.parts[0] for h in note.cues if h.kind in ("say", "accuse") and h.cue.frame in ACTIVE}
        self.said = {h.parts[0] for h in note.cues if h.kind == "say" and h.cue.frame == "subject"}

    def run(self) -> list[Mention]:
        """Introduce, then find the names wherever they stand."""
        found: list[Mention] = []
        replaced: set[int] = set()
        known: set[tuple[str, ...]] = set()
        for hit in self.note.cues:
            name = self._name_of(hit)
            if name is None or self._words(name) in known:
                continue
            places = self._places(self._words(name))
            if not (hit.kind == "basis" or self._told_by(hit) or any(self._speaks(place) for place in places)):
                continue  # who never speaks is as a rule the one attacked
            known.add(self._words(name))
            nouns = self._nouns(hit)
            replaced |= {id(m) for m in nouns}
            country = next((m.key for m in nouns if m.key), None) or ""
            found += [self._mention(place, SECTORS[hit.cue.type], name, country) for place in places]
            self.taken |= {i for first, last in places for i in range(first, last)}
        return sorted([*(m for m in self.note.mentions if id(m) not in replaced), *found], key=lambda m: m.first)

    def _mention(self, place: Run, kind: str, name: Run, country: str) -> Mention:
        key = self.note.words(*name)
        at = next(s.index for s in self.note.sentences if s.first <= place[0] < s.last)
        return Mention(*place, kind, key, key, country=country, sentence=at)

    def _name_of(self, hit: CueHit) -> Run | None:
        """The name beside a noun for an organisation."""
        sentence = self.note.sentences[hit.sentence]
        if hit.kind not in NOUNS or hit.cue.type not in SECTORS or sentence.title:
            return None
        opens = hit.last + (hit.last < sentence.last and self.tokens[hit.last].raw in DOUBLE | SINGLE)
        return self._run(range(opens, sentence.last)) or self._before(hit, sentence.first)

    def _before(self, hit: CueHit, start: int) -> Run | None:
        """The name before the comma of an apposition: "Nozmo, a Japanese security firm"; what goes on behind it may be a person ("a company
        spokesman"), and without an article it is a list."""
        comma = next((i for i in range(hit.first - 1, max(start, hit.first - APPOSITION), -1) if self.tokens[i].raw == ","), start)
        ends = hit.last >= len(self.tokens) or hit.last in self.prepositions or not self.tokens[hit.last].raw[0].isalnum()
        article = comma < hit.first - 1 and self.tokens[comma + 1].raw.islower()
        return self._run(range(comma - 1, start - 1, -1)) if comma > start and ends and article else None

    def _run(self, places: range) -> Run | None:
        """Capitalised words in a row that belong to no other name and mean nothing else."""
        words: list[int] = []
        for i in places:
            raw = self.tokens[i].raw
            joins = places.step > 0 and bool(words) and len(raw) <= LONGEST_JOINER and self.prepositions.get(i, "") in ("of", "")
            joins = (joins and raw.islower()) or (raw == "&" and bool(words))
            if i in self.taken or i in self.meant or not (joins or (raw[0].isupper() and raw[-1].isalnum())):
                break
            words.append(i)
        while words and not self.tokens[words[-1]].raw[0].isupper():
            words.pop()
        run = (min(words), max(words) + 1) if 0 < len(words) <= MOST_WORDS else (0, 0)
        return run if len(self.note.words(*run)) >= SHORTEST else None

    def _nouns(self, hit: CueHit) -> list[Mention]:
        """The mention of the noun itself, and of where the organisation is at home: nobody acts in "the Prague-based firm Hakom"."""
        generic = [m for m in self.note.mentions if m.type == "generic" and m.first < hit.last and hit.first < m.last]
        first = min([hit.first, *(m.first for m in generic)])
        left = [m for m in self.note.mentions if m.type in ORIGINS and 0 <= first - m.last <= ORIGIN_REACH]
        plain = left and all(self.tokens[i].raw[0].isalpha() or self.tokens[i].raw == "-" for i in range(left[-1].last, first))
        return [*left[-1:], *generic] if plain else generic

    def _words(self, run: Run) -> tuple[str, ...]:
        return tuple(token.raw for token in self.tokens[run[0] : run[1]])

    def _places(self, words: tuple[str, ...]) -> list[Run]:
        """Everywhere these words stand in a row and belong to no other name."""
        starts = (i for i, token in enumerate(self.tokens) if token.raw == words[0])
        runs = [(i, i + len(words)) for i in starts]
        return [run for run in runs if self._words(run) == words and not self.taken & set(range(*run))]

    def _told_by(self, noun: CueHit) -> bool:
        """Whether words for a source stand before the noun ("according to the Prague-based company"), or a verb behind the comma that
        closes an apposition."""
        row = self.note.by_sentence_cues[noun.sentence]
        sources = any(h.kind == "say" and h.cue.frame == "after" and 0 <= noun.first - h.last <= SOURCE_REACH for h in row)
        end = min(self.note.sentences[noun.sentence].last - 1, noun.last + CLOSING_REACH)
        return sources or any(self.tokens[i].raw == "," and i + 1 in self.verbs for i in range(noun.last, end))

    def _speaks(self, place: Run) -> bool:
        """Whether a reporting or accusing word stands beside the name."""
        after, before = range(place[1], place[1] + VOICE_REACH), range(place[0] - VOICE_REACH, place[0])
        return any(i in self.verbs for i in after) or any(i in self.said for i in before)
