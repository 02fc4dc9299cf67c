"""demarche: an evidence-linked record of who accuses whom of which cyber-attack.

The public verbs are the names in ``VERBS``, each loaded when it is first used. Those that read or write a record take ``record``, the path
or URL of one; without it, ``DEMARCHE_RECORD`` or ``record.db`` is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

VERBS = {
    "build": "demarche.pipeline",
    "timeline": "demarche.verbs.timeline",
    "show": "demarche.verbs.show",
    "evidence": "demarche.verbs.evidence",
    "qualify": "demarche.verbs.qualify",
    "matrix": "demarche.verbs.matrix",
    "ledger": "demarche.verbs.ledger",
    "gaps": "demarche.verbs.gaps",
    "why": "demarche.verbs.why",
    "explain": "demarche.verbs.explain",
    "search": "demarche.verbs.search",
    "export_to": "demarche.verbs.export",
    "verify": "demarche.verbs.verify",
    "verify_dossier": "demarche.verbs.verify_dossier",
    "import_dossier": "demarche.verbs.import_dossier",
    "problems": "demarche.verbs.problems",
    "inspect": "demarche.mail.inspection",
    "hunt": "demarche.mail.hunting",
    "judge": "demarche.verbs.judge",
    "opened": "demarche.verbs.opened",
    "overview": "demarche.verbs.overview",
    "serve": "demarche.desk.serve",
    "user": "demarche.desk.user",
}
"""Verb to the module that has the function of this name; add a verb: one module, one line."""

__version__ = "0.1.0"
__all__ = ["__version__", *VERBS]


def __getattr__(name: str) -> Any:
    if name in VERBS:
        return getattr(import_module(VERBS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
