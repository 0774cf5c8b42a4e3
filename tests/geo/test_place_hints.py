"""What a place's incidents hint at: said where it is so, and why not where it cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo import records, weeks
from geo.join import PlaceIndex, assign
from geo.lagesbild import Lagesbild, felt
from geo.model import Selection
from geo.place_profile import hints
from geo.records import Records
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.geo.test_lagesbild import HISTORY, incident, incident_frame, some_places, utc, weekly
from tests.geo.test_place_profile import AFTER, KARSTORP, profiled

FIRST = utc("2026-01-05")


def wide_places():
    """The places of the small kommun, 20 times as large: Karstorp is 1,900 m across."""
    places = some_places()
    places.geometry = places.geometry.scale(20, 20, origin=(0, 0))
    return places


def scattered(n, *, twins):
    """Incidents of a year over Karstorp; with `twins` each is followed by one the next day."""
    draw = np.random.default_rng(7)
    first = utc("2025-04-01")
    rows = []
    for _ in range(n):
        x, y = 4_100 + draw.random() * 1_900, draw.random() * 2_000
        when = first + int(draw.integers(0, 340)) * 86_400
        rows.append({**incident(when), "x": x, "y": y})
        if twins:
            rows.append({**incident(when + 86_400), "x": x + 20, "y": y})
    return rows


def test_incidents_that_are_followed_by_others_nearby_are_said_to_be() -> None:
    profile, _ = profiled(scattered(60, twins=True), places=wide_places())
    assert profile.hints.near_repeat.startswith("Efter en händelse är risken inom 200 m och 7 dygn")


def test_scattered_incidents_are_not_said_to_be() -> None:
    profile, _ = profiled(scattered(120, twins=False), places=wide_places())
    assert "Efter en händelse" not in profile.hints.near_repeat


def test_a_place_smaller_than_what_near_means_is_said_to_be_too_small() -> None:
    profile, _ = profiled(weekly([1, *[6] * 13]))
    assert profile.hints.near_repeat == hints.TOO_SMALL


def test_of_a_few_incidents_nothing_is_said_of_repeats() -> None:
    assert profiled(weekly([1, 2]))[0].hints.near_repeat.startswith("För få")
    assert profiled([])[0].hints.near_repeat.startswith("För få")


def test_days_that_are_not_known_tell_nothing_of_repeats() -> None:
    rows = [
        {**each, "end_utc": each["start_utc"] + 20 * 86_400} for each in scattered(60, twins=True)
    ]
    profile, _ = profiled(rows, places=wide_places())
    assert profile.hints.near_repeat.startswith("För få")


def test_the_same_records_give_the_same_sentence() -> None:
    rows = scattered(60, twins=True)
    said = {profiled(rows, places=wide_places())[0].hints.near_repeat for _ in range(3)}
    assert len(said) == 1


def test_a_place_that_nobody_was_asked_about_has_no_sentence_on_how_it_is_felt() -> None:
    assert profiled(weekly(HISTORY))[0].hints.perception is None
    assert profiled([])[0].hints.perception is None


def test_a_place_felt_unsafe_without_crime_is_said_to_be() -> None:
    asked = [
        ("Karstorp", "2025-10-01", "2025-11-01", "?", 400, 0.6, None, None),
        ("Centrum", "2025-10-01", "2025-11-01", "?", 400, 0.1, None, None),
    ]
    rows = weekly([1, *[8] * 13], "centrum") + weekly([1], "karstorp")
    profile, _ = profiled(rows, KARSTORP, surveys=asked)
    assert (profile.hints.perception or "").startswith(
        "Otryggt utan brott: 60\u00a0% känner sig otrygga"
    )
    assert felt.ONCE in (profile.hints.perception or "")


def test_many_worries_and_few_reports_are_hinted_at() -> None:
    groups = [
        (40, "karstorp", "est", False),
        (1, "karstorp", "polisanmalan", True),
        (40, "centrum", "est", False),
        (60, "centrum", "polisanmalan", True),
        (50, "karstorp", "est", True),
    ]
    told = [(spot, source, said) for n, spot, source, said in groups for _ in range(n)]
    rows = [incident(FIRST + 3600 * at, spot) for at, (spot, _, _) in enumerate(told)]
    frame = incident_frame(rows).assign(
        source=pd.Categorical([source for _, source, _ in told]),
        reported=pd.array([said for _, _, said in told], dtype="boolean"),
    )
    places = some_places()
    pairs = assign(frame, places, PlaceIndex.build(places))
    words = felt._few_report(frame, pairs.row, pairs.place, np.full(3, 1e6))
    assert words[2].startswith("Kanske anmäler få här: 1 av 41")
    assert words[0] == ""


# -- the demo -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> tuple[Records, Lagesbild]:
    with open_store(demo_store) as store:
        found = records.gather(store, "0883")
    return found, records.lagesbild(found, Selection("0883", weeks.parse(DEMO_WEEK)), now=AFTER)


def test_what_the_demo_plants_is_found_and_no_warning_invented(demo) -> None:
    found, picture = demo
    frames = records.film(found, picture.basis.selection, now=AFTER)
    until = picture.basis.selection.period.end
    asked = records.felt(found, records.nearby(found), until)
    told = {
        each.name: records.place_profile(found, each.place_id, picture, frames, asked)
        for each in picture.places
    }
    assert (told["Stadsparken"].hints.perception or "").startswith("Otryggt utan brott")
    assert [name for name, each in told.items() if each.hints.presence] == []
    assert not any("Efter en händelse" in each.hints.near_repeat for each in told.values())
