"""Which blocks are the article's own, and why the others are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from demarche.clean.blocks import Block
from demarche.clean.html_layout import Page
from demarche.intake import Decoded
from demarche.model import Removed

PREFIX = re.compile(r"\A\s*date (\d{4}(?:-\d\d){0,2})(?!\d) ?")


@dataclass(slots=True)
class Chosen:
    """The blocks that stay, in order; ``titled`` when the first of them is the title. ``head`` holds date lines and bylines that go."""

    kept: list[Block] = field(default_factory=list)
    titled: bool = False
    removed: list[Removed] = field(default_factory=list)


def choose(page: Page, result: Decoded) -> Chosen:
    chosen = Chosen()
    for block in page.blocks:
        if block.zone:
            chosen.removed.append(Removed(block.raw, block.raw_end, block.zone))
        else:
            chosen.kept.append(block)
    first = chosen.kept[0].text if chosen.kept else ""
    chosen.titled = bool(first) and len(first) < 200 and first[-1] not in ".:"
    return chosen
