"""Incidents: which documents report the same operation."""

from demarche.incidents.merge import merge

__all__ = ["merge"]
