"""How fine the public may see: areas with people enough, periods long enough, groups only.

The places' populations are not in the store. Whoever makes the account says them, and what nobody
has said anything of is part of the rest of the kommun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.errors import SelectionError
from geo.folding import fold
from geo.model import Group, Period
from geo.privacy.linked import stretches

SMALLEST = 1_000
"""Inhabitants of an area, at least, unless more are asked for."""
SHORTEST = timedelta(days=28)
"""The shortest period, and the least that two accounts may differ by."""

REST = "Övriga kommunen och okänd plats"
WHOLE = "Hela kommunen"
ALL = "Alla händelser"

GROUPS: MappingProxyType[str, frozenset[Group]] = MappingProxyType(
    {
        "Brott": frozenset({Group.CRIME}),
        "Ordningsstörning": frozenset({Group.DISORDER}),
        "Fysisk miljö": frozenset({Group.ENVIRONMENT}),
        "Upplevelse och arrangemang": frozenset({Group.PERCEPTION, Group.EVENT}),
    }
)
"""Groups of the public account; together they are all incidents."""


@dataclass(frozen=True, slots=True)
class Area:
    """One or several places that are accounted for together.

    Attributes
    ----------
    name : str
    place_ids : tuple of int
    population : int or None
        As whoever makes the account has stated; None where nobody has.
    """

    name: str
    place_ids: tuple[int, ...]
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """An area that is no area of its own, and why, in Swedish."""

    name: str
    reason: str


@dataclass(frozen=True)
class Division:
    """How a kommun is divided: areas that share no ground; all else is the rest.

    Attributes
    ----------
    areas : tuple of Area
    merged : tuple of Merged
    population : int or None
        Of the kommun.
    smallest : int
        The least population of an area.
    """

    areas: tuple[Area, ...]
    merged: tuple[Merged, ...]
    population: int | None
    smallest: int

    @property
    def names(self) -> tuple[str, ...]:
        """Return what the rows of a table are called, without the total."""
        return (*(area.name for area in self.areas), REST) if self.areas else (WHOLE,)


def divide(
    wanted: Sequence[Area],
    population: int | None,
    *,
    size: Mapping[int, float],
    shares_ground: NDArray[np.bool_],
    place_ids: Sequence[int],
    smallest: int = SMALLEST,
) -> Division:
    """Return the areas that may stand alone.

    Parameters
    ----------
    wanted : sequence of Area
    population : int or None
        Of the kommun; where it is not stated nothing is known of the rest, and only the whole
        kommun is accounted for.
    size : mapping of int to float
        Ground of each place, m².
    shares_ground : ndarray of bool, shape (places, places)
    place_ids : sequence of int
        Of its rows and columns.

    Raises
    ------
    SelectionError
        Fewer people are asked for than the rule has, nobody lives in the kommun, or names are not
        each other's own: case, accents and signs do not tell two apart.
    """
    _check(wanted, population, smallest)
    merged: list[Merged] = []
    kept: list[Area] = []
    at = {place_id: number for number, place_id in enumerate(place_ids)}
    for area in sorted(wanted, key=lambda each: -sum(size[one] for one in each.place_ids)):
        reason = _too_small(area, population, smallest) or _within(area, kept, at, shares_ground)
        if reason:
            merged.append(Merged(area.name, reason))
        else:
            kept.append(area)
    if population is not None:
        _leave_enough(kept, merged, population, smallest)
    order = {area.name: number for number, area in enumerate(wanted)}
    kept.sort(key=lambda each: order[each.name])
    return Division(tuple(kept), tuple(merged), population, smallest)


def _check(wanted: Sequence[Area], population: int | None, smallest: int) -> None:
    if smallest < SMALLEST:
        raise SelectionError(
            f"Ett område har minst {SMALLEST} invånare.", hint="Lägg ihop platser till ett område."
        )
    if population is not None and population < 1:
        raise SelectionError(
            "Kommunens invånare är ett tal över noll.", hint="Ange hur många som bor i kommunen."
        )
    names = [fold(area.name) for area in wanted]
    taken = {fold(REST), fold(WHOLE)}
    if len(set(names)) < len(names) or taken & set(names) or not all(names):
        raise SelectionError(
            "Varje område behöver ett eget namn.", hint="Byt namn på områden som heter lika."
        )


def _too_small(area: Area, population: int | None, smallest: int) -> str:
    if area.population is None:
        return "antalet invånare är inte angivet"
    if area.population < smallest:
        return f"färre än {smallest} invånare"
    if population is None:
        return "kommunens invånare är inte angivna, så resten av kommunen kan vara för liten"
    return ""


def _within(
    area: Area, kept: list[Area], at: Mapping[int, int], shares_ground: NDArray[np.bool_]
) -> str:
    for larger in kept:
        for one in area.place_ids:
            for other in larger.place_ids:
                if shares_ground[at[one], at[other]]:
                    return f"delar mark med {larger.name} och räknas dit där de överlappar"
    return ""


def _leave_enough(kept: list[Area], merged: list[Merged], population: int, smallest: int) -> None:
    """Give the smallest areas to the rest until enough people live there."""

    def rest() -> int:
        return population - sum(area.population or 0 for area in kept)

    while kept and rest() < smallest:
        last = min(kept, key=lambda each: each.population or 0)
        kept.remove(last)
        merged.append(Merged(last.name, f"annars bor färre än {smallest} i resten av kommunen"))


def check_period(period: Period, signed: Sequence[tuple[date, date]]) -> None:
    """Refuse a period that is too short, or that differs by too little from a signed one.

    Raises
    ------
    SelectionError
    """
    if period.end - period.start < SHORTEST:
        raise SelectionError(
            "En offentlig redovisning gäller minst fyra veckor.",
            hint="Välj fyra veckor, en månad eller ett tertial.",
        )
    span = (period.start, period.end)
    near = [each for each in signed if each[0] < span[1] and span[0] < each[1]]
    for start, end in stretches([*near, span]):
        if end - start < SHORTEST:
            raise SelectionError(
                "Perioden skiljer sig med för få dagar från en redan signerad redovisning; "
                "skillnaden mellan dem skulle vara en egen, för kort period.",
                hint="Välj samma slag av period som tidigare.",
            )
