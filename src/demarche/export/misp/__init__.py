"""MISP: one event an incident, as a file to import or as a feed folder to subscribe to."""

from __future__ import annotations

import pymisp as _pymisp  # noqa: F401 - tells at once when the extra is missing

from demarche.export.format import Format
from demarche.export.misp.write import parts, write

FORMAT = Format(
    name="misp",
    suffix=".json",
    about="MISP events, one an incident: claims as objects with galaxies and taxonomies, quotations in event reports; a folder is a feed",
    write=write,
    parts=parts,
    losses=(
        "MISP wants a day for an event: it is the first on which its earliest document can have been published, 1970-01-01 when "
        "all are undated; a comment says the true interval.",
        "A flat statement (certainty stated) has no tag of the estimative language; the word is in the object's text.",
        "Levels of responsibility span several rungs of the taxonomy state-responsibility: the lowest rung that is sure is tagged.",
        "A denial is an annotation beside the accusation, not linked to it.",
        "Of mails as evidence the text, the attachments and the places of the findings are not in it.",
        "NUL and other control characters are shown as escapes in names; quotations in event reports are verbatim.",
        "Offsets into the raw source, the cleaned text, the raw bytes and judgements are not in it.",
    ),
)
