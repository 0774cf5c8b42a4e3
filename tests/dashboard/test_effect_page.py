"""Effekt on the demo, on nothing, and with addresses that mean nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets import effect_overview
from geo import evaluation, records
from geo.store.engine import open_store
from tests.dashboard.test_dashboard_pages import opened, text_of
from tests.dashboard.test_explore_page import address

VIEW = "views/effekt.py"


def shown(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    asked = {"kommun": "0883", "plats": "6", "fran": "2025-12-01"} | query
    app = opened(store, monkeypatch, **asked)
    app.switch_page(VIEW)
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_the_page_answers_in_words_with_an_interval_and_what_cannot_be_said(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(shown(demo_store, monkeypatch))
    assert "pb-effect" in text
    assert "95 %-intervall" in text
    assert "Karstorp" in text
    parts = ("Vad kan och kan inte sägas", "Varför de här jämförelseplatserna", "Före och efter")
    for part in (*parts, "Besök och händelserna efteråt", "ingen har lottat"):
        assert part in text
    assert "Wheeler &amp; Ratcliffe 2018" in text


def test_the_table_says_what_the_chart_says(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(shown(demo_store, monkeypatch))
    assert "aria-label='Tabell över serien'" in text
    assert "<td>efter</td>" in text
    assert "<td>före</td>" in text


def test_comparison_places_are_changed_by_hand_and_taken_back(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch)
    app.multiselect[0].set_value([11]).run()
    assert not app.exception
    assert address(app, "mot") == "11"
    assert "Vald av användaren" in text_of(app)
    app.button(key="effect_proposed").click().run()
    assert "mot" not in app.query_params
    app.multiselect[0].set_value([]).run()
    assert address(app, "mot") == "ingen"
    assert "Enkel före–efter" in text_of(app)


def test_lengths_and_harm_stand_in_the_address(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch, fore="84", efter="28")
    assert "Före (84 d)" in text_of(app)
    assert "Efter (28 d)" in text_of(app)
    app.toggle[0].set_value(True).run()
    assert address(app, "skada") == "1"
    assert "skadevärdet" in text_of(app).lower()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"plats": "999999"}, "Välj en plats och den dag"),
        ({"fran": "i går"}, "Välj en plats och den dag"),
        ({"fran": "2031-01-01"}, "För få dagar"),
        ({"fore": "x", "efter": "-1", "mot": "<b>_7_x"}, "Hjälpte det i Västervik?"),
    ],
)
def test_addresses_that_mean_nothing_do_no_harm(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], said: str
) -> None:
    app = shown(demo_store, monkeypatch, **query)
    assert said in text_of(app)


def test_another_start_is_chosen_with_the_calendar(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = shown(demo_store, monkeypatch)
    app.date_input[0].set_value(date(2025, 10, 6)).run()
    assert not app.exception
    assert address(app, "fran") == "2025-10-06"
    assert "6 oktober 2025" in text_of(app)


def test_every_measure_that_has_begun_is_told_before_anything_is_chosen(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(demo_store, monkeypatch, kommun="0483")
    app.switch_page("views/effekt.py").run()
    assert not app.exception
    assert "åtgärder har börjat: " in text_of(app)
    with open_store(demo_store) as store:
        followed = evaluation.followed(records.gather(store, "0483"), now=datetime.now(UTC))
    rows = effect_overview.table_data(followed)["rows"]
    assert len(rows) == len(followed) >= 2
    assert [row["name"].split(":")[0] for row in rows] == [each.place for each, _ in followed]
    counted = [row["cells"][2]["text"] for row in rows]
    assert counted == [
        "–" if each is None else f"{round(each.treated_after)} på {each.after_days} dagar"
        for _, each in followed
    ]
