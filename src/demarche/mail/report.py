"""What an inspection finds, as frozen records. ``MailReport.to_dict`` is the exchange form; ``MailReport.from_dict`` reads it back."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from demarche.model import Problem

CERTAINTIES = ("weak", "strong", "known-tracker")
"""How sure a finding is, low to high. ``known-tracker``: the address belongs to a listed service that reports openings or clicks."""
KINDS = ("tracking", "sender", "link")
TRIGGERS = ("open", "click", "receipt", "attachment", "submit", "none")
"""What the reader must do for a finding to take effect: open the mail, click, let the program send a receipt, open an attachment."""
STATES = ("complete", "partial", "refused")
VERDICTS = ("refused", "tracks-and-deceives", "tracks", "deceives", "tracks-clicks", "suspicious", "remote", "clean")
"""Outcome of a mail in one word; ``demarche.mail.words`` says it in sentences."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A mailbox as a header gives it: ``name`` decoded, ``email`` lower-cased; either may be empty."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        return self.email.rpartition("@")[2] if "@" in self.email else ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is a file, or a part with content of its own (images shown inline too). ``size`` in bytes, ``sha256`` in hexadecimal,
    both decoded."""

    name: str
    type: str
    size: int
    sha256: str
    md5: str
    part: str
    inline: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Url:
    """An address in the mail. ``use`` is ``load`` (fetched on opening), ``click``, ``attachment`` or ``text``; ``defanged`` is safe to
    show."""

    url: str
    defanged: str
    host: str
    domain: str
    use: str
    part: str
    line: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a finding: a stable ``code`` and the values its sentence needs."""

    code: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the mail does or pretends.

    ``id`` is stable: the same mail gives the same ids. ``mechanism`` is a key of ``data/mail/mechanisms.yml`` (what explains it in plain
    words), ``also`` further mechanisms at work in the same place. ``part`` is the MIME part number (``1.2``; ``0`` is the header block),
    ``line`` counts in the mail file as it was read, from 1 (for a part decoded from within another: in that part). ``exact`` is the
    mail's own text. ``tells`` are codes of what the sender learns. ``count`` says how many places of the same kind and host it stands for.
    """

    id: str
    kind: str
    mechanism: str
    certainty: str
    trigger: str
    url: str
    defanged: str
    host: str
    part: str
    line: int
    exact: str
    reasons: tuple[Reason, ...]
    also: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    service: str = ""
    resembles: str = ""
    markers: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class AuthResult:
    """One result as a receiver wrote it. ``trust``: ``trusted`` (its writer is named by the user), ``assumed``, ``untrusted``; ``why`` is
    a code."""

    method: str
    result: str
    writer: str
    properties: dict[str, str]
    comment: str
    trust: str
    why: str
    header: str
    line: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A DKIM signature in the mail. ``verified``: True, False, or None when no key was given for it; ``why`` says more."""

    domain: str
    selector: str
    verified: bool | None
    why: str
    aligned: bool
    line: int


@dataclass(frozen=True, slots=True)
class Sender:
    """Who the mail says it is from, and what bears it out. ``aligned``: the identities that share the From address's organisation."""

    author: Address
    sender: Address | None
    reply_to: tuple[Address, ...]
    return_path: Address | None
    domain: str
    organisation: str
    aligned: tuple[str, ...]
    differing: tuple[str, ...]
    first_seen: bool | None = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A message inside the mail (forwarded as an attachment): its part number, what its own header says, the SHA-256 of its bytes."""

    part: str
    message_id: str
    author: Address
    subject: str
    date: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the mail as it reads, for the picture. ``kind``: text, link, image, hidden. ``findings``: ids of what was found
    there."""

    kind: str
    text: str
    part: str
    line: int
    findings: tuple[str, ...] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class MailReport:
    """All that is known of one mail after looking at it. Dates are ISO 8601 (``date``: the sender's word; ``received``: the receiver's).

    ``id`` is the SHA-256 of the raw mail. ``state``: ``complete``, ``partial`` (``problems`` says what is missing) or ``refused``.
    ``urls`` and ``domains`` list what the mail refers to; ``loads`` counts the remote things a program that shows pictures would fetch.
    ``masked`` is true when recipients have been replaced.
    """

    id: str
    path: str
    index: int
    size: int
    state: str
    verdict: str
    problems: tuple[Problem, ...] = ()
    message_id: str = ""
    subject: str = ""
    date: str | None = None
    received: str | None = None
    sender: Sender | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[Address, ...] = ()
    findings: tuple[Finding, ...] = ()
    authentication: tuple[AuthResult, ...] = ()
    signatures: tuple[Signature, ...] = ()
    urls: tuple[Url, ...] = ()
    domains: tuple[str, ...] = ()
    loads: int = 0
    attachments: tuple[Attachment, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    blocks: tuple[Block, ...] = ()
    masked: bool = False

    @property
    def author(self) -> Address | None:
        """The From address, if the mail has one."""
        return self.sender.author if self.sender else None

    @property
    def observed(self) -> str | None:
        """When it came in, by the receiver's clock if it left one, else when it was sent, it says."""
        return self.received or self.date

    @property
    def recipients(self) -> tuple[Address, ...]:
        """To, Cc and delivery addresses, each once."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.delivered_to)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return typing.cast("dict[str, Any]", plain(self))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> MailReport:
        """The report that ``to_dict`` wrote."""
        return typing.cast("MailReport", build(cls, values))


def plain(value: object) -> object:
    """Records and tuples as dicts and lists, all the way down."""
    kind = type(value)
    if kind in SIMPLE:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in typing.cast("tuple[object, ...]", value)]
    if dataclasses.is_dataclass(kind):
        return {name: plain(getattr(value, name)) for name in field_names(kind)}
    return value


SIMPLE = frozenset({str, int, float, bool, type(None), dict})
"""Types that stay as they are; the dicts of these records hold text only."""


@lru_cache(maxsize=64)
def field_names(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, in order."""
    return tuple(field.name for field in dataclasses.fields(kind))


def build(kind: Any, value: Any) -> Any:
    """The inverse of ``plain`` for a record type or an annotation such as ``tuple[Address, ...]``."""
    make = builder(kind)
    return value if make is None else make(value)


@lru_cache(maxsize=128)
def builder(kind: Any) -> Callable[[Any], Any] | None:
    """The function that turns plain values into ``kind``; None where nothing has to be done."""
    if dataclasses.is_dataclass(kind):
        return _record_builder(typing.cast(type, kind))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        make = builder(arguments[0])
        return tuple if make is None else lambda values: tuple(map(make, values))
    if origin in (types.UnionType, typing.Union):
        inner = builder(next(a for a in arguments if a is not type(None)))
        return None if inner is None else lambda value: None if value is None else inner(value)
    return None


def _record_builder(kind: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)
    makers = [(name, make) for name in field_names(kind) if (make := builder(hints[name])) is not None]

    def build_record(values: Mapping[str, Any]) -> Any:
        return kind(**{**values, **{name: make(values[name]) for name, make in makers if name in values}})

    return build_record
