"""Sees a document: tokens, sentences, quotations, names, cues - everything the claims layer reads."""

from demarche.annotate.annotated import ENVOYS, Annotated, CueHit, Mention, Sentence
from demarche.annotate.run import annotate

__all__ = ["ENVOYS", "Annotated", "CueHit", "Mention", "Sentence", "annotate"]
