"""The exact test of one count against another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from geo.analysis.conditional import conditional_p

COUNT = st.integers(0, 400)


@given(COUNT, COUNT, st.integers(4, 12))
def test_each_tail_is_the_exact_binomial_one(count, earlier, times):
    p = conditional_p(np.array([count]), np.array([earlier]), times)[0]
    total = count + earlier
    if total == 0:
        assert p == 1.0
        return
    tails = [
        binomtest(count, total, 1 / (times + 1), alternative=side).pvalue
        for side in ("less", "greater")
    ]
    np.testing.assert_allclose(p, min(1.0, 2 * min(tails)), rtol=1e-9, atol=1e-200)
