"""Whether a reader can see an element: its size, and what hides it or what it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from demarche.mail.css import Declarations
from demarche.mail.data import size

LENGTH = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s{0,9}(px|pt|em|rem|ex|ch|pc|cm|mm|in|q|vw|vh|%)?")
PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 1.333,
    "pc": 16.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "q": 0.945,
}
"""CSS pixels a unit stands for (CSS Values Level 4; em, ex and ch at the usual 16 px font)."""
OPACITY = re.compile(r"opacity\s{0,9}[(=]\s{0,9}([\d.]{1,9})(%?)")
SHIFT = re.compile(r"translate(?:x|y|3d)?\(\s{0,9}(-?[\d.]{1,9})(px|%|em|vw|vh|)\s{0,9}(?:,\s{0,9}(-?[\d.]{1,9}))?", re.IGNORECASE)
SCALE = re.compile(r"scale(?:x|y|3d)?\(\s{0,9}0?(?:\.0\d*)?\s{0,9}[,)]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """What an element inherits and what it is itself. ``hidden`` and ``unseen`` are codes of mechanisms (``hidden-display`` ...);
    ``unseen`` does
    not pass to a child that says otherwise (visibility). ``shown_elsewhere``: a media query shows it on other screens."""

    hidden: tuple[str, ...] = ()
    unseen: bool = False
    zero_font: bool = False
    shown_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in CSS pixels, None where not given so; ``by`` says what gave the smaller one: ``attribute``, ``style`` or ``css``.
    ``stated``: some size is given, be it in percent."""

    width: float | None
    height: float | None
    by: str
    stated: bool = False

    @property
    def tiny(self) -> bool:
        """Invisible by its size: no side longer than two pixels, or a side of zero."""
        most = size("tiny_side")
        given = [side for side in (self.width, self.height) if side is not None]
        return bool(given) and (all(side <= most for side in given) or min(given) <= 0)


def pixels(value: str) -> float | None:
    """A CSS or HTML length in pixels; None when it depends on the page (percent, viewport) and is not zero, or is no length."""
    match = LENGTH.match(value.strip().lower())
    if match is None:
        return None
    number = float(match[1])
    if number == 0:
        return 0.0
    factor = PIXELS.get(match[2] or "")
    return None if factor is None else number * factor


def inherit(parent: Box, style: Declarations, attributes: dict[str, str], conditional: Declarations) -> Box:
    """The box of an element from its parent's and its own declarations; ``conditional`` are those of media queries."""
    if not style and not conditional and "hidden" not in attributes:
        return parent
    own = tuple(_hiding(style, attributes))
    box = replace(parent, hidden=tuple(dict.fromkeys((*parent.hidden, *own)))) if own else parent
    if visibility := style.get("visibility"):
        box = replace(box, unseen=visibility in ("hidden", "collapse"))
    if (font := _font_size(style)) is not None:
        box = replace(box, zero_font=font <= 1)
    shown = conditional.get("display", "none") != "none" or conditional.get("visibility") == "visible" or "max-height" in conditional
    return replace(box, shown_elsewhere=True) if shown and box.hidden else box


def _font_size(style: Declarations) -> float | None:
    if "font-size" in style:
        return pixels(style["font-size"])
    match = re.search(r"(?:^|\s)([\d.]{1,9}(?:px|pt|em)?)(?:/|\s)", style.get("font", ""))
    return pixels(match[1]) if match else None


def _hiding(style: Declarations, attributes: dict[str, str]) -> list[str]:
    found = []
    if style.get("display") == "none" or style.get("content-visibility") == "hidden" or ("hidden" in attributes and "display" not in style):
        found.append("hidden-display")
    if _transparent(style):
        found.append("hidden-opacity")
    if _clipped(style):
        found.append("hidden-size")
    if _off_screen(style):
        found.append("hidden-offscreen")
    return found


def _transparent(style: Declarations) -> bool:
    if (value := style.get("opacity")) is not None:
        match = re.match(r"([\d.]{1,9})(%?)", value)
        return bool(match) and _share(match[1], match[2]) <= size("opacity")  # type: ignore[index]
    match = OPACITY.search((style.get("filter") or style.get("-ms-filter") or "").lower())
    return bool(match) and _share(match[1], match[2] or ("%" if "alpha" in style.get("filter", "") else "")) <= size("opacity")  # type: ignore[index]


def _share(number: str, percent: str) -> float:
    try:
        return float(number) / (100 if percent else 1)
    except ValueError:
        return 1.0


def _clipped(style: Declarations) -> bool:
    if SCALE.search(style.get("transform", "")):
        return True
    clip = style.get("clip", "").replace(" ", "").lower()
    if clip.startswith("rect(") and all(part.startswith("0") or part.startswith("1px") for part in clip[5:].rstrip(")").split(",")):
        return True
    if style.get("clip-path", "").replace(" ", "").lower().startswith(("inset(50%", "inset(100%", "circle(0")):
        return True
    most = size("clipped_side")
    cuts = style.get("overflow", style.get("overflow-y", "")).startswith(("hidden", "clip"))
    sides = [pixels(style[name]) for name in ("max-height", "max-width", *(("height", "width") if cuts else ())) if name in style]
    return any(side is not None and side <= (most if cuts else 0) for side in sides)


def _off_screen(style: Declarations) -> bool:
    far = size("off_screen")
    names = ["text-indent", "margin-left", "margin-top", "margin-right"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        names += ["left", "top", "right", "bottom"]
    shifts = [pixels(style[name]) for name in names if name in style]
    if any(shift is not None and (shift <= -far or shift >= 20 * far) for shift in shifts):
        return True
    match = SHIFT.search(style.get("transform", ""))
    return bool(match) and any(abs(_share(value, "")) >= far for value in (match[1], match[3]) if value)  # type: ignore[index]


def image_size(attributes: dict[str, str], inline: Declarations, sheet: Declarations) -> Size:
    """The size of an image: style sheets beat attributes, the element's own style beats both; maxima count when they are small."""
    width, by_width = _side("width", attributes, inline, sheet)
    height, by_height = _side("height", attributes, inline, sheet)
    stated = any(name in source for name in ("width", "height", "max-width") for source in (attributes, inline, sheet))
    by = by_width if height is None or (width is not None and width <= height) else by_height
    return Size(width, height, by, stated)


def _side(name: str, attributes: dict[str, str], inline: Declarations, sheet: Declarations) -> tuple[float | None, str]:
    most = size("tiny_side")
    for source, by in ((inline, "style"), (sheet, "css")):
        limit = pixels(source.get(f"max-{name}", ""))
        if limit is not None and limit <= most:
            return limit, by
        if name in source and source[name] != "auto" and (side := pixels(source[name])) is not None:
            return side, by
    return pixels(attributes.get(name, "")), "attribute"
