"""Löften on the demo: every promise with its document, numbers counted by hand, and the forms."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from geo import follow_up, intake
from geo.ledger.documents import template
from geo.model import ImportKind
from geo.store.engine import open_store
from tests.conftest import DEMO_UNTIL
from tests.dashboard.test_dashboard_pages import opened, text_of

PAGE = "views/loften.py"
NOW = datetime(2026, 3, 23, 9, tzinfo=UTC)
ACTIVITIES = (
    "Datum;Aktivitet;Antal;Plats;Löfte;Underlag\n"
    "2025-04-10;Tistel-möte;1;;;Protokoll 1\n2026-01-20;Tistel-möte;1;;;Protokoll 2\n"
    "2026-02-20;Tistel-möte;1;;vastervik-2025/tistel;Protokoll 3\n"
    "2026-01-05;Uppdaterad lägesbild;3;;;Lägesbilder\n2026-02-02;lägesbild;4;;;Lägesbilder\n"
    "2027-01-05;Tistel;1;;;Framtid\n"
)


def page(store: Path, patch: pytest.MonkeyPatch, **query: str) -> AppTest:
    query.setdefault("dag", DEMO_UNTIL)
    return opened(store, patch, **query).switch_page(PAGE).run()


def listed(app: AppTest) -> list[dict[str, Any]]:
    """What the list of promises is given to show."""
    (found,) = [
        each.proto
        for each in app.get("bidi_component")
        if each.proto.component_name == "platsbild_promise_list"
    ]
    groups: list[dict[str, Any]] = json.loads(found.json)["groups"]
    return groups


def number(app: AppTest, promise: str) -> int:
    """The first number in a promise's words."""
    words = next(row["words"] for g in listed(app) for row in g["rows"] if row["id"] == promise)
    return int(re.search(r"\d+", words.split("loggat:")[-1].split("Hållet:")[-1])[0])  # type: ignore[index]


def rows(store: Path, table: str, kommun: str = "0883") -> pd.DataFrame:
    with sqlite3.connect(store) as connection:
        query = f"select * from {table} where kommun='{kommun}' and replaced_by is null"  # noqa: S608
        return pd.read_sql(query, connection)


@pytest.mark.parametrize("kommun", ["0883", "0821", "0861", "0685", "0483"])
def test_every_promise_is_on_the_page_with_its_document_and_heading(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, kommun: str
) -> None:
    app = page(demo_store, monkeypatch, kommun=kommun)
    assert not app.exception
    shown = {(g["title"], row["part"], row["text"]) for g in listed(app) for row in g["rows"]}
    promised = {
        (document.title, promise.part, promise.text)
        for document in follow_up.shipped()
        for promise in document.promises
        if kommun in promise.kommuner
    }
    assert shown == promised
    assert "löften" in text_of(app)


