"""Need of what is on record: the demo's planted night, the kommun's own weights and priorities."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from geo import plans, records
from geo.errors import SettingsError
from geo.model import Kommun, Priority
from geo.planning.need import Part, Weights, week_slots
from geo.store import need_profiles, priorities, write
from geo.store.engine import open_store

NOW = datetime(2026, 3, 23, 6, tzinfo=UTC)
SLOTS = week_slots(date(2026, 3, 23))
NIGHT_BANDS = {0, 1, 11}
RESECENTRUM, GROWING = "Västerviks resecentrum", "Karstorp"


def row_of(found: records.Records, name: str) -> int:
    return list(found.places["name"]).index(name)


def test_the_planted_night_place_has_its_peak_on_a_weekend_night(demo_store: Path) -> None:
    with open_store(demo_store) as store:
        found = records.gather(store, "0883")
        need = plans.need(store, found, SLOTS, now=NOW)
    at = row_of(found, RESECENTRUM)
    best = int(need.parts[Part.HARM][at].argmax())
    assert best % 12 in NIGHT_BANDS
    assert (best - 3) % 84 // 12 in (4, 5)
    assert int(need.value[at].argmax()) % 12 in NIGHT_BANDS
    assert "22–04" in need.because[at][best]


def test_the_planted_growing_place_gets_more_harm_than_its_year_alone_would_give(
    demo_store: Path,
) -> None:
    with open_store(demo_store) as store:
        found = records.gather(store, "0883")
        now = plans.need(store, found, SLOTS, now=NOW)
        before = plans.need(store, found, week_slots(date(2026, 1, 12)), now=NOW)
    at = row_of(found, GROWING)
    assert now.parts[Part.HARM][at].sum() > 1.3 * before.parts[Part.HARM][at].sum()


@pytest.mark.parametrize("kommun", ["0883", "0483", "0685", "0861", "0821"])
def test_every_kommun_of_the_demo_has_need_with_reasons(demo_store: Path, kommun: str) -> None:
    with open_store(demo_store) as store:
        need = plans.need(store, records.gather(store, kommun), SLOTS, now=NOW)
    assert need.profile == "Standard"
    assert 0 < need.value.max() <= 100
    assert need.parts[Part.HARM].max() == Weights().skada
    assert all(row[int(np.argmax(need.value[at]))] for at, row in enumerate(need.because))


def test_the_kommun_s_own_weights_and_priorities_count(demo_copy: Path) -> None:
    with open_store(demo_copy) as store:
        found = records.gather(store, "0883")
        own = Weights("Möte", skada=0, senaste_besok=0, prioritet=50)
        need_profiles.save(store, "0883", own.name, own.to_json(), at_utc=1)
        place_id = int(found.places["place_id"].iloc[3])
        put_first = Priority(place_id, date(2026, 3, 23), date(2026, 3, 30))
        priorities.save(store, "0883", put_first, at_utc=1)
        need = plans.need(store, found, SLOTS, now=NOW)
        given = plans.need(store, found, SLOTS, now=NOW, weights=Weights())
    assert need.profile == "Möte"
    assert (need.value.argmax(axis=0) == 3).all()
    assert given.profile == "Standard"


def test_a_profile_on_record_that_cannot_be_read_is_told_and_the_shipped_one_is_used(
    demo_copy: Path,
) -> None:
    with open_store(demo_copy) as store:
        need_profiles.save(store, "0883", "Trasig", "{", at_utc=1)
        found = records.gather(store, "0883")
        with pytest.raises(SettingsError, match="Behovsprofilen"):
            plans.weights_used(store, "0883")
        need = plans.need(store, found, SLOTS, now=NOW)
    assert need.profile == "Standard"
    assert "Behovsprofilen kan inte läsas" in need.missing[0]


def test_an_empty_kommun_has_no_need(tmp_path: Path) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        need = plans.need(store, records.gather(store, "0883"), SLOTS, now=NOW)
    assert need.value.shape == (0, 84)
