"""Empirical-Bayes rates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.analysis.eb_rate import eb_rate

COUNTS = arrays(np.float64, st.integers(2, 30), elements=st.integers(0, 200).map(float))


@given(COUNTS)
def test_rates_lie_between_their_own_and_that_of_all(counts):
    exposure = np.linspace(1, 3, len(counts))
    found = eb_rate(counts, exposure).mean
    own, overall = counts / exposure, max(counts.sum() / exposure.sum(), 1e-12)
    assert (found >= np.minimum(own, overall) * (1 - 1e-9)).all()
    assert (found <= np.maximum(own, overall) * (1 + 1e-9)).all()


def test_the_rates_are_marshalls():
    """m = 1, s² = 2/3, A = 2/3 − 1/10; each rate is drawn in by A / (A + 1/10)."""
    between = 2 / 3 - 1 / 10
    kept = between / (between + 1 / 10)
    found = eb_rate(np.array([0.0, 10, 20]), np.full(3, 10.0)).mean
    np.testing.assert_allclose(found, [1 - kept, 1, 1 + kept], rtol=1e-12)


def test_little_known_rates_are_shrunk_more():
    found = eb_rate(np.array([10.0, 100.0, 1.0, 10.0]), np.array([1.0, 10.0, 1.0, 10.0]))
    own = np.array([10.0, 10.0, 1.0, 1.0])
    overall = 121 / 22
    moved = (found.mean - own) / (overall - own)
    assert moved[0] > moved[1]
    assert moved[2] > moved[3]


def test_shrunk_rates_are_nearer_the_truth_than_raw_ones():
    rng = np.random.default_rng(4)
    truth = rng.gamma(4.0, 0.5, (400, 12))
    counts = rng.poisson(truth * 3).astype(np.float64)
    exposure = np.full(12, 3.0)
    shrunk = np.array([eb_rate(each, exposure).mean for each in counts])
    raw_error, error = ((counts / 3 - truth) ** 2).mean(), ((shrunk - truth) ** 2).mean()
    assert error < 0.85 * raw_error


def test_rows_that_look_alike_keep_half_of_what_is_their_own():
    found = eb_rate(np.array([10.0, 10.0, 10.0, 14.0]), np.ones(4))
    assert found.mean[3] == pytest.approx(12.5, abs=0.3)


def test_nothing_at_all_is_a_rate_of_nearly_nothing():
    assert (eb_rate(np.zeros(3), np.ones(3)).mean < 1e-6).all()
