"""What was done with a measure, version by version, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.follow_up.measures import words
from geo.model import CostBand, MeasureStatus
from geo.shipped import measure_kinds
from geo.store.row_versions import RowVersion

LABELS = MappingProxyType(
    {
        "status": "Status",
        "owner": "Ansvarig",
        "deadline": "Sista dag",
        "began": "Började",
        "ended": "Slutade",
        "outcome": "Resultat",
        "what": "Vad som görs",
        "kind": "Slag",
        "category": "Problem",
        "cause": "Orsak",
        "place_text": "Plats",
        "cost": "Kostnad",
        "meeting": "Möte",
        "promise": "Löfte",
    }
)
"""What is told of a change, in this order."""
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a measure's history.

    Attributes
    ----------
    at_utc : int
        When it was saved, seconds UTC.
    what : str
        What was done, as the list of imports says: ``Ändrad åtgärd``, or a file's name.
    text : str
        Swedish: what it said first, or what changed.
    who : str
        The account.
    """

    at_utc: int
    what: str
    text: str
    who: str


def entries(versions: Sequence[RowVersion], who: Mapping[int, str]) -> tuple[Entry, ...]:
    """Return the history of a measure, newest first.

    Parameters
    ----------
    versions : sequence of RowVersion
        Newest first.
    who : mapping of int to str
        Account by import.
    """
    told: list[Entry] = []
    for each, before in zip(versions, [*versions[1:], None], strict=True):
        if taken := each.withdrawn:
            told.append(
                Entry(taken.at_utc, "Återtagen åtgärd", taken.why, who.get(taken.batch_id, ""))
            )
        text = "; ".join(_first(each.values) if before is None else _changes(before, each))
        told.append(Entry(each.saved_utc, each.file, text, who.get(each.batch_id, "")))
    return tuple(told)


def _first(values: Mapping[str, Any]) -> Iterator[str]:
    for name, label in LABELS.items():
        if values[name]:
            yield f"{label}: {_worded(name, values[name])}"


def _changes(before: RowVersion, after: RowVersion) -> Iterator[str]:
    same = True
    for name, label in LABELS.items():
        old, new = before.values[name], after.values[name]
        if old != new:
            same = False
            yield f"{label}: {_worded(name, old)} → {_worded(name, new)}"
    if same:
        yield "Läget på kartan ändrades"


def _worded(name: str, value: str) -> str:
    if not value:
        return NOTHING
    if name == "status":
        return words.STATUSES[MeasureStatus(value)]
    if name == "cost":
        return words.COSTS[CostBand(value)]
    if name == "kind":
        return measure_kinds.name(value)
    return words.problem(value) if name == "category" else value
