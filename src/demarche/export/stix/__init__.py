"""STIX 2.1: a bundle in which every statement is an object of its own, authored by the one who made it."""

from __future__ import annotations

from demarche.export.format import Format
from demarche.export.stix.bundle import write

FORMAT = Format(
    name="stix",
    suffix=".json",
    about="STIX 2.1 bundle: attributions as relationships by their claimant, denials as opinions, quotations as notes",
    write=write,
    losses=(
        "STIX wants a time for created and modified: they are the start of the earliest day on which the document can have been published, "
        "1970-01-01 for undated documents; the true interval (EDTF) is in the extension.",
        "An undated document is a grouping, not a report, because a report needs a day of publication.",
        "Certainty becomes a number (possible 50, likely 70, almost-certain 90, stated 100); the word is in the extension.",
        "STIX has no object for sanctions, expulsions and other responses: they are notes with the response's type as label.",
        "Copies of one text are references of the original's report, not reports of their own.",
        "Recalled earlier cases (background) are notes only: they say nothing about this campaign.",
        "A claim that people corrected has the time of that as modified; one that they rejected is left out, not revoked.",
        "Text and attachments of mails are not in it; one that came at an unknown time was seen at the start of 1970.",
        "The cleaned text, the raw bytes, judgements and the reasons for merging incidents are not in it.",
    ),
)
