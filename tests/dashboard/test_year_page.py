"""Året and the Besökslager on the demo, on an empty store, and without a promise."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets import visit_layer, year_lists, year_table
from dashboard.widgets.year_calendar import calendar_data
from geo import plans, records, settings
from geo.follow_up.recency import LOOKS
from geo.model import ImportKind, Kommun, Selection
from geo.planning.year import YearPlan
from geo.records import Records
from geo.store import write
from geo.store.engine import open_store
from geo.weeks import parse
from tests import store_frames
from tests.conftest import DEMO_WEEK
from tests.dashboard.test_dashboard_pages import opened, text_of

PAGE = "views/aret.py"
NOW = datetime(2026, 3, 23, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def planned(demo_store: Path) -> tuple[Records, YearPlan]:
    """Västervik's year on the day after the demo's last."""
    store = open_store(str(demo_store))
    found = records.gather(store, "0883")
    plan = plans.year(store, "0883", now=NOW, found=found)
    assert plan is not None
    return found, plan


def year_page(store: Path, patch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The page on a store, run once."""
    app = opened(store, patch, **query)
    return app.switch_page(PAGE).run()


def test_the_page_tells_the_pace_first_and_what_is_carried_on(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = year_page(demo_store, monkeypatch, kommun="0883")
    assert not app.exception
    told = text_of(app)
    for part in (
        "av 100, ligger", "Löftet gällde 2025; målet räknas vidare tills ett nytt läses in",
        "Den här veckan", "Platsernas del av året", "hålls fritt för larm", "Räcker det?",
        "Websters metod",
    ):  # fmt: skip
        assert part in told


def test_the_visits_behind_the_number_can_be_shown(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = year_page(demo_store, monkeypatch, kommun="0883")
    (toggle,) = [each for each in app.toggle if each.key == "show_counted_visits"]
    app = toggle.set_value(True).run()
    assert not app.exception
    number = int(toggle.label.split()[2])
    assert len(app.dataframe[0].value) == number


@pytest.mark.parametrize("kommun", ["0821", "0861", "0685", "0483"])
def test_a_kommun_without_a_promise_is_told_so_and_how_to_set_a_target(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, kommun: str
) -> None:
    app = year_page(demo_store, monkeypatch, kommun=kommun)
    assert not app.exception
    assert "lovar ett antal platsbesök" in text_of(app)
    assert app.code[0].value == f"[kommun.{kommun}]\nvisits_per_year = 50"


def test_a_target_of_its_own_gives_a_kommun_its_year(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / settings.FILE_NAME).write_text("[kommun.0685]\nvisits_per_year = 40\n")
    monkeypatch.chdir(tmp_path)
    app = year_page(demo_store, monkeypatch, kommun="0685")
    assert not app.exception
    assert "Eget mål: 40 besök" in text_of(app)


def test_an_empty_store_says_how_to_begin_here_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = year_page(tmp_path / "new.sqlite", monkeypatch)
    assert not app.exception
    assert "platsbild demo" in app.code[0].value


def test_a_kommun_without_places_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kommun.sqlite"
    with open_store(str(path)) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    app = year_page(path, monkeypatch, kommun="0883")
    assert not app.exception
    assert "0 av 100" in text_of(app)
    assert "Inga platser gäller i dag" in text_of(app)


def test_the_year_reaches_the_target_exactly_with_every_floor_met(
    planned: tuple[Records, YearPlan],
) -> None:
    _, plan = planned
    assert sum(place.quota for place in plan.places) == 100
    assert all(place.quota >= 2 for place in plan.places)
    assert plan.pace.done + sum(place.left for place in plan.places) + plan.left_out == 100
    assert all(place.done + place.left >= 2 for place in plan.places)
    room = plan.capacity.planned
    for week in range(plan.now, len(plan.weeks)):
        assert sum(place.planned[week] for place in plan.places) <= room
    assert all(not any(place.planned[: plan.now]) for place in plan.places)
    assert all(not any(place.made[plan.now + 1 :]) for place in plan.places)


def test_need_is_told_what_the_plan_says(
    demo_store: Path, planned: tuple[Records, YearPlan]
) -> None:
    found, plan = planned
    with open_store(str(demo_store)) as store:
        pace = plans.pace_for_need(store, "0883", now=plan.built, found=found)
        assert plans.pace_for_need(store, "0685", now=plan.built) is None
    assert pace is not None
    ids = [place.place_id for place in plan.places]
    assert pace.goals(ids) == pytest.approx([365 / place.quota for place in plan.places])
    assert pace.debts(ids) == pytest.approx([place.debt / place.quota for place in plan.places])
    assert any(pace.behind.values())


def test_a_visit_more_is_in_the_plan_at_once(demo_copy: Path) -> None:
    at = int(datetime(2026, 3, 23, 8, tzinfo=UTC).timestamp())
    one = store_frames.visits(["one more"], place_text="Edsbruk", start_utc=[at])
    with open_store(str(demo_copy)) as store:
        before = plans.year(store, "0883", now=NOW)
        parsed = store_frames.parsed(ImportKind.VISITS, one)
        write.save(store, parsed, kommun="0883", file="a", sha256="a", imported_utc=at)
        after = plans.year(store, "0883", now=NOW)
    assert before is not None
    assert after is not None
    assert after.pace.done == before.pace.done + 1
    was, is_now = (
        next(place for place in plan.places if place.name == "Edsbruk") for plan in (before, after)
    )
    assert is_now.done == was.done + 1
    assert is_now.last == date(2026, 3, 23)
    assert is_now.planned[after.now] <= was.planned[before.now]


def test_the_calendar_says_every_number_in_words_too(planned: tuple[Records, YearPlan]) -> None:
    _, plan = planned
    told = calendar_data(plan)
    assert sum(month["weeks"] for month in told["months"]) == len(told["weeks"]) == 53
    assert [month["name"] for month in told["months"]][:3] == ["jan", "feb", "mars"]
    for row in told["rows"]:
        assert len(row["cells"]) == 53
        for cell in row["cells"]:
            assert (cell["text"] == "inget") == (not cell["made"] and not cell["planned"])
    made = sum(sum(place.made) for place in plan.places)
    assert sum(each[0] for each in told["all"]) == made


def test_the_table_beside_the_map_says_what_the_map_says(
    planned: tuple[Records, YearPlan],
) -> None:
    found, plan = planned
    picture = records.lagesbild(found, Selection("0883", parse(DEMO_WEEK)), now=NOW)
    told = visit_layer.table_data(picture.places, plan, None)
    assert len(told["rows"]) == len(picture.places)
    ages = [place.days_since_visit for place in visit_layer.by_age(picture.places)]
    known = [age for age in ages if age is not None]
    assert known == sorted(known, reverse=True)
    assert all(age is None for age in ages[: len(ages) - len(known)])
    words = {look.word for look in LOOKS.values()}
    assert all(row["cells"][0]["word"] in words for row in told["rows"])
    without = visit_layer.table_data(picture.places, None, None)
    assert len(without["headers"]) == 4


def test_the_visit_layer_is_in_the_address_and_changes_the_table(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK)
    app.toggle(key="visit_layer").set_value(True).run()
    assert not app.exception
    assert "besok" in app.query_params["farg"]
    assert "aldrig besökt" in text_of(app)
    app.toggle(key="visit_layer").set_value(False).run()
    assert "farg" not in app.query_params


def test_a_place_is_ahead_behind_or_in_pace_in_words(planned: tuple[Records, YearPlan]) -> None:
    _, plan = planned
    told = {year_table.pace_of(place).split()[-1] for place in plan.places}
    assert told <= {"efter", "före", "takt"}


def test_the_visits_are_listed_newest_first(planned: tuple[Records, YearPlan]) -> None:
    found, plan = planned
    table = year_lists.visit_table(found, plan)
    assert len(table) == plan.pace.done
    assert str(plan.pace.today.year) in table["Dag"].iloc[0]
