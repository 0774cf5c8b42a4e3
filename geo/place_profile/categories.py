"""What kind of incidents: the last 12 periods beside the 12 before."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.analysis import fdr
from geo.analysis.compare import rate_difference
from geo.model import Verdict
from geo.place_profile.result import CategoryChange

Ints = NDArray[np.int64]

LEVEL = 0.05
"""Share of the changes that are told that may be chance (false discovery rate)."""


def changes(
    category: pd.Series[str],
    now: Ints,
    before: Ints | None,
    *,
    minimum: int,
    whole: bool,
) -> tuple[CategoryChange, ...]:
    """Compare two equally long stretches of time category by category.

    Given their sum, the count of an unchanged rate is binomial with probability 1/2 (Przyborowski
    & Wilenski 1940, Biometrika 31, 313–323). Over the categories with enough to say anything of,
    the false discovery rate is held at 5 % (Benjamini & Hochberg 1995, Journal of the Royal
    Statistical Society B 57, 289–300).

    Parameters
    ----------
    category : Series of category
        Of every incident on record.
    now, before : ndarray of int64
        Rows of either stretch; `before` is None where the record does not reach that far.
    minimum : int
        Below this in both stretches nothing is said of change.
    whole : bool
        False while the last period still runs: fewer than before then means nothing.

    Returns
    -------
    tuple of CategoryChange
        Those with any incident, most now first.
    """
    names = [str(name) for name in category.cat.categories]
    codes = category.cat.codes.to_numpy()
    lately = np.bincount(codes[now], minlength=len(names))
    earlier = np.bincount(codes[now[:0] if before is None else before], minlength=len(names))
    verdicts = _verdicts(lately, earlier, minimum, whole=whole)
    order = np.lexsort((np.arange(len(names)), -earlier, -lately))
    return tuple(
        CategoryChange(
            names[at],
            int(lately[at]),
            None if before is None else int(earlier[at]),
            None if before is None else verdicts[at],
        )
        for at in order
        if lately[at] or earlier[at]
    )


def _verdicts(now: Ints, before: Ints, minimum: int, *, whole: bool) -> list[Verdict]:
    found = [Verdict.TOO_FEW] * len(now)
    enough = np.flatnonzero(np.maximum(now, before) >= minimum)
    if not len(enough):
        return found
    unlikely = fdr.adjusted(rate_difference(now[enough], 1.0, before[enough], 1.0).p) <= LEVEL
    for at, sure in zip(enough, unlikely, strict=True):
        found[at] = Verdict.AS_USUAL
        if sure and now[at] > before[at]:
            found[at] = Verdict.INCREASING
        elif sure and whole:
            found[at] = Verdict.DECREASING
    return found
