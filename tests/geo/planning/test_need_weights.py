"""Profiles of weights and harm weights: read, written, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import GeoError, SettingsError
from geo.model import CATEGORIES, Group
from geo.planning.need import Part, Weights, shipped_harm_weights, shipped_weights
from geo.planning.need.harm_weights import listed, load_harm_weights

number = st.floats(0, 1000)


def test_the_shipped_profile_is_the_default_and_adds_up_to_100() -> None:
    assert shipped_weights() == Weights()
    assert sum(Weights().of(part) for part in Part) == 100


@given(st.text(min_size=1, max_size=80), number, st.floats(0, 1), st.floats(0, 10_000))
def test_a_profile_is_the_same_after_json_and_toml(
    name: str, skada: float, power: float, days: float
) -> None:
    weights = Weights(name, skada=skada, power=power, days=(("ran", days),))
    assert Weights.from_json(weights.to_json()) == weights
    assert Weights.from_toml(weights.to_toml()) == weights


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", '{"skada": -1}', '{"skada": "mycket"}', '{"skada": true}', '{"nytt": 1}',
     '{"power": 2}', '{"name": ""}', '{"name": 3}', '{"days": {"mord": 1}}', '{"days": [1]}',
     '{"days": {"ran": -1}}', '{"skada": NaN}', '{"skada": 1e9}', '{"name": "' + "x" * 81 + '"}'],
)  # fmt: skip
def test_a_profile_that_means_nothing_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SettingsError, match="Behovsprofilen kan inte läsas"):
        Weights.from_json(text)


def test_a_profile_that_is_no_toml_is_refused() -> None:
    with pytest.raises(GeoError, match=r"min\.toml: Behovsprofilen"):
        Weights.from_toml("skada = ", file="min.toml")


def test_every_category_has_a_harm_weight_with_a_note_and_crimes_a_paragraph() -> None:
    for category, weight in listed(shipped_harm_weights()):
        assert weight.note
        assert bool(weight.law) == (category.group is Group.CRIME)
        assert (weight.days > 1) == (category.group is Group.CRIME)


def test_a_profile_s_own_days_go_before_the_shipped_ones() -> None:
    harm = Weights(power=1.0, days=(("klotter", 30.0), ("hot", 0.0))).harm(shipped_harm_weights())
    assert (harm["klotter"], harm["hot"], harm["ran"]) == (30, 0, 365)
    assert set(harm) == set(CATEGORIES)


@pytest.mark.parametrize(
    "content",
    [b"\xff", b"[ran", b"ran = 1", b"[mord]\ndagar = 1", b"[ran]\ndagar = -1", b"[ran]",
     b"[ran]\ndagar = true", b"[ran]\ndagar = 1\nlag = 2", b"[ran]\ndagar = 1\nlagrum = 2"],
)  # fmt: skip
def test_harm_weights_that_mean_nothing_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(SettingsError, match="Skadevikterna kan inte läsas"):
        load_harm_weights(content, file="skada.toml")
