"""Utforska on the demo, on nothing, and with an address that means harm; no browser needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from geo.model import Kommun
from geo.store import selections, write
from geo.store.engine import open_store
from tests.dashboard.test_dashboard_pages import opened, text_of

VIEW = "views/utforska.py"
HOSTILE = "{{7*191}} ${alert(1)} <img src=x onerror=alert(1)> =cmd|' /C calc'!A0"


def explored(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, monkeypatch, kommun="0883", **query)
    app.switch_page(VIEW).run()
    assert not app.exception
    return app


def address(app: AppTest, name: str) -> str:
    """The value of a name in the address."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def headline(app: AppTest) -> str:
    return next(line for line in text_of(app).splitlines() if "pb-headline" in line)


def test_the_page_begins_with_twelve_weeks_and_says_so_in_the_address(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_store, monkeypatch)
    first, last = (date.fromisoformat(address(app, name)) for name in ("fran", "till"))
    assert (last - first).days == 83
    assert "händelser" in headline(app)
    assert "alla kategorier · hela kommunen" in headline(app)
    assert "Metod:" in text_of(app)


def test_a_filter_in_the_address_is_in_words_and_in_the_fields(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_store, monkeypatch, fran="2026-01-01", till="2026-03-22", timmar="21-03",
                   dagar="fre,lor", kat="brott", ljus="morker")  # fmt: skip
    assert "fre, lör 21–03, i mörker · brott" in headline(app)
    assert app.selectbox(key="ex_from").value == 21
    assert app.multiselect(key="ex_weekdays").value == [4, 5]
    assert app.multiselect(key="ex_categories").value == ["brott"]


def test_a_field_changes_the_address_and_the_words(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_store, monkeypatch)
    app.multiselect(key="ex_categories").set_value(["klotter"]).run()
    assert address(app, "kat") == "klotter"
    assert "· klotter ·" in headline(app)
    app.selectbox(key="ex_from").set_value(20).run()
    assert address(app, "timmar") == "20-24"
    app.text_area(key="ex_area").set_value("16.5, 57.7, 16.7, 57.8").run()
    assert "en egen yta" in headline(app)
    app.button(key="ex_reset").click().run()
    assert "kat" not in app.query_params
    assert "yta" not in app.query_params


@pytest.mark.parametrize("text", [HOSTILE, "centrum", '{"type": "Polygon"}'])
def test_an_area_that_is_none_is_refused_and_the_one_before_stays(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    app = explored(demo_store, monkeypatch)
    app.text_area(key="ex_area").set_value(text).run()
    assert not app.exception
    assert "Texten är ingen yta" in app.toast[0].value
    assert "yta" not in app.query_params


def test_a_geojson_area_is_read_as_the_register_reads_it(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_store, monkeypatch)
    ring = "[[[16.6,57.74],[16.7,57.74],[16.7,57.78],[16.6,57.74]]]"
    app.text_area(key="ex_area").set_value(f'{{"type": "Polygon", "coordinates": {ring}}}').run()
    assert not app.exception
    assert "16.7 57.78" in address(app, "yta")


@pytest.mark.parametrize(
    "layer", ["punkter", "rutor", "tathet", "heta", "forandring", "prognos", HOSTILE]
)
@pytest.mark.parametrize("two", ["", "ja"])
def test_every_layer_says_what_it_is(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, layer: str, two: str
) -> None:
    app = explored(demo_store, monkeypatch, karta=layer, jamfor=two, tabell="Per plats")
    assert "pb-legend" in text_of(app)
    assert ("Säger" in text_of(app)) == (two == "ja" or layer == "forandring")


def test_two_selections_begin_as_now_and_as_many_days_before(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_store, monkeypatch, fran="2026-02-23", till="2026-03-22")
    app.toggle(key="ex_compare").set_value(True).run()
    assert not app.exception
    assert address(app, "b_fran") == "2026-01-26"
    assert address(app, "b_till") == "2026-02-22"
    assert "95 %-intervall" in text_of(app)
    app.toggle(key="ex_compare").set_value(False).run()
    assert "b_fran" not in app.query_params


@pytest.mark.parametrize(
    ("name", "value"),
    [("fran", HOSTILE), ("till", "9999-99-99"), ("timmar", HOSTILE), ("kat", HOSTILE),
     ("platser", "1,2," + "9" * 40), ("yta", HOSTILE), ("b_fran", HOSTILE), ("ruta", "1"),
     ("tabell", HOSTILE), ("vy", HOSTILE), ("kalla", "x" * 9000)],
)  # fmt: skip
def test_a_hostile_address_gives_a_page_all_the_same(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    app = explored(demo_store, monkeypatch, jamfor="ja", **{name: value})
    assert "<img" not in text_of(app)
    if name.removeprefix("b_") in ("fran", "till", "timmar", "kat", "platser", "yta", "kalla"):
        assert "gick inte att läsa" in text_of(app)


@pytest.mark.parametrize(
    ("query", "told"),
    [({"fran": "2020-01-01", "till": "2020-01-31"}, "Ta fler dagar"),
     ({"fran": "2026-03-16", "till": "2026-03-17", "kat": "skadegorelse"}, "för få för mönster")],
)  # fmt: skip
def test_too_little_says_what_to_do(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], told: str
) -> None:
    assert told in text_of(explored(demo_store, monkeypatch, **query))


def test_a_kommun_without_incidents_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.sqlite"
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    assert "Läs in en logg" in text_of(explored(path, monkeypatch))


def test_a_selection_is_saved_opened_and_removed(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = explored(demo_copy, monkeypatch, timmar="21-03", karta="heta")
    app.text_input(key="ex_name").set_value(HOSTILE).run()
    app.button(key="ex_save").click().run()
    assert not app.exception
    with open_store(demo_copy) as store:
        saved = selections.saved(store, "0883")
    assert saved[0].name == HOSTILE
    assert f"timmar={quote('21-03')}" in saved[0].query
    app.button(key="ex_reset").click().run()
    assert "timmar" not in app.query_params
    app.button(key="open_0").click().run()
    assert address(app, "timmar") == "21-03"
    assert address(app, "karta") == "heta"
    app.button(key="forget_0").click().run()
    with open_store(demo_copy) as store:
        assert selections.saved(store, "0883") == ()
