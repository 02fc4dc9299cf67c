"""What people decided about pairs of documents, which outweighs every score: merged ones bring their whole groups together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from demarche.incidents.block import Pair
from demarche.model import Judgement

PARTED = -1_000_000.0
"""Score of a pair that a person has parted."""
Group = tuple[str, ...]


def decided(judgements: Iterable[Judgement]) -> dict[Pair, int]:
    """The last decision about each pair that was not taken back: the number of its judgement, negative for a split."""
    found: dict[Pair, int] = {}
    log = sorted(judgements, key=lambda judgement: judgement.seq)
    undone = {judgement.other for judgement in log if judgement.action == "undo"}
    for judgement in log:
        if judgement.action in ("merge", "split") and judgement.other not in (None, judgement.target) and str(judgement.seq) not in undone:
            one, two = sorted((judgement.target, str(judgement.other)))
            found[one, two] = judgement.seq if judgement.action == "merge" else -judgement.seq
    return found


def joined(groups: Iterable[Group], decisions: Mapping[Pair, int]) -> list[Group]:
    """The groups, those that a merge ties as one, unless a later split parts them again."""
    home = {id: group for group in groups for id in group}
    for (one, two), seq in sorted(decisions.items(), key=lambda item: item[1]):
        if seq > 0 and one in home and two in home and home[one] != home[two] and not _parted(home[one], home[two], decisions, seq):
            whole = tuple(sorted(home[one] + home[two]))
            home.update(dict.fromkeys(whole, whole))
    return sorted(set(home.values()))


def _parted(one: Group, two: Group, decisions: Mapping[Pair, int], seq: int) -> bool:
    """Whether a split after judgement number ``seq`` lies between two groups."""
    sides = set(one), set(two)
    return any(number < -seq and {id in sides[0] for id in pair} == {True, False} == {id in sides[1] for id in pair}
               for pair, number in decisions.items())  # fmt: skip
