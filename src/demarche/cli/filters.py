"""Options that several verbs have: which incidents, and as they were known when. A verb takes them as one parameter each."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from demarche.cli.common import GroupOption, SinceOption, StateOption, UntilOption
from demarche.verbs.asof import PUBLISHED, AsOf
from demarche.verbs.selection import Selection

AccuserOption = Annotated[str | None, typer.Option("--accuser", help="Only with this accuser.", metavar="KEY")]
AccusedOption = Annotated[str | None, typer.Option("--accused", help="Only with this accused.", metavar="KEY")]
AnsweredOption = Annotated[bool | None, typer.Option("--answered/--unanswered", help="Only where somebody denies, or nobody does.")]
VictimOption = Annotated[str | None, typer.Option("--victim", help="Only with victims in this country: BE.", metavar="KEY")]
SectorOption = Annotated[
    str | None, typer.Option("--sector", help="Only with victims of this type: state, company, media.", metavar="TYPE")
]
CertaintyOption = Annotated[str | None, typer.Option("--certainty", help="Only with an accusation this sure: likely.", metavar="WORD")]
LevelOption = Annotated[str | None, typer.Option("--level", help="Only with an accusation of this level: state-backed.", metavar="WORD")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="With the documents known by this day.", metavar="DAY")]
KnownOption = Annotated[
    str, typer.Option("--known", help="With --as-of: known when published, or when recorded here.", metavar="published|recorded")
]
CHOOSING: dict[str, Any] = {
    "state": StateOption, "accuser": AccuserOption, "accused": AccusedOption, "group": GroupOption, "victim": VictimOption,
    "sector": SectorOption, "certainty": CertaintyOption, "level": LevelOption, "answered": AnsweredOption, "since": SinceOption,
    "until": UntilOption,
}  # fmt: skip
"""Options by field of ``Selection``."""
Verb = Callable[..., int]


def filtered(verb: Verb) -> Verb:
    """Give a verb the options of ``Selection`` in place of its parameter ``selection``, which is None when none is used."""

    def chosen(given: dict[str, Any]) -> Selection | None:
        wanted = {name: given.pop(name) for name in CHOOSING}
        return Selection(**wanted) if any(value is not None for value in wanted.values()) else None

    return _replacing(verb, "selection", [_option(name, kind, None) for name, kind in CHOOSING.items()], chosen)


def replayed(verb: Verb) -> Verb:
    """Give a verb ``--as-of`` and ``--known`` in place of its parameter ``as_of``."""

    def then(given: dict[str, Any]) -> AsOf | None:
        day, by = given.pop("day"), given.pop("known")
        return AsOf(day, by) if day else None

    return _replacing(verb, "as_of", [_option("day", AsOfOption, None), _option("known", KnownOption, PUBLISHED)], then)


def _option(name: str, kind: Any, default: str | None) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _replacing(verb: Verb, name: str, options: list[Parameter], made: Callable[[dict[str, Any]], Any]) -> Verb:
    """The verb with several options in place of one parameter, which ``made`` makes out of them."""

    @wraps(verb)
    def run(*args: Any, **given: Any) -> int:
        return verb(*args, **given | {name: made(given)})

    own = signature(verb, eval_str=True)
    kept = [parameter for parameter in own.parameters.values() if parameter.name != name]
    run.__signature__ = own.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in (*kept, *options)} | {"return": int}
    return run
