"""What a remote resource or a link in a mail is for: which mechanism, how sure, and what its use tells the sender."""

from __future__ import annotations

from dataclasses import dataclass, field

from demarche.mail import links, markers, trackers
from demarche.mail.addressing import Recipients, Sighting
from demarche.mail.markers import Marker
from demarche.mail.page import Link, Resource
from demarche.mail.report import Reason
from demarche.mail.trackers import Service
from demarche.mail.urls import Target, listed, parse, unwrap

ALWAYS_STRONG = frozenset(
    {"frame-src", "object-data", "script-src", "meta-refresh", "unc-path", "unclosed-attribute", "form-action", "link-ping"}
)
"""No honest mail needs these; mail programs that honour them report the opening whatever the address says."""
PICTURES = frozenset({"image", "image-srcset", "picture-source"})
"""Ordinary ways to show a picture: a finding only with a further ground. Every other way to load something is a finding by itself."""
TINY = {"attribute": "pixel-attribute", "style": "pixel-style", "css": "pixel-css"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding before it has its place and id."""

    kind: str
    mechanism: str
    certainty: str
    trigger: str
    target: Target | None
    start: int
    exact: str
    reasons: tuple[Reason, ...] = ()
    also: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    service: str = ""
    resembles: str = ""
    markers: tuple[str, ...] = ()


@dataclass(slots=True)
class Grounds:
    """What speaks for a resource being there to report something."""

    service: Service | None = None
    sighting: Sighting | None = None
    marker: Marker | None = None
    word: str = ""
    hiding: list[str] = field(default_factory=list)
    elsewhere: bool = False
    unsized: bool = False
    twin: bool = False
    condition: str = ""

    @property
    def certainty(self) -> str:
        """From the grounds alone; "" when there are none that count."""
        if self.service:
            return "known-tracker"
        sure = self.marker is not None and self.marker.sure
        if self.sighting or (self.hiding and (not self.elsewhere or self.marker)) or (sure and (self.unsized or self.word or self.twin)):
            return "strong"
        in_query = self.marker is not None and self.marker.where == "query"
        doubtful = (self.unsized and (self.marker or self.word)) or (sure and in_query) or self.twin or self.hiding
        return "weak" if doubtful else ""

    @property
    def personal(self) -> bool:
        return bool(self.sighting or self.service or (self.marker and self.marker.sure))

    def reasons(self) -> tuple[Reason, ...]:
        found = [Reason(code, {}) for code in self.hiding]
        if self.service:
            found.insert(
                0,
                Reason("logger" if self.service.logger else "known-service", {"service": self.service.name, "source": self.service.source}),
            )
        if self.sighting:
            found.append(Reason("recipient-in-url", {"how": self.sighting.how}))
        if self.marker:
            found.append(
                Reason("marker" if self.marker.sure else "doubtful-marker", {"marker": self.marker.text[:80], "where": self.marker.where})
            )
        if self.word:
            found.append(Reason("beacon-word", {"word": self.word}))
        found += [
            Reason(code, {}) for code, holds in (("unsized", self.unsized), ("twin", self.twin), ("elsewhere", self.elsewhere)) if holds
        ]
        if self.condition:
            found.append(Reason("condition", {"condition": self.condition[:80]}))
        return tuple(found)

    def marks(self) -> tuple[str, ...]:
        texts = [self.sighting.match if self.sighting else "", self.marker.text if self.marker else ""]
        return tuple(dict.fromkeys(text for text in texts if text))


class Judge:
    """Judges one mail's resources and links; knows who received it."""

    def __init__(self, recipients: Recipients) -> None:
        self.recipients = recipients

    def resource(self, resource: Resource, base: str, trigger: str) -> tuple[Target, Draft | None]:
        """The address a resource is loaded from, and the finding it makes, if it makes one."""
        target = unwrap(parse(resource.url, base))
        if not target.remote:
            return target, None
        grounds = self._grounds(resource, target)
        mechanism = "unc-path" if target.scheme == "unc" else resource.mechanism
        certainty = _certainty(mechanism, target, grounds)
        if not certainty:
            return target, None
        names = _mechanisms(mechanism, grounds)
        tells = ("login",) if mechanism == "unc-path" else ("opened", "reader") if grounds.personal else ("opened",)
        if grounds.condition.startswith("print"):
            tells = (*tells, "printed")
        return target, Draft(
            "tracking",
            names[0],
            certainty,
            trigger,
            target,
            resource.start,
            resource.exact,
            grounds.reasons(),
            tuple(names[1:]),
            tells,
            grounds.service.name if grounds.service else "",
            markers=grounds.marks(),
        )

    def _grounds(self, resource: Resource, target: Target) -> Grounds:
        grounds = Grounds(
            trackers.match(target, "opens"),
            self.recipients.find(target.url),
            markers.find(target),
            markers.beacon_word(target),
            condition=resource.condition,
            twin=resource.embedded_twin,
        )
        if grounds.sighting and grounds.marker and grounds.marker.text in grounds.sighting.match:
            grounds.marker = None
        is_picture = resource.mechanism in PICTURES or resource.element in ("input", "amp-img", "amp-pixel", "image")
        grounds.unsized = not resource.size.stated
        if resource.size.tiny and not (markers.spacer(target) and not resource.box.hidden and grounds.sighting is None):
            grounds.hiding.append(TINY.get(resource.size.by, "pixel-attribute"))
        grounds.hiding += resource.box.hidden
        if resource.box.unseen:
            grounds.hiding.append("hidden-visibility")
        if resource.box.zero_font and is_picture and not resource.size.stated:
            grounds.hiding.append("hidden-font")
        grounds.elsewhere = resource.box.shown_elsewhere
        return grounds

    def link(self, link: Link, base: str, trigger: str) -> tuple[Target, list[Draft]]:
        """Where a link really goes, and what is wrong with it."""
        direct = parse(link.url, base)
        target = unwrap(direct)
        if direct.scheme in ("javascript", "vbscript", "data") and link.use == "link":
            return target, [_draft(link, "link-active", "strong", trigger, direct, Reason("active-scheme", {"scheme": direct.scheme}))]
        if not target.remote:
            return target, []
        if link.use == "link":
            counted = self._counted(link, target, trigger)
            shown = links.deceptions(link.text, direct, target)
            return target, [
                *([counted] if counted else []),
                *(_draft(link, name, sure, trigger, target, reason) for name, sure, reason in shown),
            ]
        trigger = "submit" if link.use == "form" else trigger
        return target, [_draft(link, f"{'form-action' if link.use == 'form' else 'link-ping'}", "strong", trigger, target)]

    def _counted(self, link: Link, target: Target, trigger: str) -> Draft | None:
        """Whether a click is counted on the way: by a known service, through another site, under an address made for this reader."""
        service = trackers.match(target, "clicks")
        sighting = self.recipients.find(target.url)
        marker = markers.find(target)
        if target.scheme == "unc":
            return _draft(link, "unc-path", "strong", trigger, target)
        passing = links.redirection(target, marker)
        if not (passing or sighting or service):
            return None
        certainty = "known-tracker" if service else "strong" if sighting else passing[0] if passing else ""
        mechanism = f"address-{sighting.how}" if sighting and not service else "redirect-link"
        grounds = Grounds(service, sighting, None if sighting else marker)
        reasons = (*grounds.reasons(), *([passing[1]] if passing else []))
        tells = ("clicked", "reader") if grounds.personal else ("clicked",)
        name = service.name if service else ""
        also = (f"address-{sighting.how}",) if sighting and service else ()
        marks = grounds.marks()
        return Draft("tracking", mechanism, certainty, trigger, target, link.start, link.exact, reasons, also, tells, name, "", marks)


def _certainty(mechanism: str, target: Target, grounds: Grounds) -> str:
    certainty = grounds.certainty
    if mechanism in PICTURES or certainty in ("known-tracker", "strong"):
        return certainty
    if mechanism in ALWAYS_STRONG:
        return "strong"
    if listed(target.host, "benign") and not grounds.hiding:
        return ""
    return "strong" if grounds.marker and grounds.marker.sure else "weak"


def _mechanisms(mechanism: str, grounds: Grounds) -> list[str]:
    """The name of the finding first, then the others at work. A plain image goes by what gives it away."""
    others = list(dict.fromkeys(grounds.hiding))
    if grounds.sighting:
        others.append(f"address-{grounds.sighting.how}")
    if grounds.marker:
        others.append("unique-token")
    if mechanism == "image":
        if others == ["unique-token"] or not others:
            return ["remote-image-token" if others else "known-tracker" if grounds.service else "remote-image-token", *others]
        return others
    return [mechanism, *others]


def _draft(link: Link, mechanism: str, certainty: str, trigger: str, target: Target, *reasons: Reason) -> Draft:
    tells = {"form-action": ("typed",), "link-ping": ("clicked",), "unc-path": ("login",)}.get(mechanism, ())
    kind = "tracking" if tells else "link"
    return Draft(kind, mechanism, certainty, trigger, target, link.start, link.exact, reasons, tells=tells)
