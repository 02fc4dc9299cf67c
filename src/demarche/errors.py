"""Errors that stop the run. What is wrong with one item is a ``Problem`` record instead, and the run goes on."""

from __future__ import annotations


class DemarcheError(Exception):
    """The run cannot go on. ``hint`` says the way out; ``exit_code`` is what the command line returns."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(DemarcheError):
    """The call itself is wrong: an unknown option value, nothing to read, an id that is not in the record."""

    exit_code = 2


class DataError(DemarcheError):
    """A data file of the product (lexicon, reference, override) is missing or not as its schema wants it."""


class RecordError(DemarcheError):
    """The record cannot be opened, is locked, belongs to another version or fails its own checks."""


class MissingExtraError(DemarcheError):
    """An optional part is not installed; the hint names the extra that brings it."""
