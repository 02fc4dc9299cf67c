"""Parquet: the tables with their types and lists, for statistics at any size."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from demarche.export import tables
from demarche.export.format import Format, Part
from demarche.export.view import View

GROUP = 20_000
"""Rows of a row group: what is in memory at a time."""
TYPES: dict[str, Any] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def schema(table: str) -> Any:
    """The Arrow schema of a table."""
    return pa.schema([(name, TYPES[kind]) for name, kind in tables.columns(table).items()])


def write_table(view: View, table: str, out: BinaryIO) -> None:
    """One table, row group by row group."""
    known = schema(table)
    rows = tables.rows(view, table)
    with pq.ParquetWriter(out, known, compression="zstd") as writer:
        while chunk := list(islice(rows, GROUP)):
            columns = [pa.array([_value(row[field.name]) for row in chunk], field.type) for field in known]
            writer.write_table(pa.Table.from_arrays(columns, schema=known))


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def write(view: View, out: BinaryIO) -> None:
    """The table of claims."""
    write_table(view, tables.MAIN, out)


def parts(view: View) -> Iterator[Part]:
    """Every table."""
    for table in tables.names():
        yield f"{table}.parquet", partial(write_table, view, table)


FORMAT = Format(
    name="parquet",
    suffix=".parquet",
    about="the tables of csv with types and lists: the claims; into a folder or .zip one file an entity",
    write=write,
    parts=parts,
    losses=(
        "The raw bytes, the cleaned text and what cleaning removed are not in it.",
        "The single file has the claims with their first quotation only; the folder form has all quotations, documents and incidents.",
        "Mails that are evidence of an incident are not in it, but for the documents that they are.",
        "The claims that were read in a copy are not in it: a copy repeats its original.",
        "Byte-equal exports need the same version of pyarrow, which writes its version into the file.",
    ),
)
