"""One mail in, one report out: the whole examination as a pure function of the bytes and the settings. Runs in the worker process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from demarche.mail import contents
from demarche.mail.addressing import Recipients
from demarche.mail.auth import statements
from demarche.mail.data import words
from demarche.mail.dkimcheck import line_of, signatures
from demarche.mail.fit import OLE
from demarche.mail.headers import Header, iso_date
from demarche.mail.heads import author_domain, delivered, people, quoted, receipts
from demarche.mail.judge import Draft, Judge
from demarche.mail.lookalike import Guard, guard
from demarche.mail.mime import Mail, Part
from demarche.mail.opening import open_mail
from demarche.mail.page import Resource
from demarche.mail.problems import INCOMPLETE, make_problem, refused
from demarche.mail.report import Address, Finding, MailReport, Sender
from demarche.mail.scan import Found, Placed, Scan, Scanner
from demarche.mail.sender import SenderDraft, authentication, examine_sender, read_sender, resemblance_reason
from demarche.mail.settings import Settings
from demarche.mail.urls import ascii_host, parse, registrable
from demarche.mail.verdict import verdict
from demarche.mail.visible import defang

MOST_SUBJECT = 1000
MOST_MESSAGE_ID = 998
MOST_URL_QUOTED = 300
REMOTE = re.compile(r"(?:https?:)?//[^\s;,]{3,2000}")
ORDER = {"known-tracker": 0, "strong": 1, "weak": 2}


def examine(raw: bytes, path: str, index: int, settings: Settings) -> MailReport:
    """The report on one mail. Never raises for what the mail holds; what cannot be examined is refused with a reason."""
    mail, code, detail = open_mail(raw, settings.limits)
    if mail is None:
        return refused(raw, path, index, code, detail=detail, limit=str(settings.limits.max_mb))
    return _Examination(mail, path, index, settings).report()


class _Examination:
    def __init__(self, mail: Mail, path: str, index: int, settings: Settings) -> None:
        self.whole = mail
        self.mail = mail if settings.enclosed else mail.alone()
        self.path = path
        self.index = index
        self.settings = settings
        self.root = mail.parts[0]
        self.guard: Guard = guard(settings.own_domains)
        self.heads = [self.root, *contents.enclosed_heads(self.mail)]
        self.delivered = delivered(self.root)
        self.judge = Judge(Recipients(self._recipient_emails()))
        self.problems: list[tuple[str, dict[str, str]]] = []

    def _recipient_emails(self) -> Iterator[str]:
        yield from self.settings.recipients
        yield from (address.email for address in self.delivered)
        for head in self.heads:
            yield from (address.email for name in ("to", "cc", "bcc") for address in people(head, name))
            yield from (address.email for address in delivered(head))

    def report(self) -> MailReport:
        scan = Scanner(self.mail, self.judge, self.settings.limits).run()
        keys = {} if self.mail.raw.startswith(OLE) else self.settings.dkim_keys
        self.signatures = signatures(self.mail.raw, self.root, author_domain(self.root), keys)
        self.sender = read_sender(self.root, self.signatures)
        stated = statements(self.root.headers, self.settings.receivers)
        self.results = authentication(self.root, stated, {item.header.start: line_of(self.root, item.header) for item in stated})
        findings = self._findings([*self._header_drafts(), *self._sender_drafts(), *scan.placed, *self._resembling_links(scan)])
        self._note(scan)
        return self._assemble(scan, findings)

    def _header_drafts(self) -> Iterator[Placed]:
        for head in self.heads:
            yield from receipts(head)
            for header in head.headers:
                if header.name in words("patterns", "picture_headers"):
                    yield from self._picture_header(head, header)

    def _picture_header(self, head: Part, header: Header) -> Iterator[Placed]:
        match = REMOTE.search(header.value[:4000])
        if match:
            _, draft = self.judge.resource(Resource("picture-header", match[0], header.start, quoted(header), ""), "", "open")
            if draft:
                yield Placed(draft, head, None)

    def _sender_drafts(self) -> Iterator[Placed]:
        for draft in examine_sender(self.root, self.sender, self.results, self.signatures, self.guard):
            yield _place_sender(self.root, draft)
        for head in self.heads[1 : contents.MOST_ENCLOSED]:
            for draft in examine_sender(head, read_sender(head, ()), (), (), self.guard):
                yield _place_sender(head, draft)

    def _resembling_links(self, scan: Scan) -> Iterator[Placed]:
        """Look-alike domains among the addresses, each once; the sender's own is judged with the sender."""
        first: dict[str, Found] = {}
        for found in scan.found:
            first.setdefault(found.target.domain, found)
        first.pop(self.sender.organisation, None)
        most = self.settings.limits.domains
        if len(first) > most:
            self.problems.append(("too-many-domains", {"limit": str(most)}))
        for found in list(first.values())[:most]:
            yield from self._resembling(found)

    def _resembling(self, found: Found) -> Iterator[Placed]:
        known = self.guard.check(found.target.host)
        if known:
            certainty, trigger = "strong" if known.sure else "weak", "click" if found.use == "click" else "open"
            reasons = (resemblance_reason(found.target.host, known),)
            quoted_url, genuine = found.target.url[:MOST_URL_QUOTED], known.protected.domain
            draft = Draft("link", known.mechanism, certainty, trigger, found.target, found.start, quoted_url, reasons, resembles=genuine)
            yield Placed(draft, found.part, found.text)

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
        draft, target = item.draft, item.draft.target
        number, line = self._place(item)
        url = target.url if target else ""
        seed = "\0".join((self.mail.id, draft.mechanism, number, str(draft.start), url))
        id = "f-" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:16]
        return Finding(
            id, draft.kind, draft.mechanism, draft.certainty, draft.trigger, url, defang(url), target.host if target else "", number, line,
            draft.exact, draft.reasons, draft.also, draft.tells, draft.service, draft.resembles, draft.markers, count,
        )  # fmt: skip

    def _place(self, item: Placed) -> tuple[str, int]:
        """Part number and line: what stands in a header block is in part 0 of its message."""
        part = item.part
        if item.text:
            return part.number or "0", item.text.line(item.draft.start)
        line = 1 + part.raw.count(b"\n", 0, item.draft.start)
        if part.type == "message/external-body":
            return part.number or "0", line
        return "0" if part is self.root else f"{part.enclosed_in}.0", line

    def _note(self, scan: Scan) -> None:
        """Keep what was left out, each kind once."""
        limits = self.settings.limits
        values = {"too-many-parts": str(limits.parts), "too-deep": str(limits.depth)}
        self.problems += [(code, {"limit": values.get(code, "")}) for code in self.mail.notes]
        first: dict[str, dict[str, str]] = {}
        for code, number, kind in scan.notes:
            first.setdefault(code, {"part": number, "type": kind})
        self.problems += first.items()

    def _assemble(self, scan: Scan, findings: tuple[Finding, ...]) -> MailReport:
        root = self.root
        urls = contents.urls(scan.found, self.settings.limits.addresses)
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
            verdict=verdict(findings, loads),
            problems=problems,
            message_id=root.header("message-id").strip()[:MOST_MESSAGE_ID],
            subject=root.header("subject")[:MOST_SUBJECT],
            date=iso_date(root.header("date")),
            received=received,
            sender=self.sender,
            to=people(root, "to"),
            cc=people(root, "cc"),
            delivered_to=self.delivered,
            findings=findings,
            authentication=self.results,
            signatures=self.signatures,
            urls=urls,
            domains=tuple(sorted(domains - {""})),
            loads=loads,
            attachments=tuple(contents.attachments(self.mail)),
            enclosed=tuple(contents.enclosed(self.whole)),
            blocks=tuple(contents.blocks(scan, findings)),
        )


def _place_sender(head: Part, draft: SenderDraft) -> Placed:
    header = next((header for header in head.headers if header.name == draft.field), None)
    exact, start = (quoted(header), header.start) if header else ("", 0)
    target = parse(f"http://{draft.host}/") if draft.host and draft.mechanism.startswith("lookalike") else None
    made = Draft("sender", draft.mechanism, draft.certainty, "none", target, start, exact, (draft.reason,), resembles=draft.resembles)
    return Placed(made, head, None)


def _identities(sender: Sender) -> Sequence[Address]:
    named = (sender.author, sender.sender, sender.return_path, *sender.reply_to)
    return [address for address in named if address]


def _group(draft: Draft) -> tuple[str, ...]:
    """Clicks through one counter are one finding; loads are one each unless the address is the same."""
    host = draft.target.host if draft.target else ""
    if draft.kind == "tracking" and draft.trigger == "click":
        return (draft.mechanism, draft.certainty, host)
    return (draft.kind, draft.mechanism, draft.certainty, draft.target.url if draft.target else "", "|".join(r.code for r in draft.reasons))
