"""Hints that few report: a planted Edsbruk is found, and nobody is blamed without reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, rayleigh

from geo import demo, records
from geo.analysis import under_reporting as ur
from geo.model import CATEGORIES, Group, IncidentSource
from geo.store.engine import open_store


def test_a_place_where_few_report_is_told_with_its_numbers():
    reported = np.array([6, 120, 90, 60])
    total = np.array([60, 260, 190, 130])
    found = ur.under_reporting(reported, total)
    assert found.hint.tolist() == [True, False, False, False]
    assert ur.words(found) == (
        "Kanske anmäler få här: 6 av 60 händelser är polisanmälda, 10\u00a0% (4–21\u00a0%) "
        "mot väntade 43\u00a0%.",
        "",
        "",
        "",
    )


@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 80), st.integers(1, 80))
def test_with_one_kind_it_is_the_exact_binomial_test(reported, others, more, unreported):
    reported_all = np.array([reported, more])
    total = np.array([reported + others, more + unreported])
    found = ur.under_reporting(reported_all, total)
    if others < ur.MANY:
        assert np.isnan(found.p[0])
        return
    share = reported_all.sum() / total.sum()
    exact = binomtest(reported, reported + others, share, alternative="less").pvalue
    np.testing.assert_allclose(found.p[0], exact, rtol=1e-9)


def test_with_several_kinds_it_is_the_sum_of_their_binomials():
    total = np.array([[20, 8], [400, 400]])
    reported = np.array([[4, 1], [300, 40]])
    found = ur.under_reporting(reported, total)
    shares = reported.sum(axis=0) / total.sum(axis=0)
    p = sum(
        binom.pmf(a, 20, shares[0]) * binom.pmf(b, 8, shares[1])
        for a in range(21)
        for b in range(9)
        if a + b <= 5
    )
    np.testing.assert_allclose(found.p[0], p, rtol=1e-9)
    np.testing.assert_allclose(found.expected[0], (20 * shares[0] + 8 * shares[1]) / 28)


def test_other_kinds_of_incidents_are_no_silence():
    """A school has what is seldom reported anywhere: as one kind it looks silent, as two not."""
    reported = np.array([[1, 8], [200, 8]])
    total = np.array([[2, 80], [400, 80]])
    together = ur.under_reporting(reported.sum(axis=1), total.sum(axis=1))
    apart = ur.under_reporting(reported, total)
    assert together.hint.tolist() == [True, False]
    assert not apart.hint.any()


def test_too_few_reports_say_nothing():
    found = ur.under_reporting(np.array([0, 500]), np.array([9, 1000]))
    assert np.isnan(found.p[0])
    assert not found.hint.any()


def test_one_of_many_places_is_not_blamed_for_being_the_lowest():
    rng = np.random.default_rng(1)
    hints = 0
    for _ in range(300):
        total = rng.integers(20, 200, 15)
        hints += ur.under_reporting(rng.binomial(total, 0.45), total).hint.any()
    assert hints <= 0.05 * 300 + 2 * np.sqrt(300 * 0.05 * 0.95)


@pytest.mark.parametrize("side", [50.0, 105.0, 300.0, 1000.0])
def test_a_small_place_keeps_what_positions_that_err_leave_in_it(side):
    rng = np.random.default_rng(2)
    sigma = 83 / rayleigh.median()
    kept = np.ones(400_000, dtype=bool)
    for _ in range(2):
        at = rng.uniform(0, side, len(kept)) + rng.normal(0, sigma, len(kept))
        kept &= (at >= 0) & (at <= side)
    found = ur.share_kept(np.array([side**2]))
    np.testing.assert_allclose(found[0], kept.mean(), atol=0.004)


def test_a_place_that_police_positions_miss_is_not_silent():
    reported, total = np.array([12, 400]), np.array([63, 900])
    area = np.array([1.1e4, 5e6])
    assert ur.under_reporting(reported, total).hint[0]
    assert not ur.under_reporting(reported, total, area=area).hint.any()


def test_no_place_of_the_demo_is_said_to_be_silent(demo_store):
    """The demo reports the same half everywhere, with positions that err by a median of 83 m."""
    with open_store(demo_store) as store:
        for each in demo.KOMMUNER:
            found = records.gather(store, each.kommun.code)
            crime = (
                found.incidents["category"]
                .map(lambda code: CATEGORIES[code].group is Group.CRIME)
                .to_numpy(bool)
            )
            police = (found.incidents["source"] == IncidentSource.POLICE.value).to_numpy()
            total, reported = (_by_category(found, wanted) for wanted in (crime, crime & police))
            told = ur.under_reporting(reported, total, area=found.places.area.to_numpy())
            assert not told.hint.any(), ur.words(told)
            assert (~np.isnan(told.p)).sum() >= 4


def _by_category(found: records.Records, wanted: np.ndarray) -> np.ndarray:
    category = found.incidents["category"].cat
    kinds = len(category.categories)
    pairs = found.assignment
    kept = wanted[pairs.row]
    cell = pairs.place[kept] * kinds + category.codes.to_numpy(np.int64)[pairs.row[kept]]
    return np.bincount(cell, minlength=len(found.places) * kinds).reshape(-1, kinds)


def test_more_reported_than_there_are_is_refused():
    with pytest.raises(ValueError, match="reported"):
        ur.under_reporting(np.array([3]), np.array([2]))
    with pytest.raises(ValueError, match="places"):
        ur.under_reporting(np.array([1, 1]), np.array([2]))
