"""Areas with people enough, periods long enough, listed columns only."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from geo.errors import SelectionError
from geo.model import Group, Period, PeriodKind
from geo.privacy import Area, Division, NotPublic, check_period, divide, only_listed
from geo.privacy.generalise import GROUPS, REST, WHOLE
from geo.weeks import parse

APART = np.eye(3, dtype=bool)
SIZE = {1: 9.0, 2: 4.0, 3: 1.0}


def division(*areas: Area, population: int | None = 20_000, shares=APART) -> Division:
    return divide(areas, population, size=SIZE, shares_ground=shares, place_ids=[1, 2, 3])


def test_the_groups_are_all_incidents_once() -> None:
    listed = [group for groups in GROUPS.values() for group in groups]
    assert sorted(listed) == sorted(Group)


def test_an_area_with_no_stated_population_is_part_of_the_rest() -> None:
    found = division(Area("Gamleby", (1,), 2_800), Area("Edsbruk", (2,)))
    assert found.names == ("Gamleby", REST)
    assert "inte angivet" in found.merged[0].reason


def test_an_area_with_too_few_people_is_part_of_the_rest() -> None:
    found = division(Area("Gamleby", (1,), 2_800), Area("Edsbruk", (2,), 999))
    assert found.names == ("Gamleby", REST)


def test_where_the_kommuns_population_is_not_stated_only_the_whole_is_told() -> None:
    found = division(Area("Gamleby", (1,), 2_800), population=None)
    assert found.names == (WHOLE,)


def test_too_few_people_in_the_rest_gives_it_the_smallest_area() -> None:
    areas = (Area("A", (1,), 8_000), Area("B", (2,), 1_500), Area("C", (3,), 3_000))
    found = division(*areas, population=13_000)
    assert found.names == ("A", "C", REST)
    assert "resten" in found.merged[0].reason


def test_an_area_within_another_is_part_of_it() -> None:
    shares = APART.copy()
    shares[0, 2] = shares[2, 0] = True
    found = division(Area("Centrum", (3,), 1_200), Area("Tätorten", (1,), 9_000), shares=shares)
    assert found.names == ("Tätorten", REST)
    assert "delar mark med Tätorten" in found.merged[0].reason


def test_a_smaller_least_population_or_equal_names_are_refused() -> None:
    with pytest.raises(SelectionError, match="minst 1000"):
        divide([], 9_000, size=SIZE, shares_ground=APART, place_ids=[1], smallest=500)
    with pytest.raises(SelectionError, match="eget namn"):
        division(Area("A", (1,), 2_000), Area("A", (2,), 2_000))
    with pytest.raises(SelectionError, match="eget namn"):
        division(Area("hela kommunen ", (1,), 2_000))
    with pytest.raises(SelectionError, match="över noll"):
        divide([], -4, size=SIZE, shares_ground=APART, place_ids=[1])


@pytest.mark.parametrize("code", ["2026-W12", "2026-W11--2W"])
def test_weeks_are_too_short_for_the_public(code: str) -> None:
    with pytest.raises(SelectionError, match="minst fyra veckor"):
        check_period(parse(code), [])


@pytest.mark.parametrize("code", ["2026-W09--4W", "2026-03", "2026-T1"])
def test_four_weeks_are_long_enough(code: str) -> None:
    check_period(parse(code), [])


def test_a_period_a_few_days_off_a_signed_one_is_refused() -> None:
    march = (date(2026, 3, 1), date(2026, 4, 1))
    with pytest.raises(SelectionError, match="för få dagar"):
        check_period(parse("2026-W10--4W"), [march])
    check_period(parse("2026-T1"), [march])
    check_period(Period(date(2026, 5, 1), date(2026, 6, 1), PeriodKind.MONTH), [march])


def test_a_column_that_is_not_listed_is_refused() -> None:
    with pytest.raises(NotPublic, match="x får inte vara offentlig"):
        only_listed(("Område", "x"))
