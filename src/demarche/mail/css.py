"""Style sheets, as far as hiding and loading go: declarations, selectors matched against open elements, addresses and what they are for.

A reader of CSS in the sense of CSS Syntax Level 3 but for what mail uses; linear, and bounded by a number of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

URL = re.compile(r"""url\(\s{0,50}(?:"([^"\n]*)"?|'([^'\n]*)'?|([^)\s'"]*))""", re.IGNORECASE)
IMPORT = re.compile(r"""@import\s{1,50}(?:url\(\s{0,50})?["']?([^"')\s;]+)""", re.IGNORECASE)
IMAGE_SET = re.compile(r"""image-set\(\s{0,50}["']([^"'\n]*)["']""", re.IGNORECASE)
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
COMPOUND = re.compile(r"([a-zA-Z][\w:-]*|\*)?((?:[.#][\w-]+|\[[^\]]{0,200}\]|:{1,2}[\w-]+(?:\([^)]{0,200}\))?)*)")
PIECE = re.compile(r"[.#][\w-]+|\[[^\]]{0,200}\]|:{1,2}[\w-]+")
ATTRIBUTE_TEST = re.compile(r"""\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*["']?([^"'\]]*)["']?)?\s*\]""")
SCREEN = ("", "all", "screen", "only screen")
MOST_DECLARATIONS = 500
MOST_ANCESTORS = 64
MOST_CANDIDATES = 60
MOST_EFFORT = 100_000
"""Steps of selector matching a document may cost: about a fifth of a second. A page of 500 elements and 60 rules needs a few thousand."""

Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class Element:
    """What a selector can see of an element."""

    name: str
    id: str
    classes: frozenset[str]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compound:
    """One step of a selector: ``td.tracker#x[width="1"]``."""

    name: str
    id: str
    classes: frozenset[str]
    tests: tuple[tuple[str, str, str], ...]
    pseudo: bool

    def fits(self, element: Element) -> bool:
        if self.name not in ("", "*", element.name) or (self.id and self.id != element.id) or not self.classes <= element.classes:
            return False
        return all(_test(element.attributes.get(name), operator, value) for name, operator, value in self.tests)


@dataclass(frozen=True, slots=True)
class Rule:
    """``steps`` from the outermost ancestor to the element itself; ``conditional``: inside a media query that does not hold on every
    screen."""

    steps: tuple[Compound, ...]
    declarations: Declarations
    conditional: bool
    weight: tuple[int, int, int]
    start: int


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a style sheet: ``use`` is the property's name, ``@import`` or ``@font-face``."""

    url: str
    use: str
    start: int
    condition: str = ""


@dataclass(slots=True)
class Sheet:
    """All style sheets of one document, indexed by the last step of each selector."""

    rules: dict[str, list[Rule]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    count: int = 0
    effort: int = 0
    full: bool = False

    def matching(self, element: Element, ancestors: Sequence[Element]) -> list[Rule]:
        """Rules for an element, weakest first; none once the document has cost too much."""
        keys = (element.name, "*", *(f".{name}" for name in element.classes), f"#{element.id}")
        candidates = [rule for key in keys for rule in self.rules.get(key, ())][:MOST_CANDIDATES]
        if candidates and self.effort > MOST_EFFORT:
            self.full = True
            return []
        found = [rule for rule in candidates if rule.steps[-1].fits(element) and self._ancestors_fit(rule.steps[:-1], ancestors)]
        self.effort += len(candidates)
        return sorted(found, key=lambda rule: rule.weight)

    def _ancestors_fit(self, steps: Sequence[Compound], ancestors: Sequence[Element]) -> bool:
        wanted = len(steps) - 1
        for element in reversed(ancestors[-MOST_ANCESTORS:]):
            if wanted < 0:
                break
            self.effort += 1
            if steps[wanted].fits(element):
                wanted -= 1
        return wanted < 0


def _test(held: str | None, operator: str, value: str) -> bool:
    if held is None:
        return False
    checks = {
        "": True,
        "=": held == value,
        "~=": value in held.split(),
        "|=": held == value or held.startswith(value + "-"),
        "^=": held.startswith(value),
        "$=": held.endswith(value),
        "*=": value in held,
    }
    return checks.get(operator, False)


def declarations(text: str) -> Declarations:
    """``a: b; c: d !important`` as a mapping. A later one wins unless an earlier one is important; values are lower-cased but for
    addresses."""
    found: Declarations = {}
    important: set[str] = set()
    for piece in _pieces(text):
        name, mark, value = piece.partition(":")
        name, value = _unescape(name).strip().lower(), value.strip()
        if not mark or not value:
            continue
        weighty = value.lower().endswith("!important")
        if weighty:
            value = value[: -len("!important")].rstrip()
            important.add(name)
        elif name in important:
            continue
        found[name] = value if "url(" in value.lower() or "(" in value else value.lower()
    return found


def _pieces(text: str) -> list[str]:
    """Cut at semicolons outside brackets and quotation marks."""
    if "(" not in text and '"' not in text and "'" not in text:
        return text.split(";")[:MOST_DECLARATIONS]
    pieces: list[str] = []
    start, depth, quote = 0, 0, ""
    for at, mark in enumerate(text):
        if quote:
            quote = "" if mark == quote else quote
        elif mark in "\"'":
            quote = mark
        elif mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif mark == ";" and not depth:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]][:MOST_DECLARATIONS]


def _unescape(text: str) -> str:
    """CSS escapes (``\\75rl``) decoded: they hide ``url`` and property names from simple readers."""
    if "\\" not in text:
        return text
    return ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] and 0 < int(m[1], 16) < 0x110000 else m[2] or "", text)


