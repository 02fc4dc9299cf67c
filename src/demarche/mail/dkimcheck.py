"""DKIM signatures checked without the network, where the user gives the key record (RFC 6376); read only, where not."""

from __future__ import annotations

import re
from collections.abc import Mapping

from demarche.errors import MissingExtraError, UsageError
from demarche.mail.headers import Header
from demarche.mail.mime import Part
from demarche.mail.report import Signature
from demarche.mail.urls import below, registrable

TAG = re.compile(r"(?:^|;)\s{0,20}([a-z]{1,4})\s{0,20}=\s{0,20}([^;]{0,8000})")
MOST_SIGNATURES = 10


def signatures(raw: bytes, root: Part, author_domain: str, keys: Mapping[str, str]) -> tuple[Signature, ...]:
    """The mail's signatures from the top. ``aligned``: the signer and the From address share an organisation."""
    found = []
    for index, header in enumerate(root.all("dkim-signature")[:MOST_SIGNATURES]):
        tags = {match[1]: "".join(match[2].split()) for match in TAG.finditer(header.raw[:16_384])}
        domain, selector = tags.get("d", "").lower(), tags.get("s", "").lower()
        verified, why = _verify(raw, index, f"{selector}._domainkey.{domain}", keys)
        aligned = bool(domain) and registrable(domain) == registrable(author_domain)
        found.append(Signature(domain, selector, verified, why, aligned, line_of(root, header)))
    return tuple(found)


def line_of(root: Part, header: Header) -> int:
    """The line a header begins on, from 1."""
    return 1 + root.raw.count(b"\n", 0, header.start)


def _verify(raw: bytes, index: int, name: str, keys: Mapping[str, str]) -> tuple[bool | None, str]:
    """The verdict on one signature; the code says ``no-key``, ``good``, ``bad`` or names what the library could not do."""
    record = keys.get(name)
    if record is None:
        return None, "no-key"
    try:
        import dkim
    except ImportError as error:
        raise MissingExtraError("checking DKIM signatures needs dkimpy", "pip install 'demarche[mail]'") from error

    def given_key(asked: bytes, timeout: int = 5) -> bytes | None:
        wanted = keys.get(asked.decode("ascii", "replace").rstrip(".").lower())
        return wanted.encode("utf-8") if wanted is not None else None

    try:
        good = bool(dkim.DKIM(raw, timeout=5).verify(idx=index, dnsfunc=given_key))
    except (dkim.DKIMException, ValueError, KeyError, IndexError, TypeError) as error:
        return False, type(error).__name__
    return good, "good" if good else "bad"


def read_keys(text: str) -> dict[str, str]:
    """Key records from a file: one a line, the name (``s1._domainkey.example.org``), white space, the TXT record.

    Zone-file forms work too (``name. IN TXT "v=DKIM1; ..." "more"``). Lines that begin with ``#`` or ``;`` are comments.
    Raises ``UsageError`` naming the line that is no key record.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith(("#", ";")):
            continue
        name, _, rest = line.partition(" ") if " " in line else line.partition("\t")
        record = re.sub(r"^\s*(?:\d+\s+)?(?:IN\s+)?(?:TXT\s+)?", "", rest, flags=re.IGNORECASE)
        record = "".join(re.findall(r'"([^"]*)"', record)) if record.startswith('"') else record
        name = name.rstrip(".").lower()
        if "._domainkey." not in name or "p=" not in record:
            raise UsageError(
                f"line {number} of the key file is no DKIM key record", "write: selector._domainkey.example.org v=DKIM1; k=rsa; p=..."
            )
        found[name] = record.strip()
    return found


def relaxed(host: str, author_domain: str) -> bool:
    """Whether two domains belong to one organisation (relaxed alignment, RFC 7489)."""
    return (
        bool(host) and bool(author_domain) and (below(host, registrable(author_domain)) or registrable(host) == registrable(author_domain))
    )
