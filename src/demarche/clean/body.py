"""From the first paragraph to the end: what belongs to the article, what is put between or after it."""

from __future__ import annotations

import re
from itertools import islice

from demarche.clean.head import is_dated_byline
from demarche.clean.items import Item
from demarche.clean.lines import ends_sentence, is_headline_like, is_headline_row
from demarche.clean.phrases import POINTERS, Label, has_read_more

RESUME_WORDS = 12
"""Words of a sentence that may take the article up again after a list of other articles."""
LONG_PARAGRAPH = 25
RESUME_RUN = 2
"""Long paragraphs in a row, nothing between them, that take the article up again even after another section of the page has begun:
items of news in brief have their headlines between them."""
MIN_SECOND_TEASER = 6
LOOK_AHEAD = 30
MAX_SUBHEADING = 2
NUMBERED = re.compile(r"\d{1,2}[.)]\s")
POINTER_SIGNS = "→►▶»›> "
POINTERS_AT_END = frozenset("→►▶»›>")


class Walk:
    """One pass over the items after the head; ``open`` is the label under which foreign matter stands, or None within the article."""

    def __init__(self, items: list[Item], start: int) -> None:
        self.items = items
        self.start = start
        self.open: Label | None = None
        self.paragraphs = 0

    def run(self) -> None:
        """Give every foreign item after the head its reason."""
        for index in range(self.start, len(self.items)):
            item = self.items[index]
            if item.reason:
                continue
            item.reason = self._inside(index, item) if self.open is None else self._outside(index, item, self.open)
            self.paragraphs += item.prose and not item.reason

    def _inside(self, index: int, item: Item) -> str:
        label = item.label
        if self.paragraphs <= 1 and not item.prose and not item.heading and is_dated_byline(item.text):
            return "byline"
        if label is None:
            return self._unmarked(index, item)
        if label.kind == "weak":
            return "" if item.heading or ends_sentence(item.text) else label.reason
        if label.kind in ("list", "section") and not self._goes_on(index, label):
            self.open = label
        elif label.kind == "list" or (label.kind == "section" and self.paragraphs > 1):
            return ""
        return label.reason

    def _unmarked(self, index: int, item: Item) -> str:
        if item.linked:
            return self._link(item)
        if (self.paragraphs and _is_pointed(item)) or self._is_row(index, item) or self._is_second_teaser(index, item):
            return "related"
        if self.paragraphs and item.menu and not item.heading and not self._in_table(index):
            return "menu"
        if self.paragraphs and (item.aged or (item.agency and self._aged_after(index))):
            self.open = Label("section", "related")
            return "related"
        return ""

    def _link(self, item: Item) -> str:
        """A block that is all link: a teaser; as a heading it is a card, whose summary may follow."""
        if item.heading and not self.paragraphs:
            return ""
        if item.heading:
            self.open = Label("list", "related")
        return "related"

    def _is_row(self, index: int, item: Item) -> bool:
        bare = bool(self.paragraphs) and not item.prose and not item.heading
        return bare and is_headline_row(item.text) and not self._in_table(index)

    def _in_table(self, index: int) -> bool:
        """True where the line above or below has as many bars: a table, not a menu."""
        bars = self.items[index].text.count("|")
        return bars > 0 and any(
            other.text.count("|") == bars for other in self.items[index - 1 : index + 2] if other is not self.items[index]
        )

    def _is_second_teaser(self, index: int, item: Item) -> bool:
        """A second headline under "Read also: ...": too long for a subheading."""
        above = self.items[index - 1]
        marked = above.reason == "related" and above.label is not None and above.label.kind in ("teaser", "weak")
        return marked and not item.block.tag and item.headline and item.count >= MIN_SECOND_TEASER

    def _aged_after(self, index: int) -> bool:
        return index + 1 < len(self.items) and self.items[index + 1].aged

    def _next(self, index: int) -> Item | None:
        following = islice(self.items, index + 1, index + 1 + LOOK_AHEAD)
        return next((item for item in following if not item.reason), None)

    def _goes_on(self, index: int, label: Label) -> bool:
        """True where an opener is none: one bare word over a sentence is a subheading, and near the top nothing has begun yet."""
        following = self._next(index)
        if following is None or following.label is not None or following.linked or following.agency:
            return False
        bare = self.items[index].count == 1 and not any(map(str.isdigit, self.items[index].text))
        if label.kind == "list":
            return bare and following.text.rstrip()[-1:] == "." and not has_read_more(following.text)
        return (bare or self.paragraphs <= 1) and _is_own(following) and following.count >= LONG_PARAGRAPH

    def _outside(self, index: int, item: Item, label: Label) -> str:
        if item.label is not None and item.label.kind != "weak":
            if item.label.kind == "section" or (item.label.kind == "list" and label.kind == "list"):
                self.open = item.label
            return item.label.reason
        if self._resumes(index, item, label):
            self.open = None
            self._restore(index - 1)
            return ""
        return label.reason

    def _restore(self, index: int) -> None:
        """A numbered or very short line just above the text that goes on is its subheading."""
        above = self.items[index]
        unmarked = above.reason == "related" and above.label is None and not above.prose and not above.linked
        if unmarked and (NUMBERED.match(above.text) or above.count <= MAX_SUBHEADING):
            above.reason = ""

    def _resumes(self, index: int, item: Item, label: Label) -> bool:
        if label.kind == "section":
            run = self.items[index : index + RESUME_RUN]
            own = all(_is_own(other) and other.count >= LONG_PARAGRAPH and not other.reason for other in run)
            return label.reason != "comments" and len(run) == RESUME_RUN and own
        if not item.heading:
            return _is_own(item)
        following = self._next(index)
        return not item.linked and following is not None and following.block.tag != "li" and _is_own(following)


def _is_pointed(item: Item) -> bool:
    at_end = item.text.rstrip()[-1:] in POINTERS_AT_END and "«" not in item.text
    return not item.prose and (item.text[:1] in POINTERS or at_end) and is_headline_like(item.text.strip(POINTER_SIGNS))


def _is_own(item: Item) -> bool:
    """True for running text that bears no mark of another article's."""
    if not item.prose or item.count < RESUME_WORDS or item.label is not None:
        return False
    return not (item.linked or item.menu or item.agency or has_read_more(item.text))
