"""One selection against another: counts, the ratio of their rates with its interval, a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.analysis.compare import FEWEST, change
from geo.explore.exploration import Exploration
from geo.explore.filters import before
from geo.explore.tables import Table
from geo.look import number
from geo.model import Verdict

WHOLE = "Hela urvalet"

Line = tuple[str, str]
"""What a line stands for, as ``Table.keys`` says it, and its label: places may share a name."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the two selections and the verdicts on the first are called."""

    first: str
    second: str
    verdicts: Mapping[Verdict, str]


SIDES = Wording(
    "A",
    "B",
    {
        Verdict.INCREASING: "▲ fler i A",
        Verdict.DECREASING: "▼ färre i A",
        Verdict.AS_USUAL: "● ingen säker skillnad",
        Verdict.TOO_FEW: "○ för få för att säga",
    },
)
TIMES = Wording(
    "Nu",
    "Före",
    {
        Verdict.INCREASING: "▲ ökar",
        Verdict.DECREASING: "▼ minskar",
        Verdict.AS_USUAL: "● ingen säker ändring",
        Verdict.TOO_FEW: "○ för få för att säga",
    },
)


def earlier(shown: Exploration) -> Exploration | None:
    """Return the same selection on as many days just before, if they are on record.

    Days after the last on record are not counted: nothing can have been reported of them.
    """
    now, days = shown.wanted, shown.found.days
    if days is None or now.first is None or now.first > days[1]:
        return None
    wanted = before(replace(now, last=min(now.last or days[1], days[1])))
    if wanted is None or wanted.first is None or wanted.first < days[0]:
        return None
    return replace(shown, wanted=wanted)


def length(shown: Exploration) -> int:
    """Return how many days a selection looks at: its own, within what is on record."""
    days = shown.found.days
    if days is None:
        return 0
    first = max(shown.wanted.first or days[0], days[0])
    last = min(shown.wanted.last or days[1], days[1])
    return max(0, (last - first).days + 1)


def shared(a: Exploration, b: Exploration) -> int:
    """Return how many incidents are in both: they are then not independent."""
    both: NDArray[np.int64] = np.intersect1d(a.selected.rows, b.selected.rows, assume_unique=True)
    return len(both)


def per_place(a: Exploration, b: Exploration, wording: Wording = SIDES) -> Table:
    """Compare two selections place by place, with all of them first."""
    counts = [_counts(each.per_place, at=1) for each in (a, b)]
    return _table("Per plats", "Plats", a, b, counts, wording)


def per_category(a: Exploration, b: Exploration, wording: Wording = SIDES) -> Table:
    """Compare two selections category by category, with all of them first."""
    counts = [_counts(each.per_category, at=2) for each in (a, b)]
    return _table("Per kategori", "Kategori", a, b, counts, wording)


def _counts(table: Table, *, at: int) -> dict[Line, int]:
    rows = zip(table.keys, table.rows, strict=True)
    return {(key, str(row[0])): int(str(row[at])) for key, row in rows}


def _table(
    name: str,
    head: str,
    a: Exploration,
    b: Exploration,
    counts: Sequence[Mapping[Line, int]],
    wording: Wording,
) -> Table:
    lines = list(dict.fromkeys([*counts[0], *counts[1]]))
    first = np.array([len(a.selected.rows), *(counts[0].get(each, 0) for each in lines)])
    second = np.array([len(b.selected.rows), *(counts[1].get(each, 0) for each in lines)])
    days = length(a), length(b)
    found = change(first, second, exposure=(max(1, days[0]), max(1, days[1])))
    both = shared(a, b)
    silent = both or not all(days)
    rows = tuple(
        (
            label,
            int(first[at]),
            int(second[at]),
            _ratio(found.difference.ratio[at]) if all(days) else None,
            "" if silent else _interval(found.difference.low[at], found.difference.high[at]),
            "" if silent else wording.verdicts[found.verdict[at]],
        )
        for at, label in enumerate([WHOLE, *(label for _, label in lines)])
    )
    heads = (head, wording.first, wording.second, "Kvot", "95 %-intervall", "Säger")
    return Table(name, heads, rows, note=_note(a, b, wording, both))


def _note(a: Exploration, b: Exploration, wording: Wording, both: int) -> str:
    names = ((a, wording.first), (b, wording.second))
    if unread := " och ".join(name for each, name in names if not length(each)):
        return f"Inget är inläst från dagarna i {unread}: då går det inte att jämföra."
    if both:
        return (
            f"{wording.first} och {wording.second} har {both} händelser gemensamt: då går det inte "
            "att säga om skillnaden är slump."
        )
    return (
        f"Kvoten är händelser per dag i {wording.first} ({length(a)} dagar) delat med "
        f"{wording.second} ({length(b)} dagar). Prövad med E-test; av de skillnader som sägs är "
        f"i snitt högst var tjugonde slump. Under {FEWEST} händelser tillsammans sägs inget."
    )


def _ratio(ratio: float) -> float | None:
    return round(float(ratio), 2) if np.isfinite(ratio) else None


def _interval(low: float, high: float) -> str:
    if not np.isfinite(high):
        return f"minst {number(low, 2)}" if low > 0 else "–"
    return f"{number(low, 2)}–{number(high, 2)}"
