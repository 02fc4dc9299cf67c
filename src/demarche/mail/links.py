"""Links: whether they pass through a counter, and whether they go where they say."""

from __future__ import annotations

import re

from demarche.mail import trackers
from demarche.mail.data import load, words
from demarche.mail.markers import Marker
from demarche.mail.report import Reason
from demarche.mail.urls import IPV4, Target, below, listed, parse, public_suffixes, registrable, split_host, unicode_host

SHOWN = re.compile(
    r"^[\s\"'<(\[]{0,9}(?:(https?|ftp)://|(www\.))?((?:[\w\u00a1-\uffff-]{1,63}\.){1,9}[a-z\u00a1-\uffff][\w\u00a1-\uffff-]{1,62})"
    r"(?=[/?#:\s\"'>)\],.]|$)",
    re.IGNORECASE,
)
"""Link text that reads as an address: with a scheme, with www, or a bare host name at the beginning."""


def redirection(target: Target, marker: Marker | None) -> tuple[str, Reason] | None:
    """Certainty and ground when a link's own form says that it counts a click and passes on."""
    if listed(target.host, "sharers") and not target.host.startswith("l."):
        return None
    if listed(target.domain, "shorteners"):
        return "weak", Reason("shortener", {"host": target.host})
    onward = _onward(target)
    if onward:
        return ("strong" if marker and marker.sure and marker.text not in onward else "weak"), Reason("passes-on", {"to": onward})
    return _counting_path(target, marker)


def _onward(target: Target) -> str:
    """The other site a query parameter leads to, or an empty string."""
    names = words("patterns", "redirect_params")
    for row in load("hosts")["redirectors"]:
        if below(target.host, row["host"]) and target.path.startswith(row["path"]):
            names = names | set(row["params"])
    for name, value in target.query:
        if name.lower() in names and value.startswith(("http://", "https://", "//")):
            host = parse(value).host
            if host and registrable(host) != target.domain:
                return host
    return ""


def _counting_path(target: Target, marker: Marker | None) -> tuple[str, Reason] | None:
    if marker is None or not marker.sure:
        return None
    segments = [segment.lower() for segment in target.path.split("/") if segment]
    pieces = [piece for segment in segments for piece in re.split(r"[._-]", segment)]
    if word := next((piece for piece in pieces if piece in words("patterns", "click_words")), ""):
        return "strong", Reason("click-word", {"word": word})
    if any(segment in words("patterns", "click_letters") for segment in segments[:-1]):
        return "weak", Reason("click-letter", {"word": next(s for s in segments if s in words("patterns", "click_letters"))})
    return None


def deceptions(text: str, direct: Target, target: Target) -> list[tuple[str, str, Reason]]:
    """(mechanism, certainty, ground) for each way in which a link's text or form misleads."""
    found = []
    if shown := shown_host(text):
        real, said = target.domain, registrable(shown)
        if said != real and not below(target.host, said):
            passing = trackers.match(target, "clicks") is not None or listed(target.domain, "shorteners") or _onward(target)
            reason = Reason("text-differs", {"shown": shown, "real": target.host})
            found.append(("link-text-mismatch", "weak" if passing else "strong", reason))
    if "." in direct.userinfo:
        found.append(("link-userinfo", "strong", Reason("userinfo", {"shown": direct.userinfo[:80], "real": direct.host})))
    if IPV4.match(target.host) or target.host.startswith("["):
        found.append(("link-ip", "weak", Reason("ip-address", {"host": target.host})))
    return found


def shown_host(text: str) -> str:
    """The host a link's text shows, if the text reads as an address."""
    match = SHOWN.match(text[:300])
    if match is None or "@" in text[:300]:
        return ""
    host = unicode_host(match[3].lower().rstrip("."))
    _, label, suffix = split_host(host)
    sure = bool(match[1] or match[2])
    if not label or (
        not sure and (suffix in words("patterns", "file_suffixes") or not _alone(text, match.end()) or suffix not in public_suffixes())
    ):
        return ""
    return host


def _alone(text: str, end: int) -> bool:
    """Whether nothing but a path follows: ``Yahoo.com reports a loss`` is prose."""
    rest = text[end:300].rstrip(" '\">)],.")
    return not rest or (rest[0] in "/?#:" and " " not in rest)
