"""What people decided. Judgements are appended, never changed; recomputing machine output does not touch them."""

from __future__ import annotations

from dataclasses import dataclass

ACTIONS = ("accept", "correct", "reject", "merge", "split", "note", "add", "attach", "detach", "undo")
"""What a person can decide. ``add`` is a claim that the program missed; ``attach`` and ``detach`` say that a mail is, or is no, evidence
of an incident; ``undo`` takes back the judgement numbered ``other``."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """``user`` decided ``action`` on ``target`` (a claim, incident or document id) for ``reason``.

    ``other`` is the second id of a merge or split, or the incident of an attachment; ``value`` the corrected fields as JSON. ``at`` is an
    ISO 8601 time in UTC, ``seq`` the place in the log (0 before it is appended). ``words`` (JSON) are the quotations of the claim judged,
    by which the judgement finds it again when it is extracted anew under another id.
    """

    user: str
    action: str
    target: str
    reason: str = ""
    other: str | None = None
    value: str | None = None
    at: str = ""
    seq: int = 0
    words: str | None = None
