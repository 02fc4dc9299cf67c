"""An evidence dossier: one zip in BagIt layout (RFC 8493) with report, claims, raw sources, judgements, versions and SHA-256 manifests."""

from __future__ import annotations

from demarche.export.dossier.write import parts, write
from demarche.export.format import Format

FORMAT = Format(
    name="dossier",
    suffix=".zip",
    about="evidence dossier: a zip that demarche verify and sha256sum -c check offline and demarche import reads back",
    write=write,
    parts=parts,
    maskable=False,
    losses=(
        "When the record took in a source is not in it; an imported record has the time of the import.",
        "A dossier of a selection has the sources, documents, mails and judgements of its incidents; documents without an incident and the "
        "list of what could not be read are only in a dossier of the whole record.",
        "Redirects of former incident ids are not in it.",
        "The manifests show that nothing was changed by accident or by somebody who leaves them as they are; they are not signed.",
    ),
)
