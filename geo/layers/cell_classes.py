"""Values of cells as classes: what is drawn, in which colour and pattern, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.analysis.hotspots.gi_star import FEWEST, GiStar
from geo.analysis.hotspots.judging import FEWEST_NEAR
from geo.look import brief, number

# Every second step of cividis (Nuñez, Anderton & Renslow 2018, PLoS ONE 13, e0199239), turned so
# that more is darker, as it is read on a light ground.
CIVIDIS = ("#fde737", "#dac753", "#b5a567", "#908674", "#6d6d73", "#434e6c", "#00224d")
MORE = ("#fdc886", "#f08c2e", "#a84c03")
FEWER = ("#b5d3ec", "#5b9bd0", "#1c5590")
UNSURE = "#c3cad2"

ODDS = (1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.1)


@dataclass(frozen=True, slots=True)
class CellClass:
    """How cells of one class look, and its word; `pattern` is plain, hatched or dotted."""

    word: str
    colour: str
    pattern: str = "plain"


@dataclass(frozen=True, eq=False, slots=True)
class Fact:
    """What a cell tells when it is pointed at: ``label value unit``, or ``label word``.

    Attributes
    ----------
    label, unit : str
    value : ndarray, shape (rows, columns)
        Numbers; positions in `words` where there are words.
    decimals : int
        How many are told.
    words : tuple of str
    """

    label: str
    unit: str
    value: NDArray[Any]
    decimals: int = 0
    words: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Classed:
    """Cells ready to be drawn and explained.

    Attributes
    ----------
    title, method, sure : str
        What it is, how it is found, and how sure it is; each a sentence for the legend.
    kind : ndarray of uint8, shape (rows, columns)
        0 for a cell that is not drawn, else its position in `classes` plus 1.
    classes : tuple of CellClass
    facts : tuple of Fact
    """

    title: str
    method: str
    sure: str
    kind: NDArray[np.uint8]
    classes: tuple[CellClass, ...]
    facts: tuple[Fact, ...]


def amounts(
    value: NDArray[Any],
    *,
    title: str,
    method: str,
    sure: str,
    unit: str,
    decimals: int = 0,
    peak: float | None = None,
    facts: Sequence[Fact] = (),
) -> Classed:
    """Class amounts from nothing upwards: counts, densities, shares; more is darker.

    Parameters
    ----------
    value : ndarray, shape (rows, columns)
        NaN is not drawn, and neither is what lies below the lowest class.
    title, method, sure, unit : str
    decimals : int
        Told when a cell is pointed at.
    peak : float, optional
        The largest value of the scale, to compare two maps; that of `value` if not given.
    facts : sequence of Fact
        Told after the value.
    """
    whole = np.issubdtype(value.dtype, np.integer)
    value = np.nan_to_num(value)
    steps = _steps(float(value.max()) if peak is None else peak, len(CIVIDIS), whole=whole)
    kind = np.searchsorted(steps, value * (1 + 1e-12), side="right").astype(np.uint8)
    words = _ranges(steps, whole=whole)
    last = len(CIVIDIS) - 1
    # Few classes are as far apart as the colours go; a single one is in the middle.
    places = np.linspace(0, last, len(words)) if len(words) > 1 else [last / 2]
    classes = tuple(CellClass(w, CIVIDIS[round(at)]) for w, at in zip(words, places, strict=True))
    told = (Fact("", unit, value, decimals), *facts)
    return Classed(title, method, sure, kind, classes, told)


def density(
    value: NDArray[np.float64],
    *,
    bandwidth: float,
    peak: float | None = None,
    facts: Sequence[Fact] = (),
) -> Classed:
    """Class a kernel density in incidents per km²; see :func:`amounts`."""
    return amounts(
        value,
        title="Täthet, händelser per km²",
        method=f"Varje händelse är utjämnad över {number(bandwidth)} m omkring (kärnskattning).",
        sure="En bild av var händelserna ligger. Den säger inte om skillnader är slump, och "
        "bara att det är glest intill gränsen, inte vad som finns bortom den.",
        unit="per km²",
        decimals=1,
        peak=peak,
        facts=facts,
    )


def significance(found: GiStar, *, facts: Sequence[Fact] = ()) -> Classed:
    """Class Gi* as hot and cold at 90, 95 and 99 %.

    Parameters
    ----------
    found : GiStar
    facts : sequence of Fact
        Told after the number of incidents, z and p; for example the stability.
    """
    sure = ("99 %", "95 %", "90 %")
    kind = np.select([found.level == level for level in (3, 2, 1, -1, -2, -3)], range(1, 7))
    told = (
        Fact("Händelser i rutan och rutorna intill:", "", found.near),
        Fact("z", "", found.z, 1),
        Fact(
            "Av ren slump:",
            "",
            np.searchsorted(ODDS, np.maximum(found.p, found.p_exact)),
            words=_odds(),
        ),
    )
    return Classed(
        title="Där händelser samlas (Gi*)",
        method="Varje ruta räknas ihop med rutorna intill och jämförs med hela området; alla rutor "
        "prövas på en gång.",
        sure=f"Av rutorna märkta 95 % är i snitt högst var tjugonde falsk. Under {FEWEST_NEAR} "
        "händelser pekas inget ut. En tätort är ofta tät mot hela kommunen: välj ett mindre område "
        "för att se skillnader inom den."
        if found.known
        else f"För få för att säga: det behövs minst {FEWEST} händelser.",
        kind=kind.astype(np.uint8),
        classes=(
            *(
                CellClass(f"tätare, {s}", c, "hatched")
                for s, c in zip(sure, MORE[::-1], strict=True)
            ),
            *(
                CellClass(f"glesare, {s}", c, "dotted")
                for s, c in zip(sure[::-1], FEWER, strict=True)
            ),
        ),
        facts=(*told, *facts),
    )


def difference(
    value: NDArray[np.float64],
    *,
    title: str,
    method: str,
    sure: str,
    unit: str,
    clear: NDArray[np.bool_] | None = None,
    decimals: int = 1,
    peak: float | None = None,
    facts: Sequence[Fact] = (),
) -> Classed:
    """Class differences around nothing: more is orange and hatched, fewer blue and dotted.

    Parameters
    ----------
    value : ndarray of float, shape (rows, columns)
        NaN is not drawn.
    title, method, sure, unit : str
    clear : ndarray of bool, shape (rows, columns), optional
        Differences that are more than chance; the others are grey.
    decimals : int
    peak : float, optional
        The largest difference of the scale; that of `value` if not given.
    facts : sequence of Fact
    """
    value = np.nan_to_num(value)
    size = np.abs(value)
    whole = np.issubdtype(value.dtype, np.integer)
    steps = _steps(float(size.max()) if peak is None else peak, len(MORE), whole=whole)
    level = np.searchsorted(steps, size * (1 + 1e-12), side="right")
    n = len(steps)
    kind = np.where(level == 0, 0, np.where(value > 0, n + 1 - level, n + level))
    words = _ranges(steps, whole=whole)
    unsure = () if clear is None else (CellClass("kan vara slump", UNSURE),)
    if clear is not None:
        kind[~clear & (level > 0)] = 2 * n + 1
    more = [CellClass(f"{w} fler", c, "hatched") for w, c in zip(words, MORE[-n:], strict=True)]
    fewer = [CellClass(f"{w} färre", c, "dotted") for w, c in zip(words, FEWER[-n:], strict=True)]
    told = (Fact("", unit, value, decimals), *facts)
    return Classed(title, method, sure, kind.astype(np.uint8), (*more[::-1], *fewer, *unsure), told)


def _steps(peak: float, number: int, *, whole: bool) -> NDArray[np.float64]:
    """Return up to `number` lower limits 1, 2, 5, 10, 20 … of which the last is below the peak."""
    if not peak > 0:
        return np.array([1.0])
    highest = floor(log10(peak))
    powers = range(0 if whole else highest - number // 3 - 1, highest + 1)
    limits = np.array([m * 10.0**e for e in powers for m in (1, 2, 5)])
    return limits[limits <= peak * (1 + 1e-12)][-number:]


def _ranges(steps: NDArray[np.float64], *, whole: bool) -> list[str]:
    """Return each class in words: ``2–5`` (whole numbers ``2–4``), the last ``minst 20``."""
    pairs = [
        (brief(low, 6), brief(high - 1 if whole else high, 6)) for low, high in pairwise(steps)
    ]
    told = [low if low == high else f"{low}–{high}" for low, high in pairs]
    return [*told, f"minst {brief(steps[-1], 6)}"]


def _odds() -> tuple[str, ...]:
    """Return p in words, for each position in `ODDS`."""
    small = [f"mindre än 1 gång på {number(1 / p)}" for p in ODDS]
    return (*small, "oftare än 1 gång på 10")
