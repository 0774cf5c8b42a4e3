"""Logga: a visit is written down, kept as a draft, saved, undone, corrected and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.state.visits import Position
from dashboard.widgets import visit_words
from geo import visit_log
from geo.model import Kommun
from geo.store import patrol_plans, read, write
from geo.store.engine import open_store
from geo.visit_log import Draft, KeptDraft, Offer
from tests import tonights_plan
from tests.dashboard.test_dashboard_pages import opened, text_of

VIEW = "views/logga.py"
DRAFT = "00000000000000ff"
KARSTORP = 6


def logga(store: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    app = opened(store, monkeypatch, kommun="0883", **query)
    return app.switch_page(VIEW).run()


def with_draft(store: Path, monkeypatch: pytest.MonkeyPatch, **values: object) -> AppTest:
    """The page with a draft that was kept before it was opened, as after a reload."""
    now = datetime.now(UTC)
    usual = {"place_id": KARSTORP, "start_utc": int(now.timestamp()) - 600}
    with open_store(store) as kept:
        visit_log.keep(kept, "0883", Draft(DRAFT, **{**usual, **values}), now=now)  # type: ignore[arg-type]
    return logga(store, monkeypatch, utkast=DRAFT)


def press(app: AppTest, label: str) -> AppTest:
    return next(each for each in app.button if each.label == label).click().run()


def labels(app: AppTest) -> list[str]:
    return [each.label for each in app.button]


def visits(store: Path) -> int:
    with open_store(store) as kept:
        return len(read.visits(kept, "0883"))


def kept(store: Path) -> KeptDraft | None:
    with open_store(store) as kept:
        return visit_log.load(kept, "0883", DRAFT, now=datetime.now(UTC))


def test_the_page_asks_for_a_place_and_lists_the_latest(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = logga(demo_store, monkeypatch)
    assert not app.exception
    assert "Välj plats" in text_of(app)
    assert "Senaste besöken" in text_of(app)
    assert not app.text_area


def test_a_kommun_without_places_says_where_they_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(tmp_path / "s.sqlite") as store:
        write.add_kommun(store, Kommun("0883", "Västervik"))
    app = logga(tmp_path / "s.sqlite", monkeypatch)
    assert not app.exception
    assert "inga platser än" in text_of(app)
    assert "Inget besök är loggat" in text_of(app)


@pytest.mark.parametrize("store", ["empty", "broken"])
def test_an_empty_and_a_broken_store_are_told_as_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: str
) -> None:
    path = tmp_path / "s.sqlite"
    if store == "broken":
        path.write_bytes(b"not a database" * 500)
    app = logga(path, monkeypatch)
    assert not app.exception
    assert ("inte ett lager" if store == "broken" else "tomt") in text_of(app)


def test_one_tap_saves_the_draft_and_says_so(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visits(demo_copy)
    app = press(with_draft(demo_copy, monkeypatch), "Spara besöket")
    assert not app.exception
    assert "Sparat: Karstorp" in text_of(app)
    assert "av 100 i år." in text_of(app)
    assert visits(demo_copy) == before + 1
    assert {"Rätta", "Ångra", "Logga nästa"} <= set(labels(app))
    assert DRAFT not in str(app.query_params)


def test_a_second_window_with_the_same_draft_makes_no_second_visit(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (with_draft(demo_copy, monkeypatch) for _ in range(2))
    before = visits(demo_copy)
    press(first, "Spara besöket")
    press(second, "Spara besöket")
    assert not second.exception
    assert "Utkastet finns inte kvar" in text_of(second)
    assert visits(demo_copy) == before + 1


def test_undo_brings_the_draft_back(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = visits(demo_copy)
    app = press(press(with_draft(demo_copy, monkeypatch), "Spara besöket"), "Ångra")
    assert visits(demo_copy) == before
    assert "Spara besöket" in labels(app)
    assert app.query_params["utkast"] in (DRAFT, [DRAFT])


def test_what_was_saved_is_corrected(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = visits(demo_copy)
    app = press(press(with_draft(demo_copy, monkeypatch), "Spara besöket"), "Rätta")
    assert "Rätta besöket: Karstorp" in text_of(app)
    minutes = next(each for each in app.button_group if each.label == "Minuter")
    minutes.set_value(30).run()
    press(app, "Spara rättelsen")
    assert "30 min" in text_of(app)
    assert visits(demo_copy) == before + 1


def test_person_data_is_shown_masked_before_anything_is_saved(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = visits(demo_copy)
    app = with_draft(demo_copy, monkeypatch)
    app.text_area[0].set_value("Ring 070-123 45 67")
    press(app, "Spara besöket")
    assert visits(demo_copy) == before
    assert "Personuppgifter maskades: 1 telefonnummer." in text_of(app)
    assert app.text_area[0].value == "Ring [telefon]"
    found = kept(demo_copy)
    assert found is not None
    assert found.draft.observation == "Ring [telefon]"
    press(app, "Spara besöket")
    assert visits(demo_copy) == before + 1


def test_every_change_is_kept(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = with_draft(demo_copy, monkeypatch)
    groups = {each.label: each for each in app.button_group}
    groups["Poliser"].set_value(4).run()
    groups["Dialog med boende eller besökare"].set_value(True).run()
    groups["Åtgärd, en eller flera"].set_value(["dialog", "synlighet"]).run()
    next(each for each in app.toggle if each.label == "Till fots").set_value(False).run()
    found = kept(demo_copy)
    assert found is not None
    draft = found.draft
    assert (draft.officers, draft.dialogue, draft.on_foot) == (4, True, False)
    assert set(visit_log.choices.split(draft.measure)) == {"dialog", "synlighet"}
    assert "Utkast sparat" in text_of(app)


def test_the_causes_of_the_place_are_offered_first(
    demo_store: Path, demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = with_draft(demo_copy, monkeypatch)
    causes = next(each for each in app.button_group if each.label == "Orsak")
    assert "Grova brott" in str(causes.options[0])


def test_the_timer_begins_and_ends(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(with_draft(demo_copy, monkeypatch), "Börja besök nu, ta tid")
    assert "pågår sedan" in text_of(app)
    assert "Spara besöket" not in labels(app)
    press(app, "Avsluta besöket")
    found = kept(demo_copy)
    assert found is not None
    assert found.draft.minutes == 1
    assert "Spara besöket" in labels(app)


def test_a_draft_thrown_away_is_gone(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(with_draft(demo_copy, monkeypatch), "Släng")
    assert kept(demo_copy) is None
    assert "Välj plats" in text_of(app)


def test_a_time_ahead_is_refused_in_words(demo_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = int(datetime.now(UTC).timestamp()) + 3600
    app = press(with_draft(demo_copy, monkeypatch, start_utc=ahead), "Spara besöket")
    assert not app.exception
    assert "i framtiden" in text_of(app)


@pytest.mark.parametrize(
    "values",
    [
        {"place_id": 999}, {"place_id": None}, {"start_utc": None}, {"minutes": 17},
        {"officers": None, "on_foot": None}, {"start_utc": 100_000_000, "minutes": 1440},
        {"cause": "`x` **y**", "measure": "a, b,,"}, {"officers": 40},
    ],
)  # fmt: skip
def test_an_odd_draft_gives_a_page_all_the_same(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    app = with_draft(demo_copy, monkeypatch, **values)
    assert not app.exception
    assert app.text_area


@pytest.mark.parametrize("told", ["x", "../..", "0" * 16, "0" * 400])
def test_a_draft_that_is_not_there_is_overlooked(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    app = logga(demo_store, monkeypatch, utkast=told)
    assert not app.exception
    assert "Välj plats" in text_of(app)


def test_a_chosen_visit_is_taken_back_and_laid_back(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(with_draft(demo_copy, monkeypatch), "Spara besöket")
    before = visits(demo_copy)
    app.session_state["visit_chosen"] = f"logg {DRAFT}"
    app.run()
    assert "Loggat besök" in text_of(app)
    why = next(each for each in app.text_input if "Varför" in each.label)
    why.set_value("fel plats").run()
    press(app, "Ta tillbaka")
    assert visits(demo_copy) == before - 1
    assert "Taget tillbaka: fel plats" in text_of(app)
    press(app, "Lägg tillbaka besöket")
    assert visits(demo_copy) == before


def test_the_list_of_imports_leaves_logged_visits_out_and_says_so(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = press(with_draft(demo_copy, monkeypatch), "Spara besöket")
    app.switch_page("views/importera.py").run()
    html = "".join(each.proto.body for each in app.get("html"))
    assert "1 loggning av besök" in html
    assert "Loggat besök" not in app.dataframe[0].value["Fil"].tolist()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"problem": "nekad"}, "fick inte lämna ut"),
        ({"problem": "osäker"}, "https"),
        ({"problem": "<b>"}, "gick inte att få"),
        ({}, "gick inte att få"),
        (None, "gick inte att få"),
        ({"latitude": "x", "longitude": 1, "accuracy": 1}, "gick inte att få"),
        ({"latitude": 57.752, "longitude": 16.625, "accuracy": 900}, "±900 m"),
    ],
)
def test_what_the_phone_says_of_its_position_is_told_in_words(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, told: object, said: str
) -> None:
    from dashboard.widgets import visit_places

    app = opened(demo_store, monkeypatch, kommun="0883")

    kept: dict[str, object] = {}
    monkeypatch.setattr(visit_places.state, "tell_position", lambda at: kept.update(at=at))
    visit_places._found(told)
    app.session_state["visit_position"] = kept["at"]
    app.switch_page(VIEW).run()
    assert not app.exception
    assert said in text_of(app)


@pytest.mark.parametrize(("place_id", "offered"), [(KARSTORP, True), (11, False)])
def test_the_position_is_saved_only_when_it_is_ticked_and_in_the_place(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch, place_id: int, offered: bool
) -> None:
    app = with_draft(demo_copy, monkeypatch, place_id=place_id)
    with open_store(demo_copy) as store:
        places = read.places(store, "0883").set_index("place_id").geometry
    here = places.loc[KARSTORP].representative_point()
    app.session_state["visit_position"] = Position((here.x, here.y))
    app.run()
    assert [each.label for each in app.checkbox] == (["Spara läget"] if offered else [])
    assert ("ligger utanför platsen" in text_of(app)) is not offered
    found = kept(demo_copy)
    assert found is not None
    assert found.draft.x is None
    if offered:
        app.checkbox[0].check().run()
        found = kept(demo_copy)
        assert found is not None
        assert found.draft.x == here.x


def planned(store: Path) -> None:
    """Tonight's plan with a stop that has passed and one that has not."""
    now = datetime.now(UTC)
    stops = [
        tonights_plan.stop(place_id, now + timedelta(minutes=minutes))
        for place_id, minutes in ((KARSTORP, -50), (2, 50))
    ]
    with open_store(store) as kept:
        tonights_plan.keep(kept, "0883", *stops)


