"""Loads, validates, compiles and matches the word data under ``demarche/data``. Contains no words itself."""

from demarche.lexicon.load import Cue, Lexicon, language, lexicon
from demarche.lexicon.matcher import Hit, Matcher
from demarche.lexicon.text import Token, fold, tokenize

__all__ = ["Cue", "Hit", "Lexicon", "Matcher", "Token", "fold", "language", "lexicon", "tokenize"]
