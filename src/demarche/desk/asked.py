"""What an address asks for: strings by name, so that a view can be sent on and gone back to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, Self

LONGEST = 200
"""Characters of a value that are looked at."""


class Asked:
    """For frozen data classes whose fields are all strings; an empty string asks for nothing."""

    __slots__ = ()

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """From a query string; names it does not know are passed over."""
        shape: Any = cls
        return cls(**{field.name: query.get(field.name, "").strip()[:LONGEST] for field in fields(shape)})

    @property
    def values(self) -> dict[str, str]:
        """Those that are set, for an address."""
        whole: Any = self
        return {name: value for name, value in asdict(whole).items() if value}
