"""From the first paragraph to the end: what belongs to the article, what is put between or after it."""

from __future__ import annotations

from demarche.clean.items import Item
from demarche.clean.lines import ends_sentence
from demarche.clean.phrases import Label, has_read_more
from demarche.clean.topic import Topic

RESUME_WORDS = 12
"""Words of a sentence that may take the article up again after a list of other articles."""
LONG_PARAGRAPH = 25
RESUME_SHARE = 0.10
SECTION_SHARE = 0.30
"""Parts of a paragraph's content words that the article must have for it to go on after a list, and after the opening of another section."""


class Walk:
    """One pass over the items after the head; ``open`` is the label under which foreign matter stands, or None within the article."""

    def __init__(self, items: list[Item], start: int, title: int | None) -> None:
        self.items = items
        self.start = start
        self.topic = Topic([items[title].text] if title is not None else [])
        self.open: Label | None = None
        self.opened = start
        self.paragraphs = 0

    def run(self) -> None:
        for index in range(self.start, len(self.items)):
            item = self.items[index]
            if item.reason:
                continue
            item.reason = self._inside(index, item) if self.open is None else self._outside(index, item, self.open)
            if not item.reason and item.prose:
                self.topic.add(item.text)
                self.paragraphs += 1

    def _inside(self, index: int, item: Item) -> str:
        label = item.label
        if label is None:
            return self._unmarked(index, item)
        if label.kind == "weak":
            return "" if item.heading or ends_sentence(item.text) else label.reason
        if label.kind in ("list", "section") and not self._goes_on(index, label):
            self.open, self.opened = label, index
        elif label.kind in ("list", "section"):
            return "" if label.kind == "section" else label.reason
        return label.reason

    def _unmarked(self, index: int, item: Item) -> str:
        if item.linked and not item.heading:
            return "related"
        if self.paragraphs and (item.aged or (item.agency and self._aged_after(index))):
            self.open, self.opened = Label("section", "related"), index
            return "related"
        return ""

    def _aged_after(self, index: int) -> bool:
        return index + 1 < len(self.items) and self.items[index + 1].aged

    def _goes_on(self, index: int, label: Label) -> bool:
        """True where an opener is only a subheading: the article's own text follows at once."""
        following = next((item for item in self.items[index + 1 :] if not item.reason), None)
        if following is None or following.label is not None or label.kind == "list":
            return False
        return self._own(following, SECTION_SHARE)

    def _outside(self, index: int, item: Item, label: Label) -> str:
        if item.label is not None and item.label.kind != "weak":
            if item.label.kind == "section" or (item.label.kind == "list" and label.kind == "list"):
                self.open = item.label
            return item.label.reason
        if label.kind == "list" and self._resumes(index, item):
            self.open = None
            return ""
        return label.reason

    def _resumes(self, index: int, item: Item) -> bool:
        if item.heading:
            following = next((other for other in self.items[index + 1 :] if not other.reason), None)
            return following is not None and following.label is None and following.block.tag != "li" and self._own(following, RESUME_SHARE)
        return self._own(item, RESUME_SHARE)

    def _own(self, item: Item, share: float) -> bool:
        if not item.prose or item.count < RESUME_WORDS or item.linked or item.menu or item.agency or has_read_more(item.text):
            return False
        return self.topic.share(item.text) >= share or (item.count >= LONG_PARAGRAPH and share <= RESUME_SHARE)
