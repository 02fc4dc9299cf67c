"""All candidates of a document, unscored: what ``extract`` scores and ``tools/train.py`` learns from."""

from __future__ import annotations

from demarche.claims.attributions import group_candidates, state_candidates
from demarche.claims.candidate import Candidate
from demarche.claims.denials import denial_candidates
from demarche.claims.profile import Profile, profile
from demarche.claims.reading import Reading
from demarche.claims.responses import response_candidates
from demarche.claims.tags import tag_candidates
from demarche.claims.victims import victim_candidates

KINDS = ("attribution", "group", "denial", "response", "victim", "technique", "objective")


def propose(reading: Reading) -> tuple[Profile, dict[str, list[Candidate]]]:
    """The document's profile and its candidates by kind."""
    shape = profile(reading)
    return shape, {
        "attribution": state_candidates(reading, shape),
        "group": group_candidates(reading, shape),
        "denial": denial_candidates(reading, shape),
        "response": response_candidates(reading, shape),
        "victim": victim_candidates(reading, shape),
        "technique": tag_candidates(reading, shape, "technique"),
        "objective": tag_candidates(reading, shape, "objective"),
    }
