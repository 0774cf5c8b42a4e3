"""Short answers in cells: yes and no, whole numbers, a severity, the kommun a row belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.folding import fold
from geo.model import Kommun
from geo.sources._clock import is_unknown
from geo.sources._faults import Faults, quoted
from geo.sources._mapping import Fields
from geo.sources._numbers import numbers

_YES = frozenset({"ja", "j", "yes", "y", "true", "sant", "1", "x", "polisanmald", "polisanmalt"})
_NO = frozenset({"nej", "n", "no", "false", "falskt", "0", "ejpolisanmald", "ejpolisanmalt"})
_SEVERITY = {
    "1": 1, "2": 2, "3": 3, "lag": 1, "lindrig": 1, "liten": 1, "low": 1, "gron": 1,
    "medel": 2, "mellan": 2, "mattlig": 2, "medium": 2, "gul": 2,
    "hog": 3, "allvarlig": 3, "stor": 3, "high": 3, "rod": 3, "mycketallvarlig": 3,
}  # fmt: skip


def _each(cells: pa.Array, convert: Callable[[str], Any]) -> tuple[list[Any], pa.Array]:
    encoded = pc.dictionary_encode(cells)
    values = [convert(text) for text in encoded.dictionary.to_pylist()]
    return values, encoded.indices


def yes_no(fields: Fields, name: str) -> pd.Series:
    """Return True, False or missing per row; what is neither yes nor no is missing."""

    def convert(text: str) -> bool | None:
        word = fold(text)
        return True if word in _YES else False if word in _NO else None

    values, rows = _each(fields.text(name), convert)
    array = np.array([*values, None], dtype=object)[np.asarray(rows, dtype=np.int64)]
    return pd.Series(array, dtype="boolean")


def severity(fields: Fields) -> pd.Series:
    """Return 1, 2, 3 or missing per row."""

    def convert(text: str) -> int | None:
        """Read a word or a number, or both as in ”1 – Låg”."""
        first = re.match(r"([123])\b", text)
        return _SEVERITY.get(fold(text)) or (int(first[1]) if first else None)

    values, rows = _each(fields.text("severity"), convert)
    array = np.array([*values, None], dtype=object)[np.asarray(rows, dtype=np.int64)]
    return pd.Series(array, dtype="Int64")


def whole(fields: Fields, faults: Faults, name: str, *, largest: int) -> pd.Series:
    """Return whole numbers from 0 to `largest`; blank and ”okänd” are missing, others faults."""
    cells = fields.text(name)
    values, bad = numbers(cells)
    bad[bad] = [not is_unknown(text) for text in cells.filter(pa.array(bad)).to_pylist()]
    known = ~np.isnan(values)
    bad |= known & ((values < 0) | (values > largest) | (values != np.floor(values)))
    texts = cells.filter(pa.array(bad)).to_pylist()
    faults.add_each(
        np.flatnonzero(bad),
        fields.header(name),
        [f"{quoted(text)} är inget heltal från 0 till {largest}." for text in texts],
    )
    missing = bad | ~known
    whole_numbers = np.where(missing, 0, values).astype(np.int64)
    return pd.Series(pd.arrays.IntegerArray(whole_numbers, missing))


def refuse_other_kommuner(fields: Fields, faults: Faults, kommun: Kommun) -> None:
    """Note a fault for each row whose kommun column names another kommun; blank is ours."""
    if "kommun" not in fields:
        return
    encoded = pc.dictionary_encode(fields.text("kommun"))
    texts = encoded.dictionary.to_pylist()
    foreign = [not is_own_kommun(text, kommun) for text in texts]
    rows = np.asarray(encoded.indices, dtype=np.int64)
    mask = np.array([*foreign, False], dtype=bool)[rows]
    reasons = [
        f"Raden gäller {quoted(texts[row])}, inte {kommun.name}." for row in rows[mask].tolist()
    ]
    faults.add_each(np.flatnonzero(mask), fields.header("kommun"), reasons)


def is_own_kommun(text: str, kommun: Kommun) -> bool:
    """Return whether `text` is blank or names `kommun` by code or name.

    >>> is_own_kommun("Västerviks kommun", Kommun("0883", "Västervik"))
    True
    """
    if is_unknown(text):
        return True
    word, name = fold(text), fold(kommun.name)
    if word.isdigit():
        return word.zfill(4) == kommun.code
    own = {name, name + "kommun", name + "skommun", name + "stad", name + "sstad"}
    return word in own or word in {fold(kommun.code + kommun.name), fold(kommun.name + kommun.code)}
