"""The sender: who the mail says it is from, what ties it to that, and tricks with names and domains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from demarche.mail.auth import Statement
from demarche.mail.dkimcheck import relaxed
from demarche.mail.headers import addresses
from demarche.mail.lookalike import Guard, Resemblance, resembling_name
from demarche.mail.mime import Part
from demarche.mail.report import Address, AuthResult, Reason, Sender, Signature
from demarche.mail.urls import ascii_host, listed, registrable, unicode_host
from demarche.mail.visible import DIRECTION, UNSEEN, ZERO_WIDTH, scripts

EMAIL_IN_NAME = re.compile(r"[\w.+%-]{1,64}@((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})")
MIXED = (
    frozenset({"LATIN", "CYRILLIC"}),
    frozenset({"LATIN", "GREEK"}),
    frozenset({"LATIN", "CHEROKEE"}),
    frozenset({"LATIN", "ARMENIAN"}),
)


@dataclass(frozen=True, slots=True)
class SenderDraft:
    """A finding about the sender before it has its place and id. ``field`` is the header it stands in."""

    mechanism: str
    certainty: str
    field: str
    host: str
    reason: Reason
    resembles: str = ""


def read_sender(root: Part, signatures: Sequence[Signature]) -> Sender:
    """From, Sender, Reply-To, Return-Path, and which of them (and of the signers) belong to the From address's organisation."""
    authors = addresses(_raw(root, "from"))
    author = authors[0] if authors else Address("", "")
    domain = unicode_host(author.domain)
    others = {
        "sender": _first(root, "sender"),
        "reply-to": _first(root, "reply-to"),
        "return-path": _first(root, "return-path"),
    }
    hosts = {name: unicode_host(address.domain) for name, address in others.items() if address and address.domain}
    hosts |= {f"dkim:{signature.domain}": signature.domain for signature in signatures if signature.domain}
    aligned = tuple(name for name, host in hosts.items() if relaxed(host, domain))
    differing = tuple(name for name, host in hosts.items() if not relaxed(host, domain))
    return Sender(
        author,
        others["sender"],
        addresses(_raw(root, "reply-to")),
        others["return-path"],
        domain,
        registrable(domain) if domain else "",
        aligned,
        differing,
    )


def _raw(root: Part, name: str) -> str:
    return next((header.raw for header in root.headers if header.name == name), "")


def _first(root: Part, name: str) -> Address | None:
    found = addresses(_raw(root, name))
    return found[0] if found else None


def authentication(root: Part, stated: Sequence[Statement], line_of: dict[int, int]) -> tuple[AuthResult, ...]:
    """All results as records, in the order of the headers."""
    return tuple(
        AuthResult(
            result.method,
            result.result,
            item.writer,
            result.properties,
            result.comment,
            item.trust,
            item.why,
            item.header.name,
            line_of[item.header.start],
        )
        for item in stated
        for result in item.results
    )


def examine_sender(
    root: Part, sender: Sender, results: Sequence[AuthResult], signatures: Sequence[Signature], guard: Guard
) -> list[SenderDraft]:
    """Everything worth saying about who sent the mail."""
    return [
        *_from_field(root, sender),
        *_name_tricks(sender, guard),
        *_failed(sender, results, signatures),
        *_not_aligned(sender, results),
        *_resembling(sender, signatures, guard),
    ]


def _from_field(root: Part, sender: Sender) -> Iterator[SenderDraft]:
    fields = root.all("from")
    boxes = [address for header in fields for address in addresses(header.raw) if address.email]
    if not boxes:
        yield SenderDraft("from-missing", "weak", "from", "", Reason("from-missing", {}))
    elif len({registrable(address.domain) for address in boxes}) > 1 or len(fields) > 1:
        listing = ", ".join(dict.fromkeys(address.email for address in boxes[:5]))
        yield SenderDraft("from-multiple", "strong", "from", sender.domain, Reason("from-multiple", {"addresses": listing}))


def _name_tricks(sender: Sender, guard: Guard) -> Iterator[SenderDraft]:
    name, domain = sender.author.name, sender.domain
    match = EMAIL_IN_NAME.search(name[:500])
    if match and not relaxed(match[1].lower(), domain):
        yield SenderDraft(
            "name-address", "strong", "from", domain, Reason("name-address", {"shown": match[0], "real": sender.author.email})
        )
    if DIRECTION.search(name) or ZERO_WIDTH.search(name) or UNSEEN.search(name):
        yield SenderDraft("name-unseen", "strong", "from", domain, Reason("name-unseen", {"name": name}))
    mixed = next((word for word in re.findall(r"\w+", name[:500]) if any(pair <= scripts(word) for pair in MIXED)), "")
    if mixed:
        used = ", ".join(sorted(scripts(mixed))).lower()
        yield SenderDraft("name-mixed-script", "strong", "from", domain, Reason("name-mixed-script", {"word": mixed, "scripts": used}))
    if domain and (row := resembling_name(name[:200], domain, guard)) and not listed(registrable(domain), "senders"):
        both = guard.check(domain)
        certainty = "strong" if listed(domain, "freemail") or (both and both.protected.name == row.name) else "weak"
        reason = Reason("name-brand", {"name": row.name, "real": domain, "genuine": row.domain})
        yield SenderDraft("name-brand", certainty, "from", domain, reason, row.domain)


