"""Patrullplan without a browser: asked, found, changed, saved; and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.widgets import patrol_answer
from geo import intake, shipped
from geo.model import ImportKind, Kommun
from geo.planning.patrol import from_json
from geo.store import patrol_plans, write
from geo.store.engine import open_store
from tests import walk_plans
from tests.dashboard.test_dashboard_pages import opened, text_of

VIEW = "views/patrull.py"
EDSBRUK = 9
"""Far from where the walk begins."""
EVENING = "2026-03-20.18:00-21:00"


def settled(app: AppTest) -> AppTest:
    """The page when its search is over."""
    if "patrol_search" in app.session_state:
        app.session_state["patrol_search"].job.wait(120)
        app.run()
    return app


@pytest.fixture
def patrull(demo_store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A function that opens the page with what the address says."""

    def open_with(store: Path = demo_store, **query: str) -> AppTest:
        app = opened(store, monkeypatch, **{"kommun": "0883", "pass": EVENING, **query})
        return settled(app.switch_page(VIEW).run())

    return open_with


def test_at_first_the_page_asks_for_a_shift(patrull: Callable[..., AppTest]) -> None:
    app = patrull()
    assert not app.exception
    assert "tryck Föreslå" in text_of(app)
    assert {"Datum", "Från", "Till"} <= {each.label for each in [*app.date_input, *app.time_input]}


def test_a_proposal_is_told_in_words_with_its_basis_and_honest_evidence(
    patrull: Callable[..., AppTest],
) -> None:
    app = patrull(fro="12")
    assert not app.exception
    shown = text_of(app)
    for told in (
        "Kvällens patrull, fre 20 mars 18–21", "till fots · ", "av behovet som går att nå",
        "kvar för larm", "besök i år", "frö 12, en av planerna inom 2 % av den bästa",
        "Bland m.fl. 2021", "vänta ingen varaktig effekt", "Edsbruk",
    ):  # fmt: skip
        assert told in shown, told


def test_the_button_asks_for_what_stands_in_the_form(patrull: Callable[..., AppTest]) -> None:
    app = patrull()
    app.selectbox(key="pt_patrols").set_value(2)
    app.number_input(key="pt_seed").set_value(7)
    app.button(key="pt_propose").click().run()
    settled(app)
    assert not app.exception
    assert app.query_params["patruller"] in ("2", ["2"])
    assert app.query_params["fro"] in ("7", ["7"])
    assert "2 patruller" in text_of(app)


def test_an_added_stop_has_a_cost_that_can_be_undone(patrull: Callable[..., AppTest]) -> None:
    app = patrull(fro="12")
    app.selectbox(key="pt_add").set_value(EDSBRUK).run()
    assert not app.exception
    shown = text_of(app)
    assert "Ändringen:</strong>" in shown
    assert "till: Edsbruk" in shown
    assert "Planen går inte ihop" in shown
    app.button(key="pt_undo").click().run()
    assert "Ändringen:</strong>" not in text_of(app)


def test_a_saved_plan_is_tonights_and_is_shown_without_being_asked_for(
    demo_copy: Path, patrull: Callable[..., AppTest]
) -> None:
    app = patrull(demo_copy, fro="12")
    app.button(key="pt_save").click().run()
    assert not app.exception
    assert app.query_params["visa"] in ("1", ["1"])
    assert "Sparad som kvällens plan kl." in text_of(app)
    with open_store(demo_copy) as store:
        kept = patrol_plans.by_id(store, "0883", 1)
    assert from_json(kept.plan).seed == 12
    again = patrull(demo_copy)
    assert "Sparad som kvällens plan kl." in text_of(again)


def test_another_proposal_is_of_the_saved_plans_own_shift(
    patrull: Callable[..., AppTest], demo_copy: Path
) -> None:
    other = patrull(demo_copy, fro="12", patruller="2", **{"pass": "2026-03-20.17:00-21:00"})
    other.button(key="pt_save").click().run()
    app = patrull(demo_copy)
    assert app.selectbox(key="pt_patrols").value == 2
    settled(app.button(key="pt_other").click().run())
    assert not app.exception
    assert "fre 20 mars 17–21" in text_of(app)
    assert "2 patruller" in text_of(app)


def test_what_is_locked_and_dropped_goes_with_the_plan_into_the_store(
    patrull: Callable[..., AppTest], demo_copy: Path
) -> None:
    app = patrull(demo_copy, fro="12", andring="b6-15-30_6_7")
    app.button(key="pt_save").click().run()
    with open_store(demo_copy) as store:
        kept = from_json(patrol_plans.by_id(store, "0883", 1).plan)
    assert (kept.shift.must, kept.shift.never) == ({6}, {7})


@pytest.mark.parametrize("other", ["fro", "satt", "fler"])
def test_plans_are_compared_in_figures_and_words(
    patrull: Callable[..., AppTest], other: str
) -> None:
    app = patrull(fro="12", mot=other)
    assert not app.exception
    shown = text_of(app)
    assert "Den här planen" in shown
    assert "Den andra planen:" in shown


def test_an_address_that_means_nothing_is_told_and_the_rest_is_used(
    patrull: Callable[..., AppTest],
) -> None:
    app = patrull(fro="12", patruller="90", andring="x_y_z", mot="inget alls")
    assert not app.exception
    assert any("patruller" in toast.value for toast in app.toast) or "Kvällens" in text_of(app)
    assert "Kvällens patrull" in text_of(app)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"pass": "2026-03-20.18:00-18:00", "fro": "1"}, "kan inte planeras"),
        ({"fran_plats": "stationen", "fro": "1"}, "inte en punkt i Sverige"),
        ({"visa": "99"}, "Det finns ingen plan 99"),
        ({"moten": "19:00.30.999999.M%C3%B6te", "fro": "1"}, "Platsen för mötet"),
    ],
)
def test_what_cannot_be_planned_is_said_with_a_hint(
    patrull: Callable[..., AppTest], query: dict[str, str], told: str
) -> None:
    app = patrull(**query)
    assert not app.exception
    assert told in text_of(app)
    assert app.button(key="pt_propose")


def test_a_kommun_without_places_says_how_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "empty.sqlite"
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    app = opened(path, monkeypatch, kommun="0883").switch_page(VIEW).run()
    assert not app.exception
    assert "har inga platser än" in text_of(app)


def test_a_kommun_with_places_and_no_log_has_a_walk_or_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bare.sqlite"
    file = shipped.folder("places") / "0883-vastervik.geojson"
    now = datetime(2026, 3, 20, tzinfo=UTC)
    with open_store(path) as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
        found = intake.prepare(
            store, ImportKind.PLACES, file.read_bytes(), file=file.name, kommun="0883", now=now
        )
        intake.save(store, found, now=now)
    app = opened(path, monkeypatch, kommun="0883", fro="1", **{"pass": EVENING})
    app = settled(app.switch_page(VIEW).run())
    assert not app.exception
    assert "Kvällens patrull" in text_of(app)


def test_the_evidence_says_how_many_visits_a_place_gets_at_most() -> None:
    assert "högst 2 besök" in patrol_answer.evidence_text(walk_plans.plan())
    assert "ett besök" in patrol_answer.evidence_text(walk_plans.plan(stops=3))
    assert patrol_answer.evidence_text(walk_plans.plan(stops=0)) == ""
