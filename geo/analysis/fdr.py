"""Many tests at once: how many of the findings may be false."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def adjusted(p: Floats, *, weight: Floats | None = None) -> Floats:
    """Return p-values adjusted so that those up to q have a false discovery rate of at most q.

    Benjamini & Hochberg 1995 (Journal of the Royal Statistical Society B 57, 289–300), with
    weights of mean 1 as in Genovese, Roeder & Wasserman 2006 (Biometrika 93, 509–524): a test of
    weight 2 has twice the share of the errors that are allowed.

    Parameters
    ----------
    p : ndarray of float, shape (n,)
    weight : ndarray of float, shape (n,), optional
        Chosen without looking at `p`; 0 for what is not tested. Scaled to mean 1 over all rows.

    Examples
    --------
    >>> adjusted(np.array([0.001, 0.02, 0.5])).round(3)
    array([0.003, 0.03 , 0.5  ])
    >>> adjusted(np.array([0.001, 0.02]), weight=np.array([0.0, 1.0])).round(3)
    array([1.  , 0.02])
    """
    if not len(p):
        return p.astype(np.float64)
    share = np.ones(len(p)) if weight is None else weight / max(float(weight.mean()), 1e-300)
    weighted = np.full(len(p), np.inf)
    np.divide(p, share, out=weighted, where=share > 0)
    order = np.argsort(weighted, kind="stable")
    stepped = weighted[order] * len(p) / np.arange(1, len(p) + 1)
    result = np.empty(len(p))
    result[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return result
