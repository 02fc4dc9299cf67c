"""Records of the product: frozen, slotted, free of behaviour beyond their own consistency. Nothing here imports another layer."""

from demarche.model.claims import Attribution, Claims, Denial, Group, Response, Tag, Victim
from demarche.model.document import Document, Edit, Problem, Removed, Source
from demarche.model.span import Quote, Span

__all__ = [
    "Attribution",
    "Claims",
    "Denial",
    "Document",
    "Edit",
    "Group",
    "Problem",
    "Quote",
    "Removed",
    "Response",
    "Source",
    "Span",
    "Tag",
    "Victim",
]
