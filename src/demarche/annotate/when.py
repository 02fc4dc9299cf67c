"""What a text says about time: "begin 2021", "vorige week", "am Montag", "rond die tijd", as intervals with their words.

Weekdays and relative words are resolved against the day of publication; where that is coarse or unknown the interval stays as wide. The
words are data (``data/languages/<lang>/when.yml``): ``parts`` cut a month, season or year in three, ``around`` points back to the date
before it, ``recent`` says only that it was before publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from demarche.lexicon.data import LANGUAGES, read_yaml
from demarche.model.dates import DAY, Interval, day, from_edtf, month, year

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
EARLY, LATE = "early", "late"
WEEK = 7
NEAR_DAYS = 92
""""Around that time" reaches this far to both sides of a date that is a day or a month: a quarter."""
YEARS = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class When:
    """An interval and where its words stand: ``text[start:end]``. ``weekday`` (Monday 0) when a bare weekday gave it."""

    start: int
    end: int
    interval: Interval
    weekday: int | None = None


def find_when(text: str, lang: str, anchor: Interval | None, start: int = 0, end: int | None = None) -> list[When]:
    """Every expression of time in ``text[start:end]``, in order. ``anchor`` is the interval of publication, None when unknown.

    A language without ``when.yml`` gives nothing.
    """
    made = _compiled(lang)
    if made is None:
        return []
    found: list[When] = []
    for match in made.pattern.finditer(text, start, len(text) if end is None else end):
        one = _resolve(match, made, anchor, found)
        if one is not None:
            found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Words:
    pattern: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    parts: dict[str, str]
    relative: dict[str, tuple[str, int]]
    units: dict[str, str]
    numbers: dict[str, int]
    approximate: frozenset[str]


def _turned(table: dict[Any, list[str]]) -> dict[str, Any]:
    return {word.lower(): key for key, words in table.items() for word in words}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


@cache
def _compiled(lang: str) -> _Words | None:
    path = LANGUAGES / lang / "when.yml"
    if not path.exists():
        return None
    data = read_yaml(path)["when"]
    tables = {name: _turned(data[name]) for name in ("months", "weekdays", "seasons", "parts", "numbers")}
    units = _turned(data["ago"]["units"])
    relative = {word.lower(): (row["unit"], row["shift"]) for row in data["relative"] for word in row["words"]}
    approximate = frozenset(word.lower() for word in data["approximate"])
    return _Words(_pattern(data, tables, units, relative), tables["months"], tables["weekdays"], tables["seasons"], tables["parts"],
                  relative, units, tables["numbers"], approximate)  # fmt: skip


def _pattern(data: dict[str, Any], tables: dict[str, dict[str, Any]], units: dict[str, Any], relative: dict[str, Any]) -> re.Pattern[str]:
    months, link = _any(tables["months"]), rf"(?:\s?{_any(data['link'])})?\s?"
    before = rf"(?:(?P<about>{_any(data['approximate'])})\s)?(?:(?P<part>{_any(tables['parts'])})[\s-]?)?"
    number = rf"(?:\d{{1,2}}|{_any(tables['numbers'])})"
    unit = _any(units)
    after, lead = data["ago"].get("after"), data["ago"].get("before")
    ago = rf"(?P<n>{number})\s(?P<unit>{unit})\s{_any(after)}" if after else rf"{_any(lead)}\s(?P<n>{number})\s(?P<unit>{unit})"
    calendar = (
        rf"(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|e|\.)?\s(?:of\s)?(?P<dm>{months})\.?(?:,?\s(?P<dy>{YEARS}))?(?![\w])",
        rf"(?P<mm>{months})\.?\s(?P<md>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<my>{YEARS}))?",
        rf"(?P<iso>{YEARS}-\d\d-\d\d)",
        rf"{before}(?:(?P<om>{months}){link}(?P<oy>{YEARS})|(?P<season>{_any(tables['seasons'])}){link}(?P<sy>{YEARS})"
        rf"|(?:(?P<prep>{_any(data['prepositions'])})\s)?(?P<year>{YEARS})(?![\d.,]\d))",
    )
    bare = (
        rf"(?P<weekday>{_any(tables['weekdays'])})(?![\w-])",
        rf"(?P<relative>{_any(relative)})",
        ago,
        rf"(?P<around>{_any(data['around'])})",
        rf"(?P<recent>{_any(data['recent'])})",
    )
    return re.compile(r"(?<![\w/-])(?:" + "|".join((*calendar, *bare)) + r")(?!\w)", re.I)


def _resolve(match: re.Match[str], made: _Words, anchor: Interval | None, before: list[When]) -> When | None:
    group = {name: value.lower() for name, value in match.groupdict().items() if value}
    weekday = made.weekdays.get(group.get("weekday", ""))
    try:
        interval = _interval(group, made, anchor, before, weekday)
    except (ValueError, OverflowError):
        return None
    if interval is None:
        return None
    shown = replace(interval, words=match.group(), approximate=interval.approximate or "about" in group)
    return When(match.start(), match.end(), shown, weekday)


def _interval(group: dict[str, str], made: _Words, anchor: Interval | None, before: list[When], weekday: int | None) -> Interval | None:
    if "iso" in group:
        return from_edtf(group["iso"])
    if "day" in group or "md" in group:
        number = int(group.get("day") or group["md"])
        return _day(number, made.months[group.get("dm") or group["mm"]], group.get("dy") or group.get("my"), anchor)
    whole = _calendar(group, made)
    if whole is not None:
        return _part(whole, made.parts[group["part"]]) if "part" in group else whole
    if weekday is not None:
        return _last_weekday(weekday, anchor)
    if "relative" in group:
        return _relative(*made.relative[group["relative"]], anchor)
    if "unit" in group:
        return _ago(made.numbers.get(group["n"]) or int(group["n"]), made.units[group["unit"]], anchor)
    if "around" in group:
        return _around(before)
    return Interval(None, anchor.end, approximate=True) if "recent" in group and anchor and anchor.end else None


def _calendar(group: dict[str, str], made: _Words) -> Interval | None:
    if "om" in group:
        return month(int(group["oy"]), made.months[group["om"]])
    if "season" in group:
        return from_edtf(f"{group['sy']}-{SEASONS[str(made.seasons[group['season']])]}")
    if "year" in group and ("prep" in group or "part" in group or "about" in group):
        return year(int(group["year"]))
    return None


def _day(number: int, month_number: int, year_text: str | None, anchor: Interval | None) -> Interval | None:
    """A full date; without a year the last such day before the end of publication, nothing when that is unknown."""
    if year_text:
        return day(date(int(year_text), month_number, number))
    if anchor is None or anchor.end is None or anchor.days is None or anchor.days > WEEK * 53:
        return None
    last = anchor.end - DAY
    this = date(last.year, month_number, number)
    return day(this if this <= last else date(last.year - 1, month_number, number))


def _part(whole: Interval, part: str) -> Interval:
    """The first, middle or last third; the thirds of a year end with a month."""
    assert whole.start
    assert whole.end
    third = timedelta(days=round((whole.end - whole.start).days / 3))
    one, two = whole.start + third, whole.end - third
    if (whole.end - whole.start).days > 300:
        one, two = date(whole.start.year, 5, 1), date(whole.start.year, 9, 1)
    if part == EARLY:
        return replace(whole, end=one)
    return replace(whole, start=two) if part == LATE else replace(whole, start=one, end=two)


def _last_weekday(weekday: int, anchor: Interval | None) -> Interval | None:
    """The last such day up to publication; for a coarse date all that it can have been."""
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    if anchor.end - anchor.start == DAY:
        return day(anchor.start - timedelta(days=(anchor.start.weekday() - weekday) % WEEK))
    return Interval(anchor.start - timedelta(days=WEEK - 1), anchor.end)


def _relative(unit: str, shift: int, anchor: Interval | None) -> Interval | None:
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    one, two = _unit(anchor.start, unit, shift), _unit(anchor.end - DAY, unit, shift)
    return Interval(one.start, two.end)


def _unit(when: date, unit: str, shift: int) -> Interval:
    if unit == "day":
        return day(when + timedelta(days=shift))
    if unit == "week":
        monday = when - timedelta(days=when.weekday()) + timedelta(days=shift * WEEK)
        return Interval(monday, monday + timedelta(days=WEEK))
    if unit == "month":
        months = when.year * 12 + when.month - 1 + shift
        return month(months // 12, months % 12 + 1)
    return year(when.year + shift)


def _ago(number: int, unit: str, anchor: Interval | None) -> Interval | None:
    found = _relative(unit, -number, anchor)
    return replace(found, approximate=True) if found and unit != "day" else found


def _around(before: list[When]) -> Interval | None:
    """Near the date that was named last; nothing when there is none."""
    last = next((one.interval for one in reversed(before) if one.interval.start and one.interval.end), None)
    if last is None or last.start is None or last.end is None:
        return None
    reach = timedelta(days=min(NEAR_DAYS, (last.end - last.start).days * 3))
    return Interval(last.start - reach, last.end + reach, approximate=True)
