"""Cleaning: what is foreign to the article goes, every kept character remembers where it stood."""

from demarche.clean.cleaner import clean, decoded
from demarche.clean.duplicates import find_duplicates
from demarche.clean.fingerprint import Fingerprint, fingerprint
from demarche.clean.spans import raw_span

__all__ = ["Fingerprint", "clean", "decoded", "find_duplicates", "fingerprint", "raw_span"]
