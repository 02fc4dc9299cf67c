"""The language of a text."""

from __future__ import annotations

from functools import cache

import py3langid.langid as langid

SAMPLE = 1_000
MIN_LETTERS = 20
MIN_PROBABILITY = 0.6
OURS = ("nl", "en", "fr", "de")


@cache
def _identifier() -> langid.LanguageIdentifier:
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


def language(text: str, declared: str | None = None) -> str:
    """ISO 639-1 code of ``text``; a declared language (page attribute, field) decides where the text is too short to tell; else ``und``."""
    sample = text[:SAMPLE]
    hint = (declared or "")[:2].lower()
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return hint if hint.isalpha() and len(hint) == 2 else "und"
    code, probability = _identifier().classify(sample)
    if code in OURS or probability >= MIN_PROBABILITY:
        return str(code)
    return hint if hint in OURS else "und"
