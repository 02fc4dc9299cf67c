"""Names to keys: which state, organisation or group a mention stands for, given the document around it."""

from demarche.resolve.discourse import Discourse

__all__ = ["Discourse"]