def believed(results: Sequence[AuthResult]) -> list[AuthResult]:
    """Results written by a receiver worth believing, one a method: the topmost."""
    found: dict[str, AuthResult] = {}
    for result in results:
        if result.trust in ("trusted", "assumed"):
            found.setdefault(result.method if result.method != "dkim" else f"dkim {result.properties.get('header.d', '')}", result)
    return list(found.values())


def _failed(sender: Sender, results: Sequence[AuthResult], signatures: Sequence[Signature]) -> Iterator[SenderDraft]:
    for result in believed(results):
        if result.method in ("dmarc", "spf", "dkim") and result.result in ("fail", "hardfail", "softfail", "permerror", "invalid"):
            certainty = "strong" if result.method == "dmarc" and result.result in ("fail", "hardfail") else "weak"
            reason = Reason(
                "auth-failed", {"method": result.method, "result": result.result, "writer": result.writer or "-", "trust": result.trust}
            )
            yield SenderDraft(f"{result.method}-fail", certainty, result.header, sender.domain, reason)
    for signature in signatures:
        if signature.verified is False:
            reason = Reason("signature-bad", {"domain": signature.domain, "selector": signature.selector, "why": signature.why})
            yield SenderDraft("dkim-invalid", "strong", "dkim-signature", signature.domain, reason)
    claims = {(r.method, r.result) for r in believed(results)}
    for result in results:
        contradicts = result.method in ("dmarc", "spf", "dkim") and result.result == "pass" and (result.method, "fail") in claims
        if result.why == "below-border" and contradicts:
            reason = Reason("auth-contradicted", {"method": result.method, "writer": result.writer or "-"})
            yield SenderDraft("auth-forged", "strong", result.header, sender.domain, reason)


def _not_aligned(sender: Sender, results: Sequence[AuthResult]) -> Iterator[SenderDraft]:
    if not sender.domain:
        return
    if "reply-to" in sender.differing and sender.reply_to:
        other = sender.reply_to[0]
        free = listed(other.domain, "freemail") and not listed(sender.domain, "freemail")
        reason = Reason("reply-elsewhere", {"shown": sender.author.email, "real": other.email})
        yield SenderDraft("reply-to-differs", "strong" if free else "weak", "reply-to", other.domain, reason)
    if "sender" in sender.differing and sender.sender:
        reason = Reason("sent-by-other", {"shown": sender.author.email, "real": sender.sender.email})
        yield SenderDraft("sender-differs", "weak", "sender", sender.sender.domain, reason)
    passed = any(result.method == "dmarc" and result.result == "pass" for result in believed(results))
    tied = any(name == "return-path" or name.startswith("dkim:") for name in sender.aligned)
    if "return-path" in sender.differing and not tied and not passed and sender.return_path:
        reason = Reason("nothing-ties", {"shown": sender.domain, "real": sender.return_path.domain})
        yield SenderDraft("return-path-differs", "weak", "return-path", sender.return_path.domain, reason)


def _resembling(sender: Sender, signatures: Sequence[Signature], guard: Guard) -> Iterator[SenderDraft]:
    boxes = [
        ("from", sender.author),
        ("sender", sender.sender),
        ("return-path", sender.return_path),
        *(("reply-to", a) for a in sender.reply_to[:3]),
    ]
    seen = set()
    places = [(field, unicode_host(address.domain)) for field, address in boxes if address and address.domain]
    for field, host in [*places, *(("dkim-signature", signature.domain) for signature in signatures if signature.domain)]:
        if registrable(host) in seen:
            continue
        seen.add(registrable(host))
        if found := guard.check(host):
            yield SenderDraft(
                found.mechanism, "strong" if found.sure else "weak", field, host, resemblance_reason(host, found), found.protected.domain
            )
        elif draft := _mixed_host(host):
            yield SenderDraft("lookalike-mixed-script", "strong", field, host, draft)


def resemblance_reason(host: str, found: Resemblance) -> Reason:
    """The sentence's values for a look-alike: the domain as seen, as the DNS has it, and what it resembles."""
    return Reason(
        "resembles" if host.isascii() else "resembles-idn",
        {"host": host, "ascii": ascii_host(host), "genuine": found.protected.domain, "name": found.protected.name},
    )


def _mixed_host(host: str) -> Reason | None:
    label = next((label for label in host.split(".") if any(pair <= scripts(label) for pair in MIXED)), "")
    return (
        Reason("host-mixed-script", {"host": host, "ascii": ascii_host(host), "scripts": ", ".join(sorted(scripts(label))).lower()})
        if label
        else None
    )
