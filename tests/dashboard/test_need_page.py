"""Behov on the demo, on nothing, and with profiles and addresses that mean nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Kommun, Priority
from geo.planning.need import Weights
from geo.store import need_profiles, priorities, write
from geo.store.engine import open_store
from tests.dashboard.test_dashboard_pages import opened, text_of
from tests.dashboard.test_explore_page import address

VIEW = "views/behov.py"
HOSTILE = "{{7*191}} <img src=x onerror=alert(1)> [a](javascript:1)"
FIRST = "2026-03-23"


def shown(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, monkeypatch, **{"kommun": "0883", "fran_dag": FIRST} | query)
    app.switch_page(VIEW).run()
    assert not app.exception
    return app


def answer(app: AppTest) -> str:
    return next(line for line in text_of(app).splitlines() if "pb-answer" in line)


def html_of(app: AppTest) -> str:
    """Only what is written as HTML."""
    return "\n".join(each.proto.body for each in app.get("html"))


def test_the_page_answers_where_when_and_why(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch)
    assert app.title[0].value == "Behov"
    assert "Störst behov: <strong>" in answer(app)
    assert "därför: " in answer(app)
    text = text_of(app)
    assert "23–29 mars" in text
    assert text.count("pb-best") >= 1
    assert "Sherman, Neyroud &amp; Neyroud 2016" in text
    assert "Braga m.fl. 2019" in text
    assert "i den minsta plats den ligger i" in text


def test_a_slider_changes_the_ranks_the_address_and_nothing_saved(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch)
    before = answer(app)
    assert "Det här är vikterna som används" in text_of(app)
    for part in ("skada", "senaste_besok"):
        app.slider(key=f"need_{part}").set_value(0.0).run()
    app.slider(key="need_otrygghet").set_value(100.0).run()
    assert not app.exception
    assert "Stadsparken" in answer(app)  # planted: felt to be unsafe, little crime
    assert answer(app) != before
    assert "byter rang mot profilen Standard" in text_of(app)
    assert "▲ upp" in text_of(app)
    assert address(app, "vikter") == "0_100_0_10_15_5_5_0.5"
    with open_store(demo_copy) as store:
        assert need_profiles.profiles(store, "0883") == ()
    app.button(key="need_undo").click().run()
    assert answer(app) == before
    assert "vikter" not in app.query_params


def test_tried_weights_are_saved_under_a_name_and_used(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_copy, monkeypatch, vikter="0_100_0_10_15_5_5_0.5")
    app.text_input(key="need_name").set_value("Standard").run()
    app.button(key="need_save").click().run()
    assert "eget namn" in app.toast[0].value
    app.text_input(key="need_name").set_value(HOSTILE[:80]).run()
    app.button(key="need_save").click().run()
    assert not app.exception
    with open_store(demo_copy) as store:
        used = need_profiles.used(store, "0883")
    assert used is not None
    assert Weights.from_json(used.weights).otrygghet == 100
    assert app.selectbox(key="need_profile").value == HOSTILE[:80]
    assert "<img" not in html_of(app)
    app.button(key="need_forget").click().run()
    assert app.selectbox(key="need_profile").value == "Standard"


def test_another_profile_is_looked_at_before_it_is_used(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(demo_copy) as store:
        night = Weights("Natt", skada=0, senaste_besok=0, morker=90)
        need_profiles.save(store, "0883", night.name, night.to_json(), at_utc=1)
        need_profiles.use(store, "0883", None, at_utc=2)
    app = shown(demo_copy, monkeypatch)
    app.selectbox(key="need_profile").set_value("Natt").run()
    assert app.slider(key="need_morker").value == 90
    assert "mot profilen Standard" in text_of(app)
    app.button(key="need_use").click().run()
    assert "Det här är vikterna som används" in text_of(app)
    with open_store(demo_copy) as store:
        used = need_profiles.used(store, "0883")
    assert used is not None
    assert used.name == "Natt"


def test_a_broken_profile_is_told_and_can_be_removed(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(demo_copy) as store:
        need_profiles.save(store, "0883", "Trasig", '{"skada": -1}', at_utc=1)
    app = shown(demo_copy, monkeypatch)
    assert "Behovsprofilen kan inte läsas" in text_of(app)
    assert "Störst behov" in answer(app)
    app.button(key="need_broken_0").click().run()
    assert not app.exception
    assert "Behovsprofilen kan inte läsas" not in text_of(app)


def test_a_place_is_put_first_listed_and_removed(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date.today()
    app = shown(demo_copy, monkeypatch, fran_dag=today.isoformat(), plats="15")
    assert "Ingen plats är prioriterad" in text_of(app)
    app.text_input(key="need_note").set_value("ring 070-174 06 05 " + HOSTILE).run()
    app.button(key="need_first").click().run()
    assert not app.exception
    with open_store(demo_copy) as store:
        (saved,) = priorities.priorities(store, "0883")
    assert (saved.place_id, saved.first_day) == (15, today)
    assert saved.until_day == today + timedelta(days=15)
    assert saved.note.startswith("ring [telefon] {{7*191}}")
    assert "prioriterad: ring" in text_of(app)
    assert "<img" not in html_of(app)
    app.button(key=f"need_drop_{saved.priority_id}").click().run()
    assert "Ingen plats är prioriterad" in text_of(app)


def test_a_priority_of_a_place_that_is_gone_is_not_listed(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date.today()
    gone = Priority(9_999, today, today + timedelta(days=7), "borta")
    with open_store(demo_copy) as store:
        priorities.save(store, "0883", gone, at_utc=1)
    assert "borta" not in text_of(shown(demo_copy, monkeypatch))


def test_a_harm_weight_of_one_s_own_is_part_of_what_is_tried(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch)
    app.selectbox(key="need_category").set_value("nedskrapning").run()
    assert app.number_input(key="need_days").value == 1
    app.number_input(key="need_days").set_value(900.0).run()
    assert not app.exception
    assert address(app, "dagar") == "nedskrapning:900"
    assert "900 (lagen 1)" in text_of(app)
    assert "nedskräpning (" in html_of(app)
    app.button(key="need_law").click().run()
    assert "dagar" not in app.query_params


@pytest.mark.parametrize(
    "query",
    [
        {"fran_dag": "x"},
        {"fran_dag": "0001-01-01"},
        {"fran_dag": "9999-12-31"},
        {"vikter": "1_2"},
        {"vikter": "nan_1_1_1_1_1_1_1"},
        {"vikter": "-1_1_1_1_1_1_1_1"},
        {"vikter": "1e9_1_1_1_1_1_1_1"},
        {"dagar": "mord:3"},
        {"dagar": "ran"},
        {"dagar": "ran:-1"},
        {"profil": HOSTILE},
        {"plats": "999"},
    ],
)
def test_an_address_that_means_nothing_gives_the_page_all_the_same(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str]
) -> None:
    app = shown(demo_store, monkeypatch, **query)
    assert "Störst behov" in answer(app)
    assert "byter rang" not in text_of(app)


def test_the_days_step_a_week_either_way_and_back_to_today(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch)
    next(b for b in app.button if b.label == "›").click().run()
    assert address(app, "fran_dag") == "2026-03-30"
    app.button(key="need_today").click().run()
    assert "fran_dag" not in app.query_params


def test_a_kommun_without_places_is_told_how_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "new.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    app = shown(tmp_path / "new.sqlite", monkeypatch)
    assert "Kommunen har inga platser" in text_of(app)


def test_an_empty_and_a_broken_store_are_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(tmp_path / "new.sqlite", monkeypatch)
    app.switch_page(VIEW).run()
    assert "platsbild demo" in app.code[0].value
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"not a database" * 500)
    app = opened(broken, monkeypatch)
    app.switch_page(VIEW).run()
    assert not app.exception
    assert "inte ett lager" in text_of(app)
