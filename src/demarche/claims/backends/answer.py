"""The answer a language model must give, as strict JSON, and the claims it becomes. Values are those of ``docs/coding-guide.md``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from demarche.claims.build import claim_id, group_of
from demarche.claims.quoted import UNPLACED
from demarche.lexicon.groups import known_group
from demarche.model import Attribution, Claims, Denial, Group, Quote, Response, Tag, Victim
from demarche.model.claims import (
    CERTAINTIES,
    DENIAL_TYPES,
    OBJECTIVES,
    RESPONSE_STATUSES,
    RESPONSE_TYPES,
    RESPONSIBILITIES,
    TECHNIQUES,
    VICTIM_TYPES,
)

MOST = 200
"""Claims of one kind, and quotations of one claim, in an answer."""
Words = Annotated[str, Field(min_length=1, max_length=2_000)]
Key = Annotated[str, Field(min_length=1, max_length=200)]
State = Annotated[str, Field(pattern=r"^(?:[A-Z]{2}|NATO)$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Said(_Strict):
    quotes: Annotated[list[Words], Field(min_length=1, max_length=MOST)]
    background: bool = False

    def shared(self, rule: str) -> dict[str, Any]:
        """What every claim has; the places of the words are found when they are checked."""
        quotes = tuple(Quote(UNPLACED, UNPLACED, words) for words in self.quotes)
        return {"quotes": quotes, "rule": rule, "background": self.background}


class _Attribution(_Said):
    by: Key
    to: State | None
    groups: Annotated[list[Key], Field(max_length=MOST)] = []
    certainty: Literal[CERTAINTIES]  # type: ignore[valid-type]
    responsibility: Literal[RESPONSIBILITIES]  # type: ignore[valid-type]


class _Denial(_Said):
    by: Key
    types: Annotated[list[Literal[DENIAL_TYPES]], Field(min_length=1)]  # type: ignore[valid-type]


class _Response(_Said):
    by: Key
    type: Literal[RESPONSE_TYPES]  # type: ignore[valid-type]
    to: State | None
    status: Literal[RESPONSE_STATUSES]  # type: ignore[valid-type]


class _Victim(_Said):
    country: State | None
    type: Literal[VICTIM_TYPES]  # type: ignore[valid-type]


class _Technique(_Said):
    type: Literal[TECHNIQUES]  # type: ignore[valid-type]


class _Objective(_Said):
    type: Literal[OBJECTIVES]  # type: ignore[valid-type]


class Answer(_Strict):
    """All that a document says."""

    relevant: bool
    attributions: Annotated[list[_Attribution], Field(max_length=MOST)] = []
    denials: Annotated[list[_Denial], Field(max_length=MOST)] = []
    responses: Annotated[list[_Response], Field(max_length=MOST)] = []
    victims: Annotated[list[_Victim], Field(max_length=MOST)] = []
    techniques: Annotated[list[_Technique], Field(max_length=MOST)] = []
    objectives: Annotated[list[_Objective], Field(max_length=MOST)] = []


def parse(text: str) -> Answer:
    """Read an answer. Raises ValueError that says what is wrong with it."""
    try:
        return Answer.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the answer"
        raise ValueError(f"{place}: {first['msg']}") from error


def claims_of(answer: Answer, document_id: str, rule: str) -> Claims:
    """The answer as claims of the document, one for each key; an irrelevant document has none."""
    if not answer.relevant:
        return Claims(relevant=False)
    return Claims(
        True,
        _once(_attribution(document_id, said, rule) for said in answer.attributions),
        _once(
            Denial(claim_id(document_id, "denial", said.by), said.by, tuple(sorted(set(said.types))), **said.shared(rule))
            for said in answer.denials
        ),
        _once(
            Response(claim_id(document_id, "response", said.by, said.type), said.by, said.type, said.to, said.status, **said.shared(rule))
            for said in answer.responses
        ),
        _once(
            Victim(claim_id(document_id, "victim", said.country, said.type), said.country, said.type, **said.shared(rule))
            for said in answer.victims
        ),
        _tags(document_id, "technique", answer.techniques, rule),
        _tags(document_id, "objective", answer.objectives, rule),
    )


def _attribution(document_id: str, said: _Attribution, rule: str) -> Attribution:
    groups = tuple(sorted(map(_group, set(said.groups))))
    id = claim_id(document_id, "attribution", said.by, said.to, *(group.name for group in groups))
    return Attribution(id, said.by, said.to, groups, said.certainty, said.responsibility, **said.shared(rule))


def _group(written: str) -> Group:
    known = known_group(written)
    return group_of(known.name if known else written)


def _tags(document_id: str, kind: str, all_said: Iterable[_Technique | _Objective], rule: str) -> tuple[Tag, ...]:
    return _once(Tag(claim_id(document_id, kind, said.type), said.type, **said.shared(rule)) for said in all_said)


def _once(claims: Iterable[Any]) -> tuple[Any, ...]:
    """The first claim of each id, by id."""
    first: dict[str, Any] = {}
    for claim in claims:
        first.setdefault(claim.id, claim)
    return tuple(first[id] for id in sorted(first))
