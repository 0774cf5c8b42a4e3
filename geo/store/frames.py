"""Reads in bulk: from table columns through Arrow to pandas columns of the right kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Boolean, ColumnElement, Float, Integer, func, literal, select

from geo.store.engine import Store


def fetch(
    store: Store,
    columns: Sequence[ColumnElement[Any]],
    *where: ColumnElement[bool],
    order_by: Sequence[ColumnElement[Any]] = (),
    words: Sequence[str] = (),
) -> pd.DataFrame:
    """Read columns into a frame.

    Parameters
    ----------
    store : Store
    columns : sequence of column
        What to read, all of one table or of tables that `where` joins.
    where : conditions
    order_by : sequence of column
    words : sequence of str
        Texts that repeat: they become categoricals.

    Returns
    -------
    DataFrame
        Numbers that may be missing are ``Int64``, ``boolean`` or float with NaN.
    """
    query = select(*(_filled(column) for column in columns)).where(*where).order_by(*order_by)
    table = store.arrow(query)
    return pd.DataFrame(
        {
            column.key: _values(table.column(at), column, word=column.key in words)
            for at, column in enumerate(columns)
        }
    )


def _filled(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Say infinity for a missing float: ADBC would take a column that begins empty for integers."""
    if isinstance(column.type, Float):
        return func.coalesce(column, literal(np.inf, Float)).label(column.key)
    return column


def _values(values: pa.ChunkedArray, column: ColumnElement[Any], *, word: bool) -> Any:
    if isinstance(column.type, Float):
        floats = values.to_numpy().astype(np.float64)
        floats[np.isinf(floats)] = np.nan
        return floats
    if isinstance(column.type, Boolean):
        missing = values.is_null().to_numpy()
        return pd.arrays.BooleanArray(pc.fill_null(values, 0).to_numpy().astype(bool), missing)
    if isinstance(column.type, Integer):
        if not getattr(column, "nullable", False):
            return values.to_numpy()
        missing = values.is_null().to_numpy()
        return pd.arrays.IntegerArray(pc.fill_null(values, 0).to_numpy().copy(), missing)
    if word:
        return categorical(values)
    return values.cast(pa.string()).to_pandas()


def categorical(values: pa.ChunkedArray) -> pd.Categorical:
    """Return texts as a categorical; unlike a cast in pandas, in one pass over the bytes."""
    encoded = values.cast(pa.string()).dictionary_encode().unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        return pd.Categorical([], categories=pd.Index([], dtype="str"))
    words = pd.Index(encoded.dictionary.to_pandas(), dtype="str")
    return pd.Categorical.from_codes(encoded.indices.to_numpy(), categories=words)


def split(facets: pd.Categorical, names: Sequence[str]) -> dict[str, pd.Categorical]:
    """Take joined words apart: one categorical for each of `names`, split once for each word."""
    parts = [word.split("|") for word in facets.categories]
    columns = {}
    for at, name in enumerate(names):
        codes, words = pd.factorize(pd.Index([part[at] for part in parts], dtype="str"))
        columns[name] = pd.Categorical.from_codes(
            codes.astype(np.int16)[facets.codes], categories=pd.Index(words, dtype="str")
        )
    return columns


def integers(values: pd.Categorical, dtype: Literal["Int64", "boolean"]) -> Any:
    """Return the numbers that a categorical of their texts stands for; an empty text is missing."""
    numbers = [int(word) if word else None for word in values.categories]
    known: Any = pd.Series(numbers, dtype="Int64").array.astype(dtype)
    return known.take(values.codes) if len(known) else known
