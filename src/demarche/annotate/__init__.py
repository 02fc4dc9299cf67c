"""Sees a document: tokens, sentences, quotations, names, cues - everything the claims layer reads."""

from demarche.annotate.annotated import Annotated, CueHit, Mention, Sentence
from demarche.annotate.run import annotate

__all__ = ["Annotated", "CueHit", "Mention", "Sentence", "annotate"]