def test_tonights_plan_comes_first_and_the_next_stop_follows_the_one_saved(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(demo_copy)
    app = with_draft(demo_copy, monkeypatch, place_id=11)
    press(app, "Spara besöket")
    assert "Kvällens patrull" in text_of(app)
    assert "0 av 2 stopp klara" in text_of(app)
    press(app, "Logga nästa")
    assert "Karstorp" in text_of(app)
    assert ", 15 min · till fots · 3 poliser" in text_of(app)
    press(app, "Spara besöket")
    assert "1 av 2 stopp klara" in text_of(app)
    press(press(app, "Logga nästa"), "Spara besöket")
    assert "2 av 2 stopp klara" in text_of(app)
    press(app, "Logga nästa")
    assert not app.exception
    assert "Spara besöket" not in labels(app)


def test_a_plan_that_cannot_be_read_leaves_the_rest_of_the_page(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = int(datetime.now(UTC).timestamp())
    with open_store(demo_copy) as store:
        patrol_plans.save(store, "0883", "{}", start_utc=now - 60, end_utc=now + 3600, at_utc=now)
    app = logga(demo_copy, monkeypatch)
    assert not app.exception
    assert "Välj plats" in text_of(app)
    assert "role='alert'" in text_of(app)


def test_distances_and_days_are_said_in_words() -> None:
    now = datetime(2026, 3, 20, 18, tzinfo=UTC)
    today = int(now.timestamp())
    assert visit_words.visited(Offer(1, "A", today - 3600), now) == "besökt i dag"
    assert visit_words.visited(Offer(1, "A", today - 86_400, 347.0), now) == (
        "350 m bort · besökt för 1 dag sedan"
    )
    assert visit_words.visited(Offer(1, "A", None, 0.0), now) == "du är här · aldrig besökt"
    assert visit_words.moment(today, now) == "19.00"
    assert visit_words.moment(today - 86_400, now).endswith("19 mars 19.00")
