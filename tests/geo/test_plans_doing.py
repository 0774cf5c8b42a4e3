"""What to do at a stop, the ways of a plan, and what the log says of a shift so far."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geo import records
from geo.errors import SettingsError
from geo.planning.patrol import telling
from geo.planning.travel import CrowFly
from geo.plans import so_far
from geo.plans.doing import doing, load
from geo.plans.walk_paths import walk_paths
from geo.store.engine import open_store
from tests import walk_plans

NONE = pd.DataFrame({"place_id": [], "cause": []})


def test_the_shipped_list_answers_causes_and_reasons_and_else_the_usual() -> None:
    known = load()
    causes = pd.DataFrame({"place_id": [4], "cause": ["Misstänkta mordbränder; anlagda bränder"]})
    found = doing(walk_plans.plan(), causes, known)
    assert found[3][0].startswith("Notera ny skadegörelse")
    assert any("lampor" in line for line in found[3])
    assert "eldning" in "".join(found[4]) or "säljs" in "".join(found[4])
    assert known.at("ingenting känt") == (known.usual,)
    assert all(1 <= len(lines) <= 2 for lines in found.values())


def test_only_beginnings_of_words_count() -> None:
    assert load().at("samhotell") == (load().usual,)


def test_a_list_that_cannot_be_read_says_what_it_should_hold(tmp_path: Path) -> None:
    file = tmp_path / "doing.toml"
    file.write_text("[[doing]]\nwords = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"\[\[doing\]\]"):
        load(file)


def test_a_plan_has_a_way_to_each_stop_and_one_back() -> None:
    made = walk_plans.plan(patrols=2)
    (first, second) = walk_paths(made, CrowFly())
    assert len(first) == len(second) == 7
    assert first[0][-1].tolist() == [made.walks[0].stops[0].x, made.walks[0].stops[0].y]
    assert first[-1][-1].tolist() == [made.shift.origin.x, made.shift.origin.y]
    # The first stop is where the walk begins.
    assert np.ptp(first[0]) >= 0


def test_the_log_of_a_shift_is_done_at_the_places_that_the_plan_knows(demo_store: Path) -> None:
    found = records.gather(open_store(str(demo_store)), "0883")
    visit = found.visits.iloc[-1]
    start = int(visit["start_utc"])
    made = walk_plans.plan()
    shift = replace(made.shift, start_utc=start - 600, end_utc=start + 3600)
    done = so_far.done(found, replace(made, shift=shift), until_utc=start + 60)
    assert done[-1].start_utc == start
    assert so_far.done(found, replace(made, shift=shift), until_utc=start - 1)[-1:] != done[-1:]
    last = so_far.last_visits(found, before_utc=start + 1)
    assert last[done[-1].place_id] == start
    assert all(utc < start for utc in so_far.last_visits(found, before_utc=start).values())


def test_a_return_says_how_long_ago_the_first_visit_was() -> None:
    made = walk_plans.plan()
    walk = made.walks[0]
    assert telling.why(made, walk, walk.stops[4]).startswith("återbesök efter 100 min") or (
        telling.why(made, walk, walk.stops[4]).startswith("återbesök efter 1 h 40 min")
    )
    assert telling.why(made, walk, walk.stops[0]) == walk.stops[0].because


def test_a_plan_with_nothing_to_cover_says_so_instead_of_a_share() -> None:
    made = walk_plans.plan()
    assert "täcker 92 % av behovet" in telling.answer(made).replace("\u00a0", " ")
    nothing = replace(made, possible=0.0, covered=0.0)
    assert "inget i loggen talar för ett besök" in telling.answer(nothing)
