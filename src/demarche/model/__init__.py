"""Records of the product: frozen, slotted, free of behaviour beyond their own consistency. Nothing here imports another layer."""

from demarche.model.claims import Attribution, Claims, Denial, Group, Response, Tag, Victim
from demarche.model.document import Document, Edit, Problem, Removed, Source
from demarche.model.exhibit import Exhibit, Tie
from demarche.model.incident import Incident, Member
from demarche.model.judgement import Judgement
from demarche.model.reading import Duplicate, Reading
from demarche.model.span import Quote, Span

__all__ = [
    "Attribution",
    "Claims",
    "Denial",
    "Document",
    "Duplicate",
    "Edit",
    "Exhibit",
    "Group",
    "Incident",
    "Judgement",
    "Member",
    "Problem",
    "Quote",
    "Reading",
    "Removed",
    "Response",
    "Source",
    "Span",
    "Tag",
    "Tie",
    "Victim",
]
