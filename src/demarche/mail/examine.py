"""One mail in, one report out: the whole examination as a pure function of the bytes and the settings. Runs in the worker process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from demarche.mail import texts
from demarche.mail.addressing import Recipients
from demarche.mail.auth import statements
from demarche.mail.data import words
from demarche.mail.dkimcheck import line_of, signatures
from demarche.mail.headers import FIELD, addresses, iso_date
from demarche.mail.judge import Draft, Judge
from demarche.mail.lookalike import Guard, guard
from demarche.mail.mime import BOM, Mail, Part, split
from demarche.mail.page import Resource
from demarche.mail.report import Address, Attachment, Block, Enclosed, Finding, MailReport, Reason, Url
from demarche.mail.scan import Found, Placed, Scan, Scanner, pieces
from demarche.mail.sender import SenderDraft, authentication, examine_sender, read_sender, resemblance_reason
from demarche.mail.settings import MEGABYTE, Settings
from demarche.mail.urls import ascii_host, parse, registrable
from demarche.mail.visible import defang
from demarche.model import Problem

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIVERED = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to", "apparently-to", "x-delivered-to", "x-receiver")
FOR = re.compile(r"\bfor\s{1,20}<?([^\s<>;]{1,250}@[^\s<>;]{1,250})>?", re.IGNORECASE)
FATAL = frozenset({"empty", "not-a-mail", "too-large", "msg-broken", "msg-extra", "unreadable", "timeout", "crashed", "failed"})
INCOMPLETE = frozenset(
    {"too-many-parts", "too-deep", "header-too-large", "markup-cut", "too-many-findings", "too-many-domains", "broken-encoding", "msg-rtf"}
)
HEAD = 16_384
MOST_SUBJECT = 1000
KNOWN_FIELDS = frozenset(
    {
        b"from",
        b"to",
        b"cc",
        b"subject",
        b"date",
        b"received",
        b"return-path",
        b"delivered-to",
        b"mime-version",
        b"message-id",
        b"reply-to",
        b"sender",
        b"authentication-results",
        b"dkim-signature",
        b"references",
        b"in-reply-to",
        b"disposition-notification-to",
    }
)
ORDER = {"known-tracker": 0, "strong": 1, "weak": 2}


def examine(raw: bytes, path: str, index: int, settings: Settings) -> MailReport:
    """The report on one mail. Never raises for what the mail holds; what cannot be examined is refused with a reason."""
    code = _unfit(raw, settings)
    if code:
        return refused(raw, path, index, code, limit=str(settings.limits.max_mb))
    if raw.startswith(OLE):
        from demarche.mail.outlook import read_msg

        mail, code, detail = read_msg(raw, settings.limits)
        if mail is None:
            return refused(raw, path, index, code, detail=detail)
    else:
        mail = split(raw, settings.limits)
    return _Examination(mail, path, index, settings).report()


def _unfit(raw: bytes, settings: Settings) -> str:
    if len(raw) > settings.limits.max_mb * MEGABYTE:
        return "too-large"
    if not raw.strip(b"\0\r\n\t "):
        return "empty"
    return "" if raw.startswith(OLE) or looks_like_mail(raw) else "not-a-mail"


def looks_like_mail(raw: bytes) -> bool:
    """Whether the beginning reads as the header of a mail: a field every mail program knows among the first lines."""
    head = raw[:HEAD].removeprefix(BOM).lstrip(b"\r\n")
    lines = head.replace(b"\r", b"\n").split(b"\n")
    names = [match[1].lower() for line in lines[:200] if (match := FIELD.match(line))]
    return any(name in KNOWN_FIELDS or name.startswith((b"x-", b"content-", b"arc-", b"list-", b"resent-")) for name in names)


def refused(raw: bytes, path: str, index: int, code: str, **values: str) -> MailReport:
    """The report on a mail that was not examined."""
    problem = make_problem(path, code, values)
    return MailReport(hashlib.sha256(raw).hexdigest(), path, index, len(raw), "refused", "refused", (problem,))


def make_problem(path: str, code: str, values: dict[str, str]) -> Problem:
    """A problem record in words (English, as all records); hints exist for those a user can do something about."""
    hint = texts.phrase("problems", f"{code}-hint") if code in FATAL or code == "msg-rtf" else ""
    return Problem(path, code, texts.phrase("problems", code, "en", values), hint, code in FATAL)


class _Examination:
    def __init__(self, mail: Mail, path: str, index: int, settings: Settings) -> None:
        self.mail = mail
        self.path = path
        self.index = index
        self.settings = settings
        self.root = mail.parts[0]
        self.guard: Guard = guard(settings.own_domains)
        self.heads = [self.root, *(part for part in mail.parts if part.parent == "message/rfc822" and part.enclosed_in)]
        self.delivered = _delivered(self.root)
        self.judge = Judge(Recipients(self._recipient_emails()))
        self.problems: list[tuple[str, dict[str, str]]] = []

    def _recipient_emails(self) -> Iterator[str]:
        yield from self.settings.recipients
        yield from (address.email for address in self.delivered)
        for head in self.heads:
            yield from (address.email for name in ("to", "cc", "bcc") for address in _all_addresses(head, name))
            yield from (address.email for address in _delivered(head))

    def report(self) -> MailReport:
        scan = Scanner(self.mail, self.judge, self.settings.limits).run()
        keys = {} if self.mail.raw.startswith(OLE) else self.settings.dkim_keys
        self.signatures = signatures(self.mail.raw, self.root, _domain_of(self.root), keys)
        self.sender = read_sender(self.root, self.signatures)
        stated = statements(self.root.headers, self.settings.receivers)
        self.results = authentication(self.root, stated, {item.header.start: line_of(self.root, item.header) for item in stated})
        placed = [*self._header_drafts(), *self._sender_drafts(), *scan.placed, *self._resembling_links(scan)]
        findings = self._findings(placed)
        self._notes(scan)
        return self._assemble(scan, findings)

    def _header_drafts(self) -> Iterator[Placed]:
        for head in self.heads[: 1 + self.settings.enclosed * len(self.heads)]:
            yield from _receipts(head)
            for header in head.headers:
                if header.name in words("patterns", "picture_headers"):
                    yield from self._picture_header(head, header.name, header.value, header.start)

    def _picture_header(self, head: Part, name: str, value: str, start: int) -> Iterator[Placed]:
        match = re.search(r"(?:https?:)?//[^\s;,]{3,2000}", value[:4000])
        if match:
            _, draft = self.judge.resource(Resource("picture-header", match[0], start, f"{name}: {value}"[:300], ""), "", "open")
            if draft:
                yield Placed(draft, head, None)

    def _sender_drafts(self) -> Iterator[Placed]:
        for draft in examine_sender(self.root, self.sender, self.results, self.signatures, self.guard):
            yield self._place_sender(self.root, draft)
        for head in self.heads[1:20] if self.settings.enclosed else ():
            for draft in examine_sender(head, read_sender(head, ()), (), (), self.guard):
                yield self._place_sender(head, draft)

    def _place_sender(self, head: Part, draft: SenderDraft) -> Placed:
        header = next((header for header in head.headers if header.name == draft.field), None)
        exact = f"{header.name}: {header.raw}"[:300] if header else ""
        start = header.start if header else 0
        target = parse(f"http://{draft.host}/") if draft.host and draft.mechanism.startswith("lookalike") else None
        made = Draft("sender", draft.mechanism, draft.certainty, "none", target, start, exact, (draft.reason,), resembles=draft.resembles)
        return Placed(made, head, None)

    def _resembling_links(self, scan: Scan) -> Iterator[Placed]:
        seen: set[str] = set()
        for found in scan.found:
            domain = found.target.domain
            if domain in seen or domain == self.sender.organisation:
                continue
            seen.add(domain)
            if len(seen) > self.settings.limits.domains:
                self.problems.append(("too-many-domains", {"limit": str(self.settings.limits.domains)}))
                return
            if known := self.guard.check(found.target.host):
                reason = resemblance_reason(found.target.host, known)
                certainty = "strong" if known.sure else "weak"
                yield Placed(
                    Draft(
                        "link",
                        known.mechanism,
                        certainty,
                        "click" if found.use == "click" else "open",
                        found.target,
                        found.start,
                        found.target.url[:300],
                        (reason,),
                        resembles=known.protected.domain,
                    ),
                    found.part,
                    found.text,
                )

    def _findings(self, placed: Iterable[Placed]) -> tuple[Finding, ...]:
        groups: dict[tuple[str, ...], list[Placed]] = {}
        for item in placed:
            groups.setdefault(_group(item.draft), []).append(item)
        rows = sorted(groups.values(), key=lambda items: ORDER[items[0].draft.certainty])
        most = self.settings.limits.findings
        if len(rows) > most:
            self.problems.append(("too-many-findings", {"limit": str(most)}))
        return tuple(self._finding(items[0], len(items)) for items in rows[:most])

    def _finding(self, item: Placed, count: int) -> Finding:
        draft, part = item.draft, item.part
        line = item.text.line(draft.start) if item.text else 1 + part.raw.count(b"\n", 0, draft.start)
        number = part.number or "0"
        if item.text is None and part.type != "message/external-body":
            number = "0" if part is self.root else f"{part.enclosed_in}.0"
        url = draft.target.url if draft.target else ""
        seed = "\0".join((self.mail.id, draft.mechanism, number, str(draft.start), url))
        return Finding(
            "f-" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16],
            draft.kind,
            draft.mechanism,
            draft.certainty,
            draft.trigger,
            url,
            defang(url),
            draft.target.host if draft.target else "",
            number,
            line,
            draft.exact,
            draft.reasons,
            draft.also,
            draft.tells,
            draft.service,
            draft.resembles,
            draft.markers,
            count,
        )

    def _notes(self, scan: Scan) -> None:
        limits = self.settings.limits
        values = {"too-many-parts": str(limits.parts), "too-deep": str(limits.depth)}
        self.problems += [(code, {"limit": values.get(code, "")}) for code in self.mail.notes]
        seen: set[str] = set()
        for code, number, kind in scan.notes:
            if code not in seen:
                self.problems.append((code, {"part": number, "type": kind}))
            seen.add(code)

    def _assemble(self, scan: Scan, findings: tuple[Finding, ...]) -> MailReport:
        root = self.root
        urls = _urls(scan.found, self.settings.limits.addresses)
        loads = len({found.target.url for found in scan.found if found.use == "load"})
        problems = tuple(make_problem(self.path, code, values) for code, values in self.problems)
        domains = {url.domain for url in urls} | {registrable(ascii_host(a.domain)) for a in _identities(self.sender) if a.domain}
        received = next((date for header in root.all("received") if (date := iso_date(header.raw.rpartition(";")[2]))), None)
        return MailReport(
            id=self.mail.id,
            path=self.path,
            index=self.index,
            size=len(self.mail.raw),
            state="partial" if any(problem.code in INCOMPLETE for problem in problems) else "complete",
            verdict=_verdict(findings, loads),
            problems=problems,
            message_id=root.header("message-id").strip()[:998],
            subject=root.header("subject")[:MOST_SUBJECT],
            date=iso_date(root.header("date")),
            received=received,
            sender=self.sender,
            to=_all_addresses(root, "to"),
            cc=_all_addresses(root, "cc"),
            delivered_to=self.delivered,
            findings=findings,
            authentication=self.results,
            signatures=self.signatures,
            urls=urls,
            domains=tuple(sorted(domains - {""})),
            loads=loads,
            attachments=tuple(_attachments(self.mail)),
            enclosed=tuple(_enclosed(self.heads[1:])),
            blocks=tuple(_blocks(scan, findings)),
        )


def _domain_of(root: Part) -> str:
    return next((address.domain for address in _all_addresses(root, "from") if address.domain), "")


def _identities(sender: object) -> list[Address]:
    found = [getattr(sender, name) for name in ("author", "sender", "return_path")]
    return [address for address in (*found, *getattr(sender, "reply_to", ())) if address]


def _all_addresses(part: Part, name: str) -> tuple[Address, ...]:
    return tuple(dict.fromkeys(address for header in part.all(name) for address in addresses(header.raw)))


def _delivered(part: Part) -> tuple[Address, ...]:
    found = [address for name in DELIVERED for address in _all_addresses(part, name) if address.email]
    found += [Address("", match[1].lower()) for header in part.all("received") if (match := FOR.search(header.raw[:4000]))]
    return tuple(dict.fromkeys(found))


def _receipts(head: Part) -> Iterator[Placed]:
    author = _domain_of(head)
    for header in head.headers:
        if header.name in words("patterns", "receipt_headers"):
            to = next((address.email for address in addresses(header.raw) if address.email), header.value[:100])
            reasons = [Reason("receipt", {"field": header.name, "address": to})]
            if "@" in to and registrable(to.rpartition("@")[2]) != registrable(author):
                reasons.append(Reason("receipt-elsewhere", {}))
            yield Placed(
                Draft(
                    "tracking",
                    "receipt-header",
                    "strong",
                    "receipt",
                    None,
                    header.start,
                    f"{header.name}: {header.raw}"[:300],
                    tuple(reasons),
                    tells=("receipt",),
                ),
                head,
                None,
            )


def _group(draft: Draft) -> tuple[str, ...]:
    """Clicks through one counter are one finding; loads are one each unless the address is the same."""
    host = draft.target.host if draft.target else ""
    if draft.kind == "tracking" and draft.trigger == "click":
        return (draft.mechanism, draft.certainty, host)
    return (draft.kind, draft.mechanism, draft.certainty, draft.target.url if draft.target else "", "|".join(r.code for r in draft.reasons))


def _verdict(findings: Sequence[Finding], loads: int) -> str:
    """The outcome in one word, from what is sure; what is weak makes a mail suspicious at most."""
    sure = [finding for finding in findings if finding.certainty != "weak"]
    tracks = any(finding.kind == "tracking" and finding.trigger != "click" for finding in sure)
    deceives = any(finding.kind != "tracking" for finding in sure)
    if tracks or deceives:
        return "tracks-and-deceives" if tracks and deceives else "tracks" if tracks else "deceives"
    if sure:
        return "tracks-clicks"
    return "suspicious" if findings else "remote" if loads else "clean"


def _urls(found: Sequence[Found], most: int) -> tuple[Url, ...]:
    unique = {(item.target.url, item.use): item for item in reversed(found)}
    rows = list(reversed(unique.values()))[:most]
    return tuple(
        Url(
            item.target.url,
            defang(item.target.url),
            item.target.host,
            ascii_host(item.target.domain),
            item.use,
            item.part.number,
            item.text.line(item.start),
        )
        for item in rows
    )


def _attachments(mail: Mail) -> Iterator[Attachment]:
    for part in mail.leaves():
        own = part.disposition == "attachment" or part.filename or not part.type.startswith(("text/", "message/"))
        if own and not part.type.startswith("multipart/"):
            content = part.content()[0]
            digests = [hashlib.new(name, content, usedforsecurity=False).hexdigest() for name in ("sha256", "md5")]
            yield Attachment(part.filename, part.type, len(content), digests[0], digests[1], part.number, part.disposition != "attachment")


def _enclosed(heads: Sequence[Part]) -> Iterator[Enclosed]:
    for head in heads[:20]:
        author = next(iter(_all_addresses(head, "from")), Address("", ""))
        yield Enclosed(head.enclosed_in, head.header("message-id"), author, head.header("subject"), iso_date(head.header("date")) or "")


def _blocks(scan: Scan, findings: Sequence[Finding]) -> Iterator[Block]:
    part, text, found = pieces(scan)
    if part is None or text is None:
        return
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.part == part.number and finding.kind != "sender":
            by_line.setdefault(finding.line, []).append(finding)
    told: set[str] = set()
    for piece in found:
        line = text.line(piece.start)
        here = [
            f for f in by_line.get(line, ()) if f.id not in told and _belongs(f, piece.kind, text.text[piece.start : piece.start + 400])
        ]
        told |= {finding.id for finding in here}
        yield Block(piece.kind, piece.text, part.number, line, tuple(f.id for f in here), piece.width, piece.height)
    rest = [f for f in findings if f.kind != "sender" and f.part != "0" and f.id not in told]
    yield from (Block("hidden", "", finding.part, finding.line, (finding.id,)) for finding in rest[:40])


def _belongs(finding: Finding, kind: str, source: str) -> bool:
    return kind != "text" and bool(finding.exact) and source.startswith(finding.exact[:200])
