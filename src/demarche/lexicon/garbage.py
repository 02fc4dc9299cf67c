"""When Python looks for garbage. It looks for objects that only refer to each other, by going through all that are alive; word data stays
for good, and what is made while a document is read goes by itself, so that for both of them looking is time lost."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Word data is compiled inside: half a million objects that stay. To look among them for garbage, while they are made and ever after,
    took more time than to make them; so nothing that is alive at the end is looked at again. It is still let go when nothing refers to it.
    """
    with short_lived():
        try:
            yield
        finally:
            gc.freeze()


@contextmanager
def short_lived() -> Iterator[None]:
    """A document is read inside: thousands of objects, none of which refers to itself by way of others, so that each goes when it is no
    longer needed. To look for garbage among them took a sixth of the time of reading and found none."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
