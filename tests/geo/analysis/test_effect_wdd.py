"""The weighted displacement difference, against what is published."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.effect.wdd import harm_weighted, weighted_displacement_difference

COUNT = st.integers(0, 400)
PAIR = st.tuples(COUNT, COUNT)


def numbers(text: str) -> list[float]:
    return [float(each) for each in text.split(";")]


def test_it_equals_the_published_examples(shared_data: Path) -> None:
    path = shared_data / "effect" / "wdd_expected.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 2
    for row in rows:
        pairs = [
            (float(row[f"{name}_pre"]), float(row[f"{name}_post"]))
            for name in ("control", "treated", "dispc", "dispt")
        ]
        found = weighted_displacement_difference(
            *pairs,
            time_weights=numbers(row["time_weights"]),
            area_weights=numbers(row["area_weights"]),
            alpha=float(row["alpha"]),
        )
        assert found.total == pytest.approx(float(row["est_total"]), abs=1e-6)
        assert found.total_se == pytest.approx(float(row["se_total"]), abs=1e-6)
        # The paper rounds its z to two decimals and its interval to whole numbers.
        exact = "ptools" in row["source"] and "digits" in row["source"]
        rounded = (lambda value, _: value) if exact else round
        assert rounded(found.z, 2) == pytest.approx(float(row["z"]), abs=1e-6)
        assert rounded(found.low, 0) == pytest.approx(float(row["low"]), abs=1e-6)
        assert rounded(found.high, 0) == pytest.approx(float(row["high"]), abs=1e-6)


def test_local_and_displaced_add_up() -> None:
    found = weighted_displacement_difference((20, 20), (20, 10), (20, 20), (20, 10))
    assert (found.local, found.displaced, found.total) == (-10.0, -10.0, -20.0)
    assert found.total_se**2 == pytest.approx(found.local_se**2 + found.displaced_se**2)


def test_unequal_times_and_areas_are_per_unit() -> None:
    found = weighted_displacement_difference(
        (20, 20), (20, 10), (30, 30), (30, 20),
        time_weights=(2, 1), area_weights=(2, 1.5, 3, 3.2),
    )  # fmt: skip
    local = (10 / 1.5 - 20 / 3) - (20 / 2 - 20 / 4)
    around = (20 / 3.2 - 30 / 6.4) - (30 / 3 - 30 / 6)
    variance = (
        10 / 1.5**2 + 20 / 9 + 20 / 4 + 20 / 16 + 20 / 3.2**2 + 30 / 6.4**2 + 30 / 9 + 30 / 36
    )
    assert found.total == pytest.approx(local + around, abs=1e-9)
    assert found.total_se == pytest.approx(np.sqrt(variance), abs=1e-9)


def test_harm_weights_square_in_the_variance() -> None:
    kinds = [((20, 20), (20, 10)), ((30, 30), (25, 20)), ((80, 60), (70, 20))]
    found = [weighted_displacement_difference(*each) for each in kinds]
    weights = [10.0, 5.0, 1.0]
    total = harm_weighted([f.local for f in found], [f.local_se for f in found], weights)
    assert total.total == sum(w * f.local for w, f in zip(weights, found, strict=True)) == -155.0
    assert total.se**2 == pytest.approx(100 * 70 + 25 * 105 + 230)


@given(PAIR, PAIR, PAIR, PAIR)
def test_to_swap_treated_and_control_turns_the_sign(
    control: tuple[int, int], treated: tuple[int, int], one: tuple[int, int], two: tuple[int, int]
) -> None:
    there = weighted_displacement_difference(control, treated, one, two)
    back = weighted_displacement_difference(treated, control, two, one)
    assert (back.total, back.low, back.high) == pytest.approx(
        (-there.total, -there.high, -there.low), abs=1e-9
    )


@given(PAIR, PAIR, st.floats(0.1, 10))
def test_time_weights_scale_the_estimate_and_its_error_alike(
    control: tuple[int, int], treated: tuple[int, int], times: float
) -> None:
    plain = weighted_displacement_difference(control, treated)
    scaled = weighted_displacement_difference(control, treated, time_weights=(times, times))
    assert scaled.total == pytest.approx(plain.total / times, abs=1e-6)
    assert scaled.total_se == pytest.approx(plain.total_se / times, abs=1e-6)
    assert scaled.z == pytest.approx(plain.z, abs=1e-6)


@pytest.mark.parametrize("weights", [{"time_weights": (1, 0)}, {"area_weights": (1, 1, 1, -1)}])
def test_weights_that_are_no_size_are_refused(weights: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        weighted_displacement_difference((1, 1), (1, 1), **weights)  # type: ignore[arg-type]
