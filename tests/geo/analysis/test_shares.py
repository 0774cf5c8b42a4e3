"""The interval of a share against the published table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.shares import wilson_interval


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_that_of_newcombe_1998_table_i_method_3(
    hits: int, n: int, low: float, high: float
) -> None:
    found = wilson_interval(hits / n, n)
    assert [round(end, 4) for end in found] == [low, high]


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(share: float, n: int) -> None:
    low, high = wilson_interval(share, n)
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1


@pytest.mark.parametrize(("share", "n"), [(0.5, 0), (-0.1, 9), (1.1, 9), (float("nan"), 9)])
def test_no_answers_or_no_share_have_no_interval(share: float, n: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson_interval(share, n)
