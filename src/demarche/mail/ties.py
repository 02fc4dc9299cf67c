"""Which incidents a mail is evidence of, by rule and by judgement: a pure function of mails, documents, incidents and the log.

A rule ties a mail only through the words or the enclosures of a document that reports the incident; what they have in common must be of the
mail's own making. Time of arrival, a common folder or a like text are no reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from demarche.mail.evidence import TECHNIQUES
from demarche.mail.naming import Clues, spellings
from demarche.mail.urls import parse, registrable
from demarche.model import Exhibit, Incident, Judgement, Quote, Reading, Tie
from demarche.model.exhibit import TIES

NEAR = 400
"""Characters between a name and the document's own words on the technique: about two sentences speak of the same thing."""
OPENING, CLOSING = "\"'“‘«„‹”「", "\"'”’»“›」"
INSIDE_HOST = "-_"
"""Beside letters and digits, characters that make a longer name of a domain or address."""

Ties = Iterable[tuple[str, Tie]]
"""Ids of mails, each with what ties it."""
Home = Mapping[str, tuple[str, ...]]
"""Document to the incidents that it reports in the first place."""


def exhibits(ties: Ties, incidents: Iterable[Incident], log: Iterable[Judgement]) -> list[Exhibit]:
    """Every mail with the incidents it is evidence of, by mail and incident: those that a document which ties it reports, and as people
    decided."""
    home = _homes(incidents)
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for mail, tie in ties:
        for incident in home.get(tie.document_id, ()):
            found[mail, incident].append(tie)
    _judge(found, log, home)
    return [Exhibit(mail, incident, tuple(sorted(set(ties), key=_order))) for (mail, incident), ties in sorted(found.items())]


def _homes(incidents: Iterable[Incident]) -> Home:
    homes: dict[str, tuple[str, ...]] = {}
    for incident in incidents:
        for member in incident.members:
            if member.main:
                homes[member.document_id] = (*homes.get(member.document_id, ()), incident.id)
    return homes


def _order(tie: Tie) -> tuple[int, str, int, str]:
    return TIES.index(tie.rule), tie.document_id, tie.quote.start if tie.quote else 0, tie.value


def enclosed(clues: Sequence[Clues]) -> Iterator[tuple[str, Tie]]:
    """Mails that another mail encloses."""
    known = {mail.mail for mail in clues if mail.telling}
    for outer in clues:
        yield from ((inner, Tie("enclosed", outer.mail, value=part)) for part, inner in outer.encloses if inner in known)


@dataclass(frozen=True, slots=True)
class _Named:
    """A mail, one name of it, and whether the spelling can mean nothing else."""

    mail: Clues
    rule: str
    value: str
    special: bool


class Index:
    """All names of all mails, looked for in one pass over a text."""

    def __init__(self, clues: Sequence[Clues]) -> None:
        named: dict[str, list[_Named]] = defaultdict(list)
        for mail in clues:
            for rule, value in mail.names:
                for needle, special in spellings(rule, value):
                    named[needle].append(_Named(mail, rule, value, special))
        self.names = list(named.values())
        self.automaton = AhoCorasick(list(named))

    def may_name(self, text: str) -> bool:
        """Whether a text has words by which some mail is named; only then need its document be looked at."""
        return bool(self.names) and bool(self.automaton.find_matches_as_indexes(_lower(text)))

    def ties(self, reading: Reading) -> Iterator[tuple[str, Tie]]:
        """The first place in a document for each mail and each thing named."""
        document, seen = reading.document, set()
        for number, start, end in self.automaton.find_matches_as_indexes(_lower(document.text), overlapping=True):
            for named in self.names[number]:
                key = (named.mail.mail, named.rule, named.value)
                if key not in seen and named.mail.mail != document.id and _means(named, reading, start, end):
                    seen.add(key)
                    yield named.mail.mail, Tie(named.rule, document.id, Quote.of(document.text, start, end), named.value)


def _lower(text: str) -> str:
    """In lower case, as long as before."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _means(named: _Named, reading: Reading, start: int, end: int) -> bool:
    """Whether the words at this place mean the mail: a whole name, and no chance to mean something else."""
    text, rule = reading.document.text, named.rule
    if not _whole(text, start, end, rule) or _own_site(named, reading.document.url):
        return False
    if named.special:
        return True
    near = _near_technique(reading, start, end)
    if rule == "sender-name":
        return near and named.mail.deceives
    quoted = rule != "subject" or (text[start - 1 : start] in OPENING and text[end : end + 1] in CLOSING and start > 0 and end < len(text))
    return quoted and (near or named.mail.deceives)


def _whole(text: str, start: int, end: int, rule: str) -> bool:
    """Whether a name does not go on at its ends. A domain may stand below a host of its own or after an ``@``."""
    before, after, beyond = text[start - 1 : start] if start else "", text[end : end + 1], text[end + 1 : end + 2]
    joined = before.isalnum() or (before and before in INSIDE_HOST) or after.isalnum() or (after and after in INSIDE_HOST)
    if joined:
        return False
    goes_on = after == "." and beyond.isalnum()
    return not (goes_on and rule in ("domain", "address", "url"))


def _own_site(named: _Named, url: str | None) -> bool:
    """Whether a document only names the site that it was published on."""
    return named.rule in ("domain", "address") and bool(url) and parse(str(url)).domain == registrable(named.value.rpartition("@")[2])


def _near_technique(reading: Reading, start: int, end: int) -> bool:
    """Whether the document speaks of such mails (phishing, tracking pixels) close by."""
    speaking = (tag for tag in reading.claims.techniques if tag.type in TECHNIQUES.values())
    return any(quote.start - NEAR < end and start < quote.end + NEAR for tag in speaking for quote in tag.quotes)


def _judge(found: dict[tuple[str, str], list[Tie]], log: Iterable[Judgement], home: Home) -> None:
    """Carry out what people decided, in their order. A judgement names an incident by a document of it."""
    entries = sorted(log, key=lambda entry: entry.seq)
    undone = {entry.other for entry in entries if entry.action == "undo"}
    for entry in entries:
        if entry.action in ("attach", "detach") and str(entry.seq) not in undone:
            for incident in home.get(str(entry.other), ()):
                if entry.action == "attach":
                    found[entry.target, incident].append(Tie("judgement", user=entry.user, reason=entry.reason))
                else:
                    found.pop((entry.target, incident), None)
