"""Who a row is and what it says: keys that let a re-sent file be 0 new rows."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

BATCH = 50_000
_PART = "\x1f"


def content_hashes(columns: Sequence[pa.Array | pd.Series]) -> list[str]:
    """Return a hash of each row's stored fields (BLAKE2b, 128 bits, hex).

    Numbers are hashed to the centimetre; a missing value differs from an empty text.
    """
    joined = pc.binary_join_element_wise(
        *[_as_text(column) for column in columns],
        pa.scalar(_PART, type=pa.string()),
        null_handling="replace",
        null_replacement="\x00",
    )
    hashes: list[str] = []
    for start in range(0, len(joined), BATCH):  # text of all rows at once would double the memory
        batch = joined.slice(start, BATCH).to_pylist()
        hashes.extend(blake2b(text.encode(), digest_size=16).hexdigest() for text in batch)
    return hashes


def _as_text(column: pa.Array | pd.Series) -> pa.Array:
    if isinstance(column, pa.Array):
        return column
    if pd.api.types.is_float_dtype(column.dtype):
        cents = np.rint(column.to_numpy(dtype=float, na_value=np.nan) * 100)
        return pc.cast(pa.array(cents, from_pandas=True), pa.string())
    array = pa.Array.from_pandas(column)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return pc.cast(array, pa.string())


def numbered(keys: Sequence[str]) -> list[str]:
    """Return keys made distinct by their occurrence in the file, as ``k#1`` and ``k#2``."""
    series = pd.Series(keys, dtype="object")
    count = series.groupby(series, sort=False).cumcount() + 1
    return [f"{key}#{k}" for key, k in zip(keys, count.tolist(), strict=True)]


def keyed(text: str, key: bytes) -> str:
    """Return a keyed hash (BLAKE2b) of what must never be stored as it is, such as a K-nummer.

    Without a key (``b""``) whoever can list all case numbers can find which one it was.
    """
    return blake2b(text.encode(), key=key[:64], digest_size=16).hexdigest()


def keyed_cases(cases: pa.Array, contents: Sequence[str], key: bytes) -> list[str]:
    """Return row keys from case numbers, of which one may cover several crimes.

    Rows of one case that say the same get one key (a re-sent row); rows that differ get
    ``#2``, ``#3`` … in the file's order. A row without a case number is known by its content.
    """
    order: dict[str, dict[str, int]] = {}
    loose: list[int] = []
    keys: list[str] = []
    for row, (case, content) in enumerate(zip(cases.to_pylist(), contents, strict=True)):
        if not case:
            loose.append(row)
            keys.append(content)
            continue
        within = order.setdefault(case, {})
        number = within.setdefault(content, len(within) + 1)
        keys.append(keyed(case, key) + (f"#{number}" if number > 1 else ""))
    for row, name in zip(loose, numbered([keys[row] for row in loose]), strict=True):
        keys[row] = name
    return keys


def own_ids(ids: pa.Array, masked: pa.Array, contents: Sequence[str]) -> list[str]:
    """Return the file's own row identities.

    A row without one, or with one that is a person's (`masked` differs), is known by its content.
    """
    keys: list[str] = pc.if_else(pc.equal(ids, masked), ids, "").to_pylist()
    loose = [row for row, name in enumerate(keys) if not name]
    for row, name in zip(loose, numbered([contents[row] for row in loose]), strict=True):
        keys[row] = name
    return keys
