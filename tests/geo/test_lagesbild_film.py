"""The film says of every period what the lägesbild of that period says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from geo import records, weeks
from geo.lagesbild import film, rows_in
from geo.model import Group, Kommun, PeriodKind, Selection
from geo.records import Records
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK

NOW = datetime(2026, 3, 20, 6, tzinfo=UTC)
"""The Friday of the demo's last week: it still runs."""


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Records:
    with open_store(demo_store) as store:
        return records.gather(store, "0883")


def filmed(found: Records, code: str = DEMO_WEEK, **changes: object) -> film.Film:
    selection = Selection("0883", weeks.parse(code))
    return records.film(found, replace(selection, **changes), now=NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "at"),
    [(DEMO_WEEK, at) for at in (0, 5, 13, -10, -2, -1)]
    + [("2026-W11--2W", -3), ("2026-03", -1), ("2026-T1", -1)],
)
def test_a_period_of_the_film_is_the_lagesbild_of_that_period(
    demo: Records, code: str, at: int
) -> None:
    made = filmed(demo, code)
    wanted = replace(made.selection, period=made.periods[at])
    picture = records.lagesbild(demo, wanted, now=NOW)
    unknown = film.UNKNOWN
    assert {
        int(place_id): (film.VERDICTS[code], int(count), int(low), int(high))
        for place_id, code, count, low, high in zip(
            made.place_id,
            made.verdict[at],
            made.count[at],
            made.low[at],
            made.high[at],
            strict=True,
        )
    } == {
        place.place_id: (
            place.comparison.verdict,
            place.comparison.count,
            unknown if place.comparison.normal_low is None else place.comparison.normal_low,
            unknown if place.comparison.normal_high is None else place.comparison.normal_high,
        )
        for place in picture.places
    }
    assert made.headlines[at] == picture.headline
    assert made.total[at] == picture.totals.rows


def test_every_period_has_its_own_rows_and_none_are_lost(demo: Records) -> None:
    made = filmed(demo)
    assert [slice(a, b) for a, b in zip(made.cuts[:-1], made.cuts[1:], strict=True)] == [
        rows_in(demo.incidents, period) for period in made.periods
    ]
    assert np.array_equal(np.diff(made.cuts), made.total)


def test_the_film_is_no_longer_than_the_record_and_at_most_two_years(demo: Records) -> None:
    weekly = filmed(demo)
    assert weeks.bounds_utc(weekly.periods[1])[0] >= demo.incidents["start_utc"].iloc[0]
    assert weekly.periods[-1] == weeks.parse(DEMO_WEEK)
    later = filmed(demo, "2027-W12")
    assert len(later.periods) == film.LENGTH


def test_a_place_is_missing_in_periods_it_was_no_place_in(demo: Records) -> None:
    places = demo.places.assign(valid_from="")
    places.loc[0, "valid_from"] = "2026-03-01"
    places.loc[1, "valid_to"] = "2026-03-01"
    made = filmed(replace(demo, places=places))
    before, after = (made.periods.index(weeks.parse(code)) for code in ("2026-W08", "2026-W09"))
    assert (made.verdict[: before + 1, 0] == film.NO_PLACE).all()
    assert (made.verdict[after:, 0] != film.NO_PLACE).all()
    assert (made.verdict[after:, 1] == film.NO_PLACE).all()
    assert (made.verdict[:before, 1] != film.NO_PLACE).all()


def test_only_the_chosen_groups_are_counted(demo: Records) -> None:
    crime, everything = filmed(demo, groups=frozenset({Group.CRIME})), filmed(demo)
    assert 0 < crime.total.sum() < everything.total.sum()
    assert (crime.count <= everything.count).all()


def test_a_kommun_with_nothing_on_record_has_a_film_of_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        made = filmed(records.gather(store, "0883"))
    assert made.verdict.shape == (len(made.periods), 0)
    assert not made.total.any()
    assert made.headlines[0].startswith("Inga händelser")


@pytest.mark.parametrize(
    ("code", "day", "found"),
    [
        ("2026-W12", date(2026, 3, 22), "2026-W12"),
        ("2026-W01", date(2026, 3, 23), "2026-W13"),
        ("2026-W11--2W", date(2026, 3, 23), "2026-W13--2W"),
        ("2026-W12--2W", date(2026, 3, 23), "2026-W12--2W"),
        ("2027-W03--4W", date(2026, 3, 22), "2026-W12--4W"),
        ("2025-11", date(2026, 3, 22), "2026-03"),
        ("2024-T3", date(2026, 3, 22), "2026-T1"),
    ],
)
def test_the_film_ends_with_the_last_day_on_record_in_step_with_the_page(
    code: str, day: date, found: str
) -> None:
    last = film.reaching(weeks.parse(code), day)
    assert weeks.code(last) == found
    assert last.start <= day < last.end
    assert last.kind in PeriodKind


def test_a_film_checks_that_its_parts_belong_together(demo: Records) -> None:
    made = filmed(demo)
    with pytest.raises(ValueError, match="per period and place"):
        replace(made, count=made.count[1:])
    with pytest.raises(ValueError, match="slice of rows"):
        replace(made, cuts=made.cuts[1:])
