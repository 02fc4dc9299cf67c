"""Rows in the columns of the EuRepoC Global Database 1.3, one an incident, for coders to complete."""

from __future__ import annotations

from demarche.export.eurepoc.write import parts, write
from demarche.export.format import Format

FORMAT = Format(
    name="eurepoc",
    suffix=".csv",
    about="rows in EuRepoC's 85 columns (1.3); into a folder or .zip with the quotations of every filled cell and the columns left empty",
    write=write,
    parts=parts,
    losses=(
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "Denials have no column: EuRepoC codes accusations and responses only.",
        "Certainty (possible, likely, almost-certain, stated) has no column.",
        "EuRepoC wants days: start, end and attribution dates are filled only where the record has exactly one day, else Not available. "
        "A publication date is never taken for them.",
        "Our level 'state' spans its Direct and Indirect, so state_responsibility_actor stays Not available for it.",
        "academia is coded as Education, although it includes what EuRepoC calls Science.",
        "Responses that are threatened or called for, recalled earlier cases and objectives have no column.",
        "Whether an attack was politicized is a judgement of the coder, so inclusion_criterion has only critical infrastructure and state.",
        "A semicolon inside a value becomes a comma; cells that a spreadsheet would run have an apostrophe before them.",
        "The columns that are never filled are listed with the reason in empty_columns.csv of the folder form.",
    ),
)
