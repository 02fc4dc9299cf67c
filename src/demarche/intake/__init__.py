"""Intake: bytes to sources. One module a format; ``registry`` lists them."""

from demarche.intake.decoded import Decoded, Format
from demarche.intake.limits import Limits
from demarche.intake.read import read, sources_of
from demarche.intake.registry import decode

__all__ = ["Decoded", "Format", "Limits", "decode", "read", "sources_of"]
