"""Cleaning: what is foreign to the article goes, every kept character remembers where it stood."""

from demarche.clean.cleaner import clean, decoded
from demarche.clean.spans import raw_span

__all__ = ["clean", "decoded", "raw_span"]
