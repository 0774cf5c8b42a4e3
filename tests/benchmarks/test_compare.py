"""How much faster a map of change is tested than by scipy's E-test cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from scipy.stats import poisson_means_test

from geo.analysis.compare import change, e_test

CELLS, ROUNDS = 5_000, 3


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    begin = process_time()
    result = call()
    return process_time() - begin, result


def test_e_test_beside_scipy() -> None:
    rng = np.random.default_rng(1)
    k1, k2 = rng.poisson(rng.gamma(0.7, 3, (2, CELLS)))
    ours, whole, theirs = [], [], []
    for _ in range(ROUNDS):
        seconds, p = timed(lambda: e_test(k1, 1, k2, 1))
        ours.append(seconds)
        whole.append(timed(lambda: change(k1, k2))[0])
        seconds, peer = timed(
            lambda: [poisson_means_test(a, 1, b, 1).pvalue for a, b in zip(k1, k2, strict=True)]
        )
        theirs.append(seconds)
    alike = np.isclose(p, peer, atol=1e-8)  # elsewhere scipy's rounding loses a tie
    assert (p >= np.array(peer) - 1e-8).all()
    mine, slow = float(np.median(ours)), float(np.median(theirs))
    print(
        f"\n{CELLS:,} cells, {len(np.unique([k1, k2], axis=1).T)} different pairs, the same p in "
        f"{alike.mean():.0%} (scipy loses ties); "
        f"median of {ROUNDS}: e_test {mine * 1000:.1f} ms, scipy {slow:.2f} s, ratio "
        f"{slow / mine:.0f}; the whole map of change {np.median(whole) * 1000:.1f} ms"
    )
