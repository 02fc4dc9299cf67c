"""A document as an event report: its quotations word for word, in code fences so that nothing in them is taken for markup."""

from __future__ import annotations

import re
from typing import Any

from demarche.export.dates import epoch
from demarche.export.ids import made_of
from demarche.export.stix.statements import abstract
from demarche.export.view import Case, claims_of
from demarche.export.visible import visible
from demarche.export.words import words
from demarche.model import Reading

FENCE = re.compile(r"`+")
SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|@~])")


def fenced(text: str) -> str:
    """The text as a block that a Markdown reader shows as it is."""
    longest = max((len(run) for run in FENCE.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def plain(text: str) -> str:
    """One line of text in which Markdown and MISP's own ``@[...]`` have no effect."""
    return SPECIAL.sub(r"\\\1", " ".join(visible(text).split()))


def report(reading: Reading, case: Case) -> dict[str, Any]:
    """The arguments of ``MISPEvent.add_event_report``."""
    document, known = reading.document, words("misp")
    title = visible(document.title or "").strip() or known["untitled"].format(id=document.id)
    lines = [f"# {plain(title)}", known["source"].format(source=plain(document.url or document.path)), known["sha"].format(id=document.id)]
    lines.append(known["published"].format(published=document.published or known["unknown"]))
    copies = [path for copy in case.copies if copy.duplicate and copy.duplicate.original_id == document.id for path in copy.paths]
    if copies:
        lines.append(known["copies"].format(paths=plain(", ".join(copies))))
    for kind, claim in claims_of(reading):
        mark = f" ({known['background']})" if claim.background else ""
        lines.append(f"## {plain(abstract(claim, kind))}{mark}")
        lines += [fenced(quote.exact) for quote in claim.quotes]
    id = made_of("misp", "report", case.incident.id, document.id)
    return {"name": title, "content": "\n\n".join(lines), "uuid": id, "timestamp": epoch(document.published), "distribution": 5}
