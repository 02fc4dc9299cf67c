"""The pages of the desk, one file a page; add a page: one module with a ``router``, one line here."""

from __future__ import annotations

from importlib import import_module

from fastapi import APIRouter

PAGES = ("overview", "incident", "document", "mail", "actor", "search", "review", "upload", "accounts", "api", "health")


def routers() -> list[APIRouter]:
    """The router of each page."""
    return [import_module(f"demarche.desk.routes.{name}").router for name in PAGES]
