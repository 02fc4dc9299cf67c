"""Every cue of every language stands up to its own examples."""

import pytest

from demarche.lexicon.check import check
from demarche.lexicon.load import languages, read_cues

KINDS_A_LANGUAGE_NEEDS = {
    "of", "and", "barrier", "anaphor", "say", "unnamed", "accuse", "link", "perp", "deed", "technique", "objective", "hedge", "neg", "hyp",
    "background", "deny", "nocomment", "respond", "status", "victim", "hit", "worldwide", "offtopic",
}  # fmt: skip


@pytest.mark.parametrize("lang", languages())
def test_no_complaint(lang: str) -> None:
    assert [str(c) for c in check(lang)] == []


@pytest.mark.parametrize("lang", ["nl", "en", "fr", "de"])
def test_all_kinds_are_there(lang: str) -> None:
    assert {cue.kind for cue in read_cues(lang)} >= KINDS_A_LANGUAGE_NEEDS
