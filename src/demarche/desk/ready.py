"""What would make a visitor wait is done before anybody comes, and again whenever the record has changed."""

from __future__ import annotations

import gc

from demarche.desk import finding
from demarche.desk.filters import Filters
from demarche.desk.language import Words, catalogues
from demarche.desk.render import environment
from demarche.desk.routes import actor, overview, search
from demarche.desk.routes.document import actor_keys
from demarche.export.groups import facts
from demarche.model import Group
from demarche.verbs.opened import Opened


def prepare(opened: Opened) -> None:
    """Name what most pages draw from the whole record."""
    opened.prepare(finding.TRAITS, finding.all_traits)
    opened.prepare(finding.NEWEST, finding.newest)
    opened.prepare(overview.WHOLE, overview.whole)
    opened.prepare(("view", Filters()), lambda record: overview.view(record, Filters()))
    opened.prepare(search.CHANGES, search.all_changes)
    opened.prepare("actors", actor_keys)
    opened.prepare(actor.BUSIEST, actor.busiest)


def warm(opened: Opened) -> None:
    """Sum the record up, compile the templates, and load the names and lexicons that pages need."""
    facts(Group("", ""))
    for name in environment().list_templates():
        environment().get_template(name)
    for lang in catalogues():
        Words(lang).key("")
        Words(lang).number(1)
    finding.results(opened, finding.Query())
    spoken: set[str] = set()
    for head in opened.overview().ordered:
        if not spoken.issuperset(head.langs):
            spoken.update(head.langs)
            opened.qualification(opened.sheet(head.id))
    gc.collect()
    gc.freeze()  # what stays for good need not be looked through again and again while pages are waited for
