"""The language of a text."""

from __future__ import annotations

from functools import cache

import py3langid.langid as langid

from demarche.lexicon.load import settled_languages

SAMPLE = 600
MIN_LETTERS = 20
SURE = 0.8
"""Probability from which a language that is not one of ours is believed."""
NEAR = 0.1
"""Probability from which one of ours is preferred to an unsure neighbour (Afrikaans, Luxembourgish, Walloon)."""


@cache
def _identifier() -> langid.LanguageIdentifier:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def language(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of ``text``, ``und`` where it cannot be told. A declared language decides where the text alone does not."""
    sample = text[:SAMPLE]
    hint = (declared or "")[:2].lower()
    hint = hint if len(hint) == 2 and hint.isalpha() else "und"
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return hint
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    code, probability = ranked[0]
    if code in settled_languages() or probability >= SURE:
        return code
    likely = [(ours, share) for ours, share in ranked if ours in settled_languages() and (share >= NEAR or ours == hint)]
    return hint if hint in settled_languages() else likely[0][0] if likely else "und"
