"""When a document was published, with the words that say so; never invented."""

from __future__ import annotations

import re
from typing import NamedTuple


class Evidence(NamedTuple):
    published: str
    origin: str
    words: str


PREFIX = re.compile(r"\A\s*date (\d{4}(?:-\d\d){0,2})(?!\d)")


def date_of(page, chosen, result) -> Evidence | None:
    if result.published:
        return Evidence(result.published, result.published_from or "field", result.published_words or "")
    for name, value in page.metas:
        if name in ("article:published_time", "datepublished", "date", "dcterms.issued") and re.match(r"\d{4}-\d\d-\d\d", value):
            return Evidence(value[:10], "metadata", value)
    found = PREFIX.match(result.text)
    return Evidence(found.group(1), "prefix", found.group().strip()) if found else None
