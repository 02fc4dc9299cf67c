"""All candidates of a document, unscored: what ``extract`` scores and ``tools/train.py`` learns from."""

from __future__ import annotations

from demarche.claims.attributions import group_candidates, state_candidates
from demarche.claims.candidate import Candidate
from demarche.claims.denials import denial_candidates
from demarche.claims.parts import HALVES, halves
from demarche.claims.profile import Profile, profile
from demarche.claims.reading import Reading
from demarche.claims.responses import response_candidates
from demarche.claims.tags import tag_candidates
from demarche.claims.victims import victim_candidates

KINDS = ("attribution", "group", "denial", "response", "victim", "technique", "objective")
FIRST_LOOK = (*KINDS, *HALVES)
"""What the first look scores: the kinds of claims, and the halves that help to weigh pairs."""


def propose(reading: Reading) -> tuple[Profile, dict[str, list[Candidate]]]:
    """The document's profile and its candidates by kind, the halves of pairs among them."""
    shape = profile(reading)
    kinds = {
        "attribution": state_candidates(reading, shape),
        "group": group_candidates(reading, shape),
        "denial": denial_candidates(reading, shape),
        "response": response_candidates(reading, shape),
        "victim": victim_candidates(reading, shape),
        "technique": tag_candidates(reading, shape, "technique"),
        "objective": tag_candidates(reading, shape, "objective"),
    }
    return shape, kinds | halves(kinds)