def urls_in(value: str) -> list[str]:
    """The addresses a declaration's value names."""
    value = _unescape(value)
    found = [next(group for group in match.groups() if group is not None) for match in URL.finditer(value)]
    return [*found, *IMAGE_SET.findall(value)] if "image-set" in value.lower() else found


def references(values: Declarations, start: int, condition: str = "") -> Iterator[Reference]:
    """Addresses in declarations, with the property that uses them."""
    for name, value in values.items():
        if "url(" in value.lower() or "image-set" in value.lower() or "\\" in value:
            yield from (Reference(url, name, start, condition) for url in urls_in(value))


def read_sheet(sheet: Sheet, text: str, offset: int, most_rules: int, condition: str = "") -> None:
    """Add a style sheet's rules and addresses to ``sheet``; ``offset`` is where its text stands in the document."""
    text = _without_comments(text.replace("<!--", "    ").replace("-->", "   "))
    _imports(sheet, text, offset, condition)
    conditions = [condition]
    at = 0
    while (opening := text.find("{", at)) >= 0:
        if sheet.count >= most_rules:
            sheet.full = True
            return
        head = text[at:opening]
        closed = min(head.count("}"), len(conditions) - 1)
        del conditions[len(conditions) - closed :]
        sheet.count += 1
        head = head.rpartition(";")[2].rpartition("}")[2].strip()
        if head.lower().startswith(("@media", "@supports", "@layer", "@document", "@-moz-document", "@container", "@scope")):
            conditions.append(_join(conditions[-1], head))
            at = opening + 1
            continue
        closing = text.find("}", opening)
        closing = len(text) if closing < 0 else closing
        _rule(sheet, head, text[opening + 1 : closing], offset + opening, conditions[-1])
        at = closing + 1


def _without_comments(text: str) -> str:
    """Comments blanked out, so that offsets stay."""
    pieces, at = [], 0
    while (opening := text.find("/*", at)) >= 0:
        closing = text.find("*/", opening + 2)
        end = len(text) if closing < 0 else closing + 2
        pieces += [text[at:opening], " " * (end - opening)]
        at = end
    return "".join([*pieces, text[at:]])


def _join(outer: str, head: str) -> str:
    inner = head[6:].strip().lower() if head.lower().startswith("@media") else ""
    return inner if inner not in SCREEN else outer


def _imports(sheet: Sheet, text: str, offset: int, condition: str) -> None:
    plain = text if "\\" not in text else _unescape(text)
    for match in IMPORT.finditer(plain):
        sheet.references.append(Reference(match[1], "@import", offset + match.start(), condition))


def _rule(sheet: Sheet, head: str, body: str, start: int, condition: str) -> None:
    values = declarations(body)
    if head.lower().startswith("@font-face"):
        sheet.references.extend(Reference(ref.url, "@font-face", start, condition) for ref in references(values, start))
        return
    sheet.references.extend(references(values, start, condition))
    if head.startswith("@"):
        return
    for selector in head.split(",")[:50]:
        if steps := _steps(selector):
            rule = Rule(steps, values, bool(condition), _weight(steps, sheet.count), start)
            sheet.rules.setdefault(_key(steps[-1]), []).append(rule)


def _steps(selector: str) -> tuple[Compound, ...]:
    steps = []
    for word in re.sub(r"[>+~]", " ", selector).split()[:12]:
        match = COMPOUND.match(word)
        if match is None or match.end() != len(word) or not word:
            return ()
        steps.append(_compound(match))
    return () if steps and steps[-1].pseudo else tuple(steps)


def _compound(match: re.Match[str]) -> Compound:
    pieces = PIECE.findall(match[2] or "")
    tests = tuple((m[1].lower(), m[2] or "", m[3] or "") for piece in pieces if (m := ATTRIBUTE_TEST.fullmatch(piece)))
    return Compound(
        (match[1] or "").lower(),
        next((piece[1:] for piece in pieces if piece[0] == "#"), ""),
        frozenset(piece[1:] for piece in pieces if piece[0] == "."),
        tests,
        any(piece[0] == ":" for piece in pieces),
    )


def _key(last: Compound) -> str:
    if last.id:
        return f"#{last.id}"
    return f".{min(last.classes)}" if last.classes else last.name or "*"


def _weight(steps: tuple[Compound, ...], order: int) -> tuple[int, int, int]:
    return (sum(bool(step.id) for step in steps), sum(len(step.classes) + len(step.tests) for step in steps), order)