def test_the_numbers_are_those_counted_by_hand_from_the_store_s_own_rows(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(str(demo_copy)) as store:
        intake.take(
            store, ImportKind.ACTIVITIES, ACTIVITIES.encode(), file="a.csv", kommun="0883", now=NOW
        )
    app = page(demo_copy, monkeypatch, kommun="0883")

    places, visits = rows(demo_copy, "place"), rows(demo_copy, "visit")
    outlines = [shapely.from_wkb(each) for each in places["geometry"]]
    names = {name.casefold() for name in places["name"]}
    at_place = [
        any(outline.covers(shapely.Point(x, y)) for outline in outlines)
        if pd.notna(x)
        else text.casefold() in names
        for x, y, text in zip(visits["x"], visits["y"], visits["place_text"], strict=True)
    ]
    when = pd.to_datetime(visits["start_utc"], unit="s", utc=True).dt.tz_convert("Europe/Stockholm")
    mine = visits[at_place].assign(year=when.dt.year, foot=visits["on_foot"] == 1)
    upto = mine[when[at_place].dt.date <= date.fromisoformat(DEMO_UNTIL)]
    assert number(app, "vastervik-2025/platsbesok") == (upto["year"] == 2026).sum() > 0
    assert number(app, "vastervik-2025/platsbesok@slut") == (upto["year"] == 2025).sum() > 0
    on_foot = upto[upto["foot"] & (upto["year"] == 2025)]
    assert number(app, "vastervik-2025/fotpatrullering@slut") == len(on_foot) > 0

    logged = rows(demo_copy, "activity").query("day <= @DEMO_UNTIL")
    logged = logged.assign(year=logged["day"].str[:4])

    def by_hand(kind: str, key: str, year: str) -> int:
        told = logged[(logged["year"] == year) & (logged["kind"] == kind)]
        return int(told[told["promise"].isin(["", f"vastervik-2025/{key}"])]["number"].sum())

    for kind, key in (("tistel_mote", "tistel"), ("tistel_mote", "tistel_ekonomi"),
                      ("lagesbild", "lagesbild")):  # fmt: skip
        assert number(app, f"vastervik-2025/{key}") == by_hand(kind, key, "2026") > 0


def test_a_chosen_promise_shows_the_rows_behind_its_number_and_where_it_stands(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch, kommun="0883", lofte="vastervik-2025/platsbesok")
    told = text_of(app)
    assert "Räknar platsbesök ur besöksloggen, på någon av kommunens platser." in told
    assert "under ”Brottskoncentrationer kopplade till tider och platser”" in told
    (table,) = [h.proto.body for h in app.get("html") if "pb-reasons'" in h.proto.body]
    days = re.findall(r"<th scope='row'>(2026-..-..)</th>", table)
    assert len(days) == number(app, "vastervik-2025/platsbesok")
    assert days == sorted(days, reverse=True)


def test_an_earlier_day_tells_the_promise_that_held_then(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_store, monkeypatch, kommun="0883", dag="2025-12-31")
    first = listed(app)[0]
    assert (first["title"], first["note"]) == ("Medborgarlöfte Västervik 2025", "Gäller 2025.")
    assert "Den 2025-12-31:" in text_of(app)
    nothing = page(demo_store, monkeypatch, kommun="0883", dag="2019-01-01")
    assert "Inget medborgarlöfte är inläst" in text_of(nothing)
    wrong = page(demo_store, monkeypatch, kommun="0883", dag="9999-99-99", lofte="{{7*191}}")
    assert not wrong.exception


def test_an_activity_is_logged_with_its_proof_and_taken_back(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "vastervik-2025/tistel"
    app = page(demo_copy, monkeypatch, kommun="0883", lofte=key)
    before = rows(demo_copy, "activity")
    app.button(key=f"promise_log_{key}").click().run()
    assert "Skriv vad som visar att det är gjort" in text_of(app)
    app.date_input(key=f"promise_day_{key}").set_value(date(2026, 3, 10))
    app.text_area(key=f"promise_proof_{key}").set_value("Protokoll, ring 070-123 45 67")
    app.button(key=f"promise_log_{key}").click().run()
    assert not app.exception
    told = text_of(app)
    assert "Aktiviteten är sparad. Personuppgifter maskades: 1 telefonnummer." in told
    assert "Tistel-möte: Protokoll, ring [telefon]" in told
    saved = rows(demo_copy, "activity")
    assert len(saved) == len(before) + 1
    assert (saved["promise"].iloc[-1], saved["kind"].iloc[-1]) == ("", "tistel_mote")
    mine = saved["activity_id"].max()
    app.selectbox(key=f"promise_taken_{key}").set_value(int(mine))
    app.text_input(key=f"promise_why_{key}").set_value("fel dag")
    app.button(key=f"promise_withdraw_{key}").click().run()
    assert not app.exception
    assert len(rows(demo_copy, "activity")) == len(before)


def behind(app: AppTest) -> int:
    """How many times the rows behind the chosen promise are."""
    found = re.search(r"Raderna bakom: (\d+)", text_of(app))
    return int(found[1]) if found else 0


def test_a_promise_for_certain_places_proposes_its_place_and_says_when_another_does_not_count(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "hogsby-monsteras-2024/medborgardialog"
    app = page(demo_copy, monkeypatch, kommun="0861", lofte=key, dag="2025-06-01")
    centre = rows(demo_copy, "place", "0861").query("name == 'Mönsterås centrum'")["place_id"]
    assert [app.selectbox(key=f"promise_place_{key}").value] == centre.tolist()
    assert app.date_input(key=f"promise_day_{key}").value == date(2025, 6, 1)
    before = behind(app)
    for place_id, number_of in ((0, 0), (int(centre.iloc[0]), 1)):
        app.selectbox(key=f"promise_place_{key}").set_value(place_id)
        app.text_area(key=f"promise_proof_{key}").set_value("Affisch")
        app.button(key=f"promise_log_{key}").click().run()
        assert not app.exception
        assert ("räknas inte här" in text_of(app)) == (number_of == 0)
        assert behind(app) == before + number_of


def test_a_status_needs_its_proof_before_the_promise_is_told_as_kept(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "vastervik-2025/sig@slut"
    app = page(demo_copy, monkeypatch, kommun="0883", lofte=name)
    app.pills(key=f"promise_status_{name}").set_value("klar")
    app.button(key=f"promise_say_{name}").click().run()
    assert "Skriv vad som visar" in text_of(app)
    app.text_area(key=f"promise_said_proof_{name}").set_value("Utredning 12")
    app.button(key=f"promise_say_{name}").click().run()
    row = next(row for group in listed(app) for row in group["rows"] if row["id"] == name)
    assert (row["mark"], row["word"]) == ("✓", "Hållet")
    assert row["words"].startswith("Klart (sagt ")
    assert "Senaste underlag: Utredning 12" in text_of(app)


def test_a_document_is_changed_as_text_its_faults_are_shown_and_it_is_taken_away_and_back(
    demo_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = page(demo_copy, monkeypatch, kommun="0483")
    app.selectbox(key="promise_document").set_value("").run()
    app.text_input(key="promise_new_name").set_value("Katrineholm 2026")
    (area,) = [each for each in app.text_area if each.key.startswith("promise_toml_")]
    good = template("Katrineholm", "0483", 2026)
    area.set_value(good.replace("target = 50", "target = 0").replace('"visits"\n', '"x"\n'))
    app.button(key="promise_save").click().run()
    told = text_of(app)
    assert "target är ett heltal" in told
    assert "inget av visits, activities, status" in told.replace("&#x27;", "'")
    (area,) = [each for each in app.text_area if each.key.startswith("promise_toml_")]
    area.set_value(good)
    app.button(key="promise_save").click().run()
    assert not app.exception
    assert listed(app)[0]["title"] == "Medborgarlöfte Katrineholm 2026"
    app.selectbox(key="promise_document").set_value("katrineholm-2022").run()
    app.button(key="promise_remove").click().run()
    assert [each["title"] for each in listed(app)] == ["Medborgarlöfte Katrineholm 2026"]
    app.button(key="promise_restore_katrineholm-2022").click().run()
    assert listed(app)[-1]["title"] == "Medborgarlöfte Katrineholm 2022–2023"
