"""The outcome of a mail in one word."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.mail.report import Finding


def verdict(findings: Sequence[Finding], loads: int) -> str:
    """One of ``report.VERDICTS``, from what is sure; what is weak makes a mail suspicious at most. ``loads``: things fetched on opening."""
    sure = [finding for finding in findings if finding.certainty != "weak"]
    tracks = any(finding.kind == "tracking" and finding.trigger != "click" for finding in sure)
    deceives = any(finding.kind != "tracking" for finding in sure)
    if tracks or deceives:
        return "tracks-and-deceives" if tracks and deceives else "tracks" if tracks else "deceives"
    if sure:
        return "tracks-clicks"
    return "suspicious" if findings else "remote" if loads else "clean"
