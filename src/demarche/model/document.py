"""What was read (``Source``), what is left of it to read (``Document``), and what went wrong (``Problem``)."""

from __future__ import annotations

from dataclasses import dataclass, field

MAIL = "eml"
"""Kind of a source that is an e-mail message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One item that could not be used as it stands, or only in part; the run goes on.

    ``code`` is a stable short word (``empty``, ``encrypted-pdf``, ``too-large`` ...), ``reason`` a sentence that says what is
    wrong with it, ``hint`` the way out. ``fatal`` is true when nothing of the item could be read.
    """

    path: str
    code: str
    reason: str
    hint: str = ""
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """Raw bytes of one item as they came. ``id`` is the SHA-256 of ``raw`` in hexadecimal.

    ``kind`` is ``text``, ``html``, ``pdf``, ``json`` (one JSON Lines row) or ``eml`` (a mail, also one of an mbox or enclosed in another),
    sniffed from the content. ``url``, ``title``, ``published`` (EDTF) and ``lang`` are set only where the item itself carries them apart
    from its text (JSON Lines fields).
    """

    id: str
    path: str
    kind: str
    raw: bytes
    url: str | None = None
    title: str | None = None
    published: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One run of clean text and where it came from: ``text[start:start+length]`` is ``decoded[raw:raw+raw_length]``.

    ``decoded`` is the source decoded to Unicode (for PDF: its extracted text). Where ``length == raw_length`` the run is verbatim;
    otherwise the run stands for those raw characters (an HTML entity, a collapsed space). Runs are in order and cover the clean text.
    """

    start: int
    length: int
    raw: int
    raw_length: int


@dataclass(frozen=True, slots=True, order=True)
class Removed:
    """A stretch of the decoded source that cleaning left out, and why (``related``, ``cookie``, ``menu``, ``caption`` ...)."""

    raw: int
    raw_end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The article of one source, ready to be read: title on the first line (when there is one), paragraphs apart by blank lines.

    ``id`` is the source's id. ``published`` is EDTF (``2022-07-21``, ``2022-07``) or None; ``published_from`` names the evidence
    (``metadata``, ``dateline``, ``prefix``, ``url``, ``field`` ...) and ``published_words`` the words that gave it.
    ``title_end`` is the offset where the title's line ends (0 without a title). ``lang`` is ISO 639-1, ``und`` when unknown.
    ``meta`` holds the ``masthead`` where there is one: what the source says of its publisher.
    """

    id: str
    path: str
    text: str
    lang: str
    kind: str = "text"
    url: str | None = None
    title: str | None = None
    title_end: int = 0
    published: str | None = None
    published_from: str | None = None
    published_words: str | None = None
    edits: tuple[Edit, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    meta: dict[str, str] = field(default_factory=dict)
