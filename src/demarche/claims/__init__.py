"""What a document says: attributions, denials, responses, victims, techniques, objectives."""

from demarche.claims.extract import extract

__all__ = ["extract"]
