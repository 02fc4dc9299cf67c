"""Names in the tokens of a document: longest match first, capitals respected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from demarche.annotate.annotated import Mention
from demarche.lexicon import Hit, Token
from demarche.lexicon.groups import find_numbered, known_group
from demarche.lexicon.names import SHORT_CAPS, Name, names
from demarche.lexicon.offices import fitting

ORDER = (
    "group",
    "other",
    "organ",
    "person",
    "company",
    "media",
    "ngo",
    "state",
    "place",
    "adjective",
    "demonym",
    "city",
    "prefix",
    "organ-noun",
)
RANK = {kind: at for at, kind in enumerate(ORDER)}
TYPES = {"organ-noun": "generic"}


def find_names(text: str, tokens: Sequence[Token], lang: str, published: str | None) -> list[Mention]:
    """Non-overlapping mentions of known names in text order; of several office holders of one name the one in office at ``published``."""
    hits = [h for h in names(lang).matcher.find(tokens) if _written_so(tokens, h)]
    hits = [*_in_office(hits, published), *_numbered(text, tokens)]
    hits.sort(key=lambda h: (h.first - h.last, RANK.get(h.entry[1].type, 99), h.first))
    taken = bytearray(len(tokens))
    chosen: list[Hit[tuple[str, Name]]] = []
    for hit in hits:
        if not any(taken[hit.first : hit.last]):
            taken[hit.first : hit.last] = b"\x01" * (hit.last - hit.first)
            chosen.append(hit)
    chosen += [more for hit in chosen if hit.entry[1].type == "group" for more in _row(tokens, hit, taken)]
    chosen.sort(key=lambda h: h.first)
    return [_mention(h) for h in chosen if h.entry[1].type != "other"]


LONGEST_ROW = 12


def _row(tokens: Sequence[Token], hit: Hit[tuple[str, Name]], taken: bytearray) -> list[Hit[tuple[str, Name]]]:
    """The other members of a row of numbered groups: "APT27, 30 and 31"."""
    stem = re.match(r"(\D+)\d+$", hit.entry[1].name)
    found: list[Hit[tuple[str, Name]]] = []
    for i in range(hit.last, min(hit.last + LONGEST_ROW, len(tokens))) if stem else ():
        raw = tokens[i].raw
        if raw.isdigit() and len(raw) <= 3 and stem is not None:
            name = known_group(f"{stem.group(1)}{raw}")
            if name is None:
                break
            found.append(Hit(i, i + 1, (raw, name), (i,)))
            taken[i] = 1
        elif raw != "," and not (raw.islower() and len(raw) <= 3):
            break
    return found


def _in_office(hits: list[Hit[tuple[str, Name]]], published: str | None) -> list[Hit[tuple[str, Name]]]:
    """Keep one person for each stretch of text."""
    persons: dict[tuple[int, int], list[Hit[tuple[str, Name]]]] = {}
    for hit in hits:
        if hit.entry[1].type == "person":
            persons.setdefault((hit.first, hit.last), []).append(hit)
    best = {id(min(row, key=lambda h: h.entry[1] is not fitting([r.entry[1] for r in row], published))) for row in persons.values()}
    return [h for h in hits if h.entry[1].type != "person" or id(h) in best]


def _numbered(text: str, tokens: Sequence[Token]) -> list[Hit[tuple[str, Name]]]:
    """Groups that follow a naming scheme ("UNC1234", "Storm-0558") and stand in no list."""
    found = find_numbered(text)
    if not found:
        return []
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    return [
        Hit(starts[start], ends[end], (text[start:end], name), tuple(range(starts[start], ends[end])))
        for start, end, name in found
        if start in starts and end in ends
    ]


def _mention(hit: Hit[tuple[str, Name]]) -> Mention:
    name = hit.entry[1]
    return Mention(
        hit.first, hit.last, TYPES.get(name.type, name.type), None if name.type == "group" else name.key, name.name, kind=name.kind, level=name.level, speaks=name.speaks,
        keys=name.keys, criminal=name.criminal, id=name.id, person=name.person, needs_owner=name.needs_owner, country=name.country, guarded=name.guarded, beside=name.beside,
    )  # fmt: skip


def _written_so(tokens: Sequence[Token], hit: Hit[tuple[str, Name]]) -> bool:
    """Whether the capitals in the text allow this name."""
    form, name = hit.entry
    if _half_of_compound(tokens, hit.last):
        return False
    if name.case == "lower":
        return True
    if name.case == "small":
        return tokens[hit.first].raw[0].islower() or _capital_by_place(tokens, hit.first)
    raws = [tokens[i].raw for i in range(hit.first, hit.last)]
    if name.case == "exact":
        return "".join(raws) == "".join(form.split())
    letters = [r for r in raws if r[0].isalpha()]
    if form.isupper() and len(form) < SHORT_CAPS:
        return all(r.isupper() for r in letters)
    # the first word needs a capital where the form has one; "de Verenigde Staten" may be found by its later words
    if form[0].isupper() or form[0].isdigit() or not form[0].isalpha():
        return not letters or letters[0][0].isupper() or letters[0][0].isdigit()
    return True


def _capital_by_place(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word has its capital from where it stands: it opens the text or a quotation, or belongs to a capitalised name."""
    if _opens(tokens, at):
        return True
    return tokens[at - 1].raw[0].isupper() and not _opens(tokens, at - 1)  # "Des Nord-Coréens": there the article opens the sentence


def _opens(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].raw if at else "."
    return not (before[0].isalnum() or before in "'’")


def _half_of_compound(tokens: Sequence[Token], last: int) -> bool:
    """True for "Chinese state" in "Chinese state-sponsored": a small word tied to the next by a hyphen is no noun of its own."""
    end = tokens[last - 1]
    tied = last < len(tokens) and tokens[last].raw == "-" and tokens[last].start == end.end
    return (
        tied
        and end.raw.islower()
        and last + 1 < len(tokens)
        and tokens[last + 1].start == tokens[last].end
        and tokens[last + 1].raw[0].islower()
    )
