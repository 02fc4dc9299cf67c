"""Retro-hunt: which of many old mails carry known indicators, and who must be told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from demarche.mail.inspection import report_of
from demarche.mail.iocs import Indicator, read_indicators
from demarche.mail.masking import Masker
from demarche.mail.pool import Outcome, Pool
from demarche.mail.report import Address, build, plain
from demarche.mail.settings import MEGABYTE, Settings
from demarche.mail.sources import Item, items
from demarche.model import Problem

Progress = Callable[[Problem | None], None]
"""Called once a mail read, with its problem if it could not be searched."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One indicator in one mail. ``received`` and ``date`` are ISO 8601: by the receiver's clock and by the sender's word.

    ``where`` is the header's name, ``text`` or ``attachment``; ``part`` and ``line`` as in ``report.Finding``. ``recipients`` are all whom
    the mail names as its readers: the people to notify.
    """

    path: str
    index: int
    mail: str
    message_id: str
    subject: str
    date: str | None
    received: str | None
    sender: Address
    recipients: tuple[Address, ...]
    indicator: Indicator
    part: str
    line: int
    where: str
    context: str

    @property
    def when(self) -> str:
        """The receiver's date, else the sender's, else nothing."""
        return self.received or self.date or ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return cast("dict[str, Any]", plain(self))


@dataclass(frozen=True, slots=True)
class Notice:
    """One person to notify: how many of the mails reached them, the first and last date, and by which indicators."""

    recipient: Address
    mails: int
    first: str
    last: str
    indicators: tuple[str, ...]
    subjects: tuple[str, ...]


def hunt(
    paths: Iterable[str | os.PathLike[str]],
    iocs: str | Path | Iterable[Indicator],
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Iterator[Hit]:
    """Every hit of ``iocs`` in the mails below ``paths``, in their order, as they are found.

    ``iocs``: a file (see ``read_indicators``) or indicators. Mails are searched in worker processes as ``inspect`` does it: decoded, with
    limits, without the network. Raises ``UsageError`` for a missing path or an unusable list, ``DemarcheError`` when no worker can start.
    """
    settings = settings or Settings()
    indicators = read_indicators(iocs) if isinstance(iocs, (str, Path)) else list(iocs)
    masker = Masker()
    with Pool("hunt", settings, [plain(indicator) for indicator in indicators]) as pool:
        for item, outcome in pool.run(items(paths, settings.limits.max_mb * MEGABYTE)):
            if progress is not None:
                progress(_problem(item, outcome, settings))
            for hit in _hits(item, outcome):
                yield _masked(hit, masker) if settings.mask else hit


def _problem(item: Item, outcome: Outcome, settings: Settings) -> Problem | None:
    result = outcome.get("result")
    if result is not None and "unfit" not in result:
        return None
    shown = {"refused": result["unfit"]} if result is not None else outcome
    return report_of(item, shown, settings.limits).problems[0]


def _hits(item: Item, outcome: Outcome) -> Iterator[Hit]:
    found = outcome.get("result") or {}
    if not found.get("hits"):
        return
    sender = build(Address, found["sender"])
    recipients = build(tuple[Address, ...], found["recipients"])
    for kind, value, source, part, line, where, context in found["hits"]:
        yield Hit(
            item.path,
            item.index,
            found["id"],
            found["message_id"],
            found["subject"],
            found["date"],
            found["received"],
            sender,
            recipients,
            Indicator(kind, value, source),
            part,
            line,
            where,
            context,
        )


def _masked(hit: Hit, masker: Masker) -> Hit:
    people = hit.recipients
    sender = Address(masker.text(hit.sender.name, people), masker.text(hit.sender.email, people))
    who = tuple(Address("", masker.name(person.email or person.name)) for person in people)
    indicator = replace(hit.indicator, value=masker.text(hit.indicator.value, people)) if hit.indicator.kind == "address" else hit.indicator
    path, message_id, subject = (masker.text(text, people) for text in (hit.path, hit.message_id, hit.subject))
    masked = replace(hit, path=path, message_id=message_id, subject=subject)
    # The context is dropped: it is cut at an arbitrary place and may hold half of an encoded address.
    return replace(masked, context="", sender=sender, recipients=who, indicator=indicator)


def notices(hits: Iterable[Hit]) -> list[Notice]:
    """The people to notify, the earliest reached first. A mail counts once however many indicators it holds."""
    reached: dict[str, list[Hit]] = {}
    for hit in hits:
        for person in hit.recipients or (Address("", ""),):
            reached.setdefault(person.email or person.name, []).append(hit)
    found = [_notice(key, rows) for key, rows in reached.items()]
    return sorted(found, key=lambda notice: (notice.first or "9", notice.recipient.email))


def _notice(key: str, hits: list[Hit]) -> Notice:
    person = next((p for p in hits[0].recipients if (p.email or p.name) == key), Address("", ""))
    dates = sorted(hit.when for hit in hits if hit.when)
    return Notice(
        person,
        len({(hit.path, hit.index) for hit in hits}),
        dates[0] if dates else "",
        dates[-1] if dates else "",
        tuple(dict.fromkeys(f"{hit.indicator.kind}: {hit.indicator.value}" for hit in hits)),
        tuple(dict.fromkeys(hit.subject for hit in hits)),
    )
