"""The page of one place: with the demo, without a place, with a place that is none, and empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets import clock, place_head, place_series, survey, visit_log
from geo import records, weeks
from geo.analysis.busy_hours import Window
from geo.model import Kommun, Selection
from geo.place_profile import PlaceProfile, SurveyAnswer
from geo.store import write
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK
from tests.dashboard.test_dashboard_pages import opened, text_of
from tests.geo.test_lagesbild import HISTORY, NOW, incident, weekly
from tests.geo.test_place_profile import profiled

VIEW = "views/plats.py"


def plats(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """Plats with a URL of its own."""
    app = opened(store, monkeypatch, **query)
    return app.switch_page(VIEW).run()


def test_the_place_its_answer_and_its_basis_are_on_the_page(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", plats="6", period=DEMO_WEEK)
    assert not app.exception
    shown = text_of(app)
    with open_store(demo_store) as store:
        found = records.gather(store, "0883")
    picture = records.lagesbild(found, Selection("0883", weeks.parse(DEMO_WEEK)), now=NOW)
    status = next(each for each in picture.places if each.place_id == 6)
    assert status.reason in shown
    for part in ("Karstorp", "Vecka 12, 2026", "När", "Besök och åtgärder", "Hur platsen upplevs",
                 "Grova brott har begåtts i området", "Underlag: ", "pb-clock"):  # fmt: skip
        assert part in shown


@pytest.mark.parametrize("period", ["2026-W08--4W", "2026-02", "2025-T3", "2019-W01"])
def test_every_kind_of_period_gives_a_page(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, period: str
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", plats="6", period=period)
    assert not app.exception
    assert weeks.label(weeks.parse(period)) in text_of(app)


def test_the_buttons_step_and_the_picker_goes_to_another_place(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", plats="6", period=DEMO_WEEK)
    next(b for b in app.button if b.label == "‹").click().run()
    assert "Vecka 11, 2026" in text_of(app)
    app.selectbox[0].set_value(10).run()
    assert not app.exception
    assert "Ankarsrum <small>" in text_of(app)


def test_another_span_changes_the_clock_and_stands_in_the_url(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", plats="6", period=DEMO_WEEK)
    assert "sedan 2025-03-" in text_of(app)
    app.button_group[0].set_value(1).run()
    assert not app.exception
    assert "sedan 2026-03-16" in text_of(app)
    assert app.query_params["spann"] == "1"


def test_without_a_place_the_page_says_how_one_is_chosen(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK)
    assert not app.exception
    assert "Välj en plats" in text_of(app)


@pytest.mark.parametrize("number", ["999", "0", "9" * 5000])
def test_a_place_that_is_none_is_said_and_another_can_be_chosen(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    app = plats(demo_store, monkeypatch, kommun="0883", period=DEMO_WEEK, plats=number)
    assert not app.exception
    assert ("ingen plats med nummer" in text_of(app)) == (len(number) < 9)
    app.selectbox[0].set_value(6).run()
    assert "Karstorp" in text_of(app)


def test_a_kommun_without_places_says_how_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    app = plats(tmp_path / "new.sqlite", monkeypatch, kommun="0883", plats="1")
    assert not app.exception
    assert "platsbild import places" in text_of(app)


def test_an_empty_store_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = plats(tmp_path / "new.sqlite", monkeypatch)
    assert not app.exception
    assert "platsbild demo" in app.code[0].value


def test_the_card_on_the_lagesbild_and_the_register_link_to_the_page(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0883", plats="6", period=DEMO_WEEK)
    for view in ("views/lagesbild.py", "views/platser.py"):
        app.switch_page(view).run()
        link = app.get("page_link")[0].proto
        assert link.label == "Öppna platsen"
        assert link.page == "plats"
        for part in ("plats=6", "kommun=0883", f"period={DEMO_WEEK}"):
            assert part in link.query_string


# -- widgets, as text -----------------------------------------------------------------------------


def of(rows=(), **more) -> PlaceProfile:
    return profiled(list(rows), **more)[0]


def test_hostile_text_is_escaped_in_every_table() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    visits = [("Karstorp", weeks.bounds_utc(weeks.parse(DEMO_WEEK))[0], 15, 2, True, hostile,
               hostile, None)]  # fmt: skip
    surveys = [("Karstorp", hostile, "2025-11-01", hostile, 9, 0.2, None, None)]
    profile = of(weekly(HISTORY), visits=visits, surveys=surveys)
    shown = place_series.series_table(profile) + visit_log.visits_table(profile)
    assert hostile not in shown
    assert "&lt;img" in shown
    asked = SurveyAnswer(hostile, "", hostile, 9, 0.2, 0.1, 0.3, None, None)
    assert hostile not in survey.answers_table(hostile, [asked])


def test_the_chart_and_its_table_say_the_same() -> None:
    profile = of(weekly([*HISTORY, 20, 5]))
    points = place_series.series_data(profile)["points"]
    shown = place_series.series_table(profile)
    assert shown.count("<tr>") == len(points) + 1
    assert [p["symbol"] for p in points][-2:] == ["▲", ""]
    assert "20 händelser, normalt då 2–10 · ökar" in points[-2]["text"]
    assert "<td>20</td><td>2–10</td><td>▲ Ökar</td>" in shown


def test_a_count_with_too_short_a_past_is_not_called_too_few() -> None:
    profile = of(weekly([1, 30, 30]))
    text = place_series.series_data(profile)["points"][-1]["text"]
    assert text.startswith("Vecka 12, 2026: 30 händelser · för kort historik")
    assert "För kort historik" in place_series.series_table(profile)


def test_what_is_too_little_is_said_in_words() -> None:
    few = of([incident("2026-03-18T22:00")] * 3)
    assert "för få med känd tid" in clock.in_words(next(iter(few.spans.values())))
    nothing = of()
    assert "välj en längre tid" in clock.in_words(next(iter(nothing.spans.values())))
    assert "för få" in place_head.answer_text(few.status) or "för kort historik" in (
        place_head.answer_text(few.status)
    )


def test_the_frame_around_busy_hours_follows_the_night_past_midnight() -> None:
    friday_night = Window(4, 1, 21, 26, 0.5)
    inside = {(d, h) for d in range(7) for h in range(24) if clock._inside(friday_night, d, h)}
    assert inside == {(4, 21), (4, 22), (4, 23), (5, 0), (5, 1)}


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((0.5, 0.6), (0.2, 0.4), "Fler"),
        ((0.1, 0.2), (0.3, 0.4), "Färre"),
        ((0.1, 0.3), (0.2, 0.4), "slump"),
        ((None, None), (0.2, 0.4), "Antalet svar saknas"),
    ],
)
def test_a_survey_is_said_to_have_changed_only_beyond_its_uncertainty(now, before, said) -> None:
    answers = [
        SurveyAnswer("2025-10-01", "", "?", 9, 0.2, low, high, None, None)
        for low, high in (now, before)
    ]
    assert said in survey.change(answers)
