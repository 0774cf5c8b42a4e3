"""Adjusted p-values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control

from geo.analysis import fdr

P = arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1))


@given(P)
def test_without_weights_it_is_benjamini_and_hochberg(p):
    np.testing.assert_allclose(fdr.adjusted(p), false_discovery_control(p), rtol=1e-12, atol=1e-15)


@given(P, st.floats(0.1, 50))
def test_only_the_proportions_of_weights_matter(p, scale):
    weight = np.arange(1.0, len(p) + 1)
    np.testing.assert_allclose(
        fdr.adjusted(p, weight=weight), fdr.adjusted(p, weight=scale * weight), rtol=1e-9
    )


def test_a_test_of_twice_the_weight_needs_half_the_evidence():
    even = fdr.adjusted(np.array([0.01, 0.9]))
    found = fdr.adjusted(np.array([0.01, 0.9]), weight=np.array([1.5, 0.5]))
    assert found[0] == pytest.approx(even[0] / 1.5)


def test_what_has_no_weight_is_never_found_but_does_not_cost_anything():
    found = fdr.adjusted(np.array([0.0, 0.02]), weight=np.array([0.0, 1.0]))
    assert found.tolist() == [1.0, 0.02]
    assert fdr.adjusted(np.array([])).shape == (0,)


def test_findings_that_repeat_a_stronger_one_do_not_help_others_to_pass():
    p = np.array([0.0001, 0.0002, 0.0003, 0.04])
    inside = np.eye(2, dtype=bool)
    nested = fdr.Units(np.array([0, 0, 0, 1]), inside)
    apart = fdr.Units(np.arange(4), np.eye(4, dtype=bool))
    assert fdr.adjusted(p, units=apart)[3] == pytest.approx(0.04)
    assert fdr.adjusted(p, units=nested)[3] == pytest.approx(0.08)
    np.testing.assert_allclose(fdr.adjusted(p, units=apart), fdr.adjusted(p))


@given(P)
def test_counting_fewer_findings_never_finds_more(p):
    unit = np.arange(len(p)) // 2
    shared = fdr.Units(unit, np.eye(unit.max() + 1, dtype=bool))
    assert (fdr.adjusted(p, units=shared) >= fdr.adjusted(p) - 1e-12).all()
