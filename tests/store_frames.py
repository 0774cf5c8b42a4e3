"""Parsed files for tests of the store, without any file: rows that differ as the test says."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import shapely

from geo.model import ImportKind, Reject
from geo.schema import TABLES, Parsed

DAY = 86_400
FIRST_UTC = 1_767_225_600  # 2026-01-01


def parsed(kind: ImportKind, frame: pd.DataFrame, rejects: Sequence[Reject] = ()) -> Parsed:
    valid = TABLES[kind].validate(frame)
    return Parsed(kind, valid, tuple(rejects), rows=len(frame) + len(rejects))


def incidents(
    keys: Sequence[str], contents: Sequence[str] | None = None, **columns: object
) -> pd.DataFrame:
    """One incident per key, a day apart; `columns` replace the usual values."""
    n = len(keys)
    start = [FIRST_UTC + DAY * at for at in range(n)]
    values: dict[str, object] = {
        **_keyed(keys, contents),
        "source": "est",
        "category": "klotter",
        "category_raw": "Klotter",
        "start_utc": pd.array(start, dtype="Int64"),
        "end_utc": pd.array(start, dtype="Int64"),
        "time_raw": "",
        "x": 587_000.0,
        "y": 6_402_000.0,
        "precision": "adress",
        "place_text": "Torget",
        "severity": pd.array([None] * n, dtype="Int64"),
        "reported": pd.array([None] * n, dtype="boolean"),
        "organisation": "",
        "text": "",
    }
    return pd.DataFrame(values | columns, index=range(n))


def places(keys: Sequence[str], contents: Sequence[str] | None = None, **columns: object) -> (
    pd.DataFrame
):  # fmt: skip
    values: dict[str, object] = {
        **_keyed(keys, contents),
        "name": list(keys),
        "typ": "torg",
        "status": "",
        "precision": "ungefärlig",
        "source": "test",
        "valid_from": "",
        "valid_to": "",
        "geometry": [shapely.box(at, 0, at + 1, 1).wkb for at in range(len(keys))],
        "causes": [(("belysning", "löfte"), ("klotter", "löfte"))] * len(keys),
    }
    return pd.DataFrame(values | columns, index=range(len(keys)))


def visits(keys: Sequence[str], **columns: object) -> pd.DataFrame:
    n = len(keys)
    values: dict[str, object] = {
        **_keyed(keys, None),
        "place_text": "Torget",
        "x": None,
        "y": None,
        "start_utc": [FIRST_UTC - DAY * at for at in range(n)],
        "time_raw": "",
        "minutes": pd.array([15] * n, dtype="Int64"),
        "officers": pd.array([None] * n, dtype="Int64"),
        "on_foot": pd.array([True] * n, dtype="boolean"),
        "cause": "",
        "measure": "",
        "observation": "",
        "dialogue": pd.array([None] * n, dtype="boolean"),
    }
    return pd.DataFrame(values | columns, index=range(n))


def surveys(keys: Sequence[str], **columns: object) -> pd.DataFrame:
    n = len(keys)
    values: dict[str, object] = {
        **_keyed(keys, None),
        "place_text": "Torget",
        "period_start": "2025-01-01",
        "period_end": "2026-01-01",
        "question": "Otrygg kvällstid",
        "n": pd.array([None] * n, dtype="Int64"),
        "share_unsafe": 0.25,
        "share_unsafe_women": 0.5,
        "share_unsafe_men": None,
    }
    return pd.DataFrame(values | columns, index=range(n))


def notices(keys: Sequence[str], **columns: object) -> pd.DataFrame:
    n = len(keys)
    values: dict[str, object] = {
        **_keyed(keys, None),
        "published_utc": [FIRST_UTC + DAY * at for at in range(n)],
        "event_utc": pd.array([None] * n, dtype="Int64"),
        "type": "Stöld",
        "name": "",
        "summary": "",
        "url": "",
        "summary_notice": False,
    }
    return pd.DataFrame(values | columns, index=range(n))


def _keyed(keys: Sequence[str], contents: Sequence[str] | None) -> dict[str, object]:
    return {
        "row_key": list(keys),
        "content_hash": list(contents) if contents is not None else [f"{key}/a" for key in keys],
        "line": [at + 2 for at in range(len(keys))],
    }
