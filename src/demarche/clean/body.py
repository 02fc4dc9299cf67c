"""From the first paragraph to the end: what belongs to the article, what is put between or after it."""

from __future__ import annotations

from demarche.clean.head import is_dated_byline
from demarche.clean.items import Item
from demarche.clean.lines import ends_sentence, is_headline_like, is_headline_row
from demarche.clean.phrases import MAX_OPENER_WORDS, POINTERS, Label, has_read_more

MIN_SECOND_TEASER = 6
POINTER_SIGNS = "→►▶»> "
RESUME_WORDS = 12
"""Words of a sentence that may take the article up again after a list of other articles."""
LONG_PARAGRAPH = 25
MAX_CREDIT_WORDS = 6
PAGE_SIGNS = frozenset({"menu", "cookie", "newsletter", "share", "ad", "paywall", "related", "comments", "footer", "tags", "reading", "app", "aside"})
"""Reasons that show a text to come from a page with more on it than the article."""


class Walk:
    """One pass over the items after the head; ``open`` is the label under which foreign matter stands, or None within the article."""

    def __init__(self, items: list[Item], start: int) -> None:
        self.items = items
        self.start = start
        self.open: Label | None = None
        self.opened = start
        self.paragraphs = 0

    def run(self) -> None:
        for index in range(self.start, len(self.items)):
            item = self.items[index]
            if item.reason:
                continue
            item.reason = self._inside(index, item) if self.open is None else self._outside(index, item, self.open)
            self.paragraphs += item.prose and not item.reason
        self._pull()
        self._headline_groups()
        self._trailing_list()

    def _pull(self) -> None:
        """A download's or picture's bare mark takes the name above it with it."""
        for index in range(len(self.items) - 1, 1, -1):
            item, above = self.items[index], self.items[index - 1]
            takes = item.reason == "downloads" or (item.reason == "caption" and item.count <= MAX_CREDIT_WORDS and self._high(index))
            if takes and not above.reason and not above.prose and not above.heading and not ends_sentence(above.text):
                above.reason = item.reason

    def _high(self, index: int) -> bool:
        return not any(item.prose and item.count >= LONG_PARAGRAPH and not item.reason for item in self.items[:index])

    def _headline_groups(self) -> None:
        """Two or more headlines in a row, with the line that announces them, where the page is known to hold foreign matter."""
        if not any(item.reason in PAGE_SIGNS for item in self.items):
            return
        index = self.start
        while index < len(self.items):
            end = self._group_end(index)
            if end - index >= 2 and self._foreign_group(index, end):
                for item in self.items[self._announcement(index) : end]:
                    item.reason = item.reason or "related"
            index = max(end, index + 1)

    def _group_end(self, index: int) -> int:
        """Where a run of headlines ends; a shorter line between two of them is one too."""
        end = index
        while end < len(self.items) and not self.items[end].reason:
            between = end > index and end + 1 < len(self.items) and self.items[end + 1].headline and not self.items[end + 1].reason
            item = self.items[end]
            if not item.headline and not (between and not item.prose and not item.heading and not ends_sentence(item.text)):
                break
            end += 1
        return end

    def _foreign_group(self, index: int, end: int) -> bool:
        above = next((item for item in reversed(self.items[self.start : index]) if not item.reason), None)
        if self.items[index].block.tag and any(item.prose and not item.reason for item in self.items[end:]):
            return False
        announced = above is not None and (above.text.rstrip()[-1:] == ":" or above.block.tag in ("li", "dt", "th"))
        return not announced and not any(item.block.tag in ("td", "th", "dt", "dd") for item in self.items[index:end])

    def _announcement(self, index: int) -> int:
        above = self.items[index - 1]
        opens = index > self.start and not above.reason and not above.prose and above.count <= MAX_OPENER_WORDS
        return index - 1 if opens and not ends_sentence(above.text) else index

    def _trailing_list(self) -> None:
        """A page's last list, after the last paragraph, is a list of other pages unless the paragraph announces it; so is all under a last heading."""
        last = next((index for index in range(len(self.items) - 1, self.start, -1) if self.items[index].prose and not self.items[index].reason), None)
        if last is None or self.items[last].block.tag in ("", "li") or self.items[last].text.rstrip().endswith(":"):
            return
        rest = [item for item in self.items[last + 1 :] if not item.reason]
        under = next((index for index, item in enumerate(rest) if item.heading), 0)
        rest = rest[under:]
        plain = all(item.heading or (not ends_sentence(item.text) and item.text[-1:] not in ";,") for item in rest)
        if len(rest) > 1 and plain and (rest[0].heading or all(item.block.tag == "li" for item in rest)):
            for item in rest:
                item.reason = "related"

    def _inside(self, index: int, item: Item) -> str:
        label = item.label
        if self.paragraphs <= 1 and not item.prose and not item.heading and is_dated_byline(item.text):
            return "byline"
        if label is None:
            return self._unmarked(index, item)
        if label.kind == "weak":
            return "" if item.heading or ends_sentence(item.text) else label.reason
        if label.kind in ("list", "section") and not self._goes_on(index, label):
            self.open, self.opened = label, index
        elif label.kind == "list" or (label.kind == "section" and self.paragraphs > 1):
            return ""
        return label.reason

    def _unmarked(self, index: int, item: Item) -> str:
        if self.paragraphs and not item.prose and not item.heading and is_headline_row(item.text):
            return "related"
        if self._pointed(item) or self._after_teaser(index, item):
            return "related"
        if item.linked:
            if item.heading and self.paragraphs:
                self.open, self.opened = Label("list", "related"), index
            return "related" if self.paragraphs or not item.heading else ""
        if self.paragraphs and (item.aged or (item.agency and self._aged_after(index))):
            self.open, self.opened = Label("section", "related"), index
            return "related"
        return ""

    def _pointed(self, item: Item) -> bool:
        return not item.prose and item.text[:1] in POINTERS and is_headline_like(item.text.lstrip(POINTER_SIGNS))

    def _after_teaser(self, index: int, item: Item) -> bool:
        """A second headline under "Read also: ...": too long for a subheading."""
        above = self.items[index - 1]
        marked = above.reason == "related" and above.label is not None and above.label.kind in ("teaser", "weak")
        return marked and not item.block.tag and item.headline and item.count >= MIN_SECOND_TEASER

    def _aged_after(self, index: int) -> bool:
        return index + 1 < len(self.items) and self.items[index + 1].aged

    def _goes_on(self, index: int, label: Label) -> bool:
        """True where an opener is none: one bare word over a sentence is a subheading, and near the top nothing has begun yet."""
        following = next((item for item in self.items[index + 1 :] if not item.reason), None)
        if following is None or following.label is not None or following.linked or following.agency:
            return False
        bare = self.items[index].count == 1 and not any(map(str.isdigit, self.items[index].text))
        if label.kind == "list":
            return bare and following.text.rstrip()[-1:] == "." and not has_read_more(following.text)
        return (bare or self.paragraphs <= 1) and self._own(following) and following.count >= LONG_PARAGRAPH

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
        if not item.heading:
            return self._own(item)
        following = next((other for other in self.items[index + 1 :] if not other.reason), None)
        return following is not None and following.block.tag != "li" and self._own(following)

    def _own(self, item: Item) -> bool:
        """True for running text that bears no mark of another article's."""
        if not item.prose or item.count < RESUME_WORDS or item.label is not None:
            return False
        return not (item.linked or item.menu or item.agency or has_read_more(item.text))
