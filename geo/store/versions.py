"""What becomes of each row of a file: new, a new version of a row on record, or a duplicate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Sorted:
    """What becomes of the accepted rows of one file.

    Attributes
    ----------
    insert : int64 array
        Positions of the rows to insert, in file order.
    overtaken : bool array
        Of the inserted rows: a later row of the same file has replaced it.
    replaces : int64 array
        Ids on record that the file replaces.
    place_id : int64 array
        Of the inserted rows: the id that all versions of a place share; 0 = not known before.
    new, changed, duplicates : int
        Their sum is the number of rows.
    """

    insert: NDArray[np.int64]
    overtaken: NDArray[np.bool_]
    replaces: NDArray[np.int64]
    place_id: NDArray[np.int64]
    new: int
    changed: int
    duplicates: int


def keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Return what tells rows of one kommun and table apart: source and row key, or row key."""
    if "category_raw" in frame:  # incidents only; measures have a category, places a source
        return frame["source"].astype("str") + SEPARATOR + frame["row_key"].astype("str")
    return frame["row_key"].astype("str")


def sort_out(key: pd.Series[str], content: pd.Series[str], known: pd.DataFrame) -> Sorted:
    """Compare rows with what is on record and with each other.

    A row is compared with the one before it of the same key: the last of the file, or the current
    one on record. Where a key's last row says what is on record already, none of its rows changes
    anything, so that the same file again is never a change.

    Parameters
    ----------
    key, content : Series of str
        Identity and content hash per row of the file.
    known : DataFrame
        ``key, row_id, content_hash, place_id`` of the current rows with these keys.
    """
    n = len(key)
    codes, unique = pd.factorize(key.to_numpy(dtype=object))
    hashes, _ = pd.factorize(
        np.concatenate([content.to_numpy(dtype=object), known["content_hash"].to_numpy(object)])
    )
    have = pd.Index(known["key"].to_numpy(dtype=object)).get_indexer(unique)
    on_record = np.where(have >= 0, np.append(hashes[n:], -1)[have], -1)

    by_key = np.argsort(codes, kind="stable")
    first = np.ones(n, dtype=bool)
    first[1:] = codes[by_key][1:] != codes[by_key][:-1]
    before = np.empty(n, dtype=np.int64)
    before[by_key] = np.where(first, on_record[codes[by_key]], np.roll(hashes[:n][by_key], 1))
    last = np.empty(len(unique), dtype=np.int64)
    last[codes] = np.arange(n)
    settled = hashes[last] == on_record

    duplicate = (before == hashes[:n]) | settled[codes]
    new = before < 0
    insert = np.flatnonzero(~duplicate)
    newest = np.full(len(unique), -1, dtype=np.int64)
    newest[codes[insert]] = insert
    touched = np.unique(codes[insert])
    ids = np.append(known["row_id"].to_numpy(np.int64), 0)
    place_ids = np.append(known["place_id"].to_numpy(np.int64), 0)
    return Sorted(
        insert=insert,
        overtaken=newest[codes[insert]] != insert,
        replaces=ids[have[touched]][have[touched] >= 0],
        place_id=place_ids[have[codes[insert]]],
        new=int(new.sum()),
        changed=int((~duplicate & ~new).sum()),
        duplicates=int(duplicate.sum()),
    )
