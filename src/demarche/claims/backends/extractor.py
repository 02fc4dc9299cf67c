"""What every back end offers, and how it says that it could not read a document."""

from __future__ import annotations

from typing import Protocol

from demarche.model import Claims, Document


class Extractor(Protocol):
    """Finds the claims of a document. It is sent to worker processes, so it must pickle.

    Its quotations are checked outside of it (:func:`demarche.claims.quoted.checked`): one that is not in the document is dropped.
    """

    @property
    def name(self) -> str:
        """As in ``build --extractor NAME``."""

    @property
    def version(self) -> str:
        """What must differ when the same document may give other claims, beside the program's own code and data."""

    @property
    def seconds(self) -> float:
        """Seconds a document may take in the back end beyond what reading may take anyhow."""

    def extract(self, document: Document) -> Claims:
        """The claims of ``document``. A quotation whose place is not known has ``UNPLACED`` offsets. Raises ExtractionError."""


class ExtractionError(Exception):
    """This document could not be read by the back end; ``code`` and ``hint`` as in :class:`demarche.model.Problem`."""

    def __init__(self, code: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.code, self.hint = code, hint
