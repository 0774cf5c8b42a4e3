"""Feedback: an organisation's own numbers, nobody else's, and no claim of what caused what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo import weeks
from geo.errors import SelectionError
from geo.model import ImportKind, MeasureStatus, Verdict
from geo.publishing.feedback import gathering, others, words
from geo.publishing.feedback.letter import letter
from geo.publishing.feedback.organisations import find, organisations
from geo.publishing.feedback.result import Feedback
from geo.report.html import to_html
from geo.report.plain import to_text
from geo.settings import KommunSettings
from geo.store.engine import Store
from tests import store_frames
from tests.export_store import (
    HOSTILE,
    NOW,
    gathered,
    incidents,
    measures,
    middle,
    new_store,
    places,
    put,
    square,
    visits,
)

JANUARY = weeks.parse("2026-01")
CAUSAL = re.compile(
    r"lett till|leder till|ledde till|tack vare|på grund av|orsak|effekt|bidrag|därför att|resulter"
    r"|gjort att|har minskat eftersom",
    re.IGNORECASE,
)


def store_of(folder: Path, spellings: list[str], **columns: object) -> Store:
    """Return a store with an incident a day from 1 January 2026, each reported by one of a list."""
    store = new_store(folder)
    put(store, ImportKind.PLACES, places())
    number = len(spellings)
    at = [middle(each % 2) for each in range(number)]
    frame = store_frames.incidents(
        [f"i{each}" for each in range(number)],
        **{
            "x": [x for x, _ in at], "y": [y for _, y in at], "organisation": spellings,
            "text": "hemlig text", "place_text": "hemlig plats",
            **columns,
        },
    )  # fmt: skip
    put(store, ImportKind.EST, frame)
    return store


def told(store: Store, name: str, period: str = "2026-01") -> Feedback:
    return gathering.feedback(
        store, gathered(store), name, weeks.parse(period), own=KommunSettings(), now=NOW
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    made = store_of(
        tmp_path_factory.mktemp("feedback"),
        [
            ["Bostads AB", "Skolan", "BOSTADS-AB", "Bostads AB", "Skolan"][at % 5]
            for at in range(30)
        ],
    )
    put(made, ImportKind.VISITS, visits())
    put(made, ImportKind.MEASURES, measures())
    return made


def test_spellings_that_fold_alike_are_one_organisation_by_its_commonest_name() -> None:
    found = organisations(
        ["Bostads AB", "bostads ab", "Bostads AB", "BOSTADS-AB", " ", "?", "Skolan"]
    )
    assert [(each.name, each.reports) for each in found] == [("Bostads AB", 4), ("Skolan", 1)]
    assert set(found[0].spellings) == {"Bostads AB", "bostads ab", "BOSTADS-AB"}
    assert find(found, "BOSTADS AB") is found[0]
    with pytest.raises(SelectionError, match="Bostads AB, Skolan"):
        find(found, "Kommunen")


@given(st.lists(st.sampled_from(["Åsa AB", "åsa ab", "ASA-AB", "Skolan", "", "!"]), max_size=40))
def test_every_named_report_is_of_exactly_one_organisation(names: list[str]) -> None:
    found = organisations(names)
    assert sum(each.reports for each in found) == sum(name not in ("", "!") for name in names)
    assert len({each.key for each in found}) == len(found)


def test_numbers_are_those_of_the_log_counted_by_hand(store: Store) -> None:
    found = told(store, "bostads ab")
    assert found.reports == 18
    assert found.elsewhere == 0
    mine = [at % 2 for at in range(30) if at % 5 in (0, 2, 3)]
    by_place = {place.name: place.reports for place in found.places}
    assert by_place == {HOSTILE[at]: n for at, n in Counter(mine).items()}
    assert found.categories == (("Klotter", 18),)


def test_others_are_told_in_bands_and_never_below_five(tmp_path: Path) -> None:
    few = store_of(tmp_path, ["Skolan"] * 20 + ["Bostads AB"] * 8)  # 4 of others in each place
    assert [place.others for place in told(few, "Skolan").places] == ["", ""]
    assert [place.others for place in told(few, "Bostads AB").places] == ["10–19", "10–19"]


@given(st.integers(0, 500))
def test_a_band_holds_its_number_and_at_least_five(number: int) -> None:
    band = others.band(number)
    if number < 5:
        assert band == ""
        return
    low, *high = (int(part) for part in re.findall(r"\d+", band))
    assert 5 <= low <= number
    assert not high or (number <= high[0] and high[0] - low >= 4)


def test_what_was_done_is_told_by_kind_status_and_day_and_never_quoted(store: Store) -> None:
    found = told(store, "Skolan", "2026-T1")
    by_name = {place.name: place for place in found.places}
    kinds = [each.kind for each in by_name[HOSTILE[0]].measures]
    assert kinds == ["klottersanering"]
    text = to_text(letter(found))
    assert "Klottersanering: beslutad 1 mars 2026, sista dag 1 april 2026" in text
    assert "Belysning: pågår 1 februari 2026" in text
    for hidden in ("SUM(A1)", "Ring Anna", "hemlig", "lugnt", "rad ett", "- lugnare"):
        assert hidden not in text


def test_a_proposal_is_not_told(store: Store) -> None:
    found = told(store, "Skolan", "2026-T1")
    status = {each.status for place in found.places for each in place.measures}
    assert MeasureStatus.PROPOSED not in status


def test_a_visit_in_two_places_counts_once_in_the_answer(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    town = shapely.union_all([square(0), square(1)]).envelope
    both = store_frames.places(["torg", "tätort"], geometry=[square(0).wkb, town.wkb])
    put(store, ImportKind.PLACES, both)
    put(store, ImportKind.EST, incidents(4).iloc[:2].assign(organisation="Skolan"))
    put(store, ImportKind.VISITS, visits().iloc[:1].assign(start_utc=store_frames.FIRST_UTC))
    found = told(store, "Skolan")
    assert {place.name: place.reports for place in found.places} == {"torg": 1, "tätort": 1}
    assert [place.visits for place in found.places] == [1, 1]
    assert found.visits == 1


def test_a_letter_holds_nothing_of_other_organisations(store: Store) -> None:
    document = letter(told(store, "Skolan"))
    assert "Bostads" not in to_text(document)
    assert "Bostads" not in to_html(document)


def test_nothing_in_a_letter_says_what_caused_what(store: Store) -> None:
    found = told(store, "Skolan", "2026-T1")
    for verdict in Verdict:
        places = tuple(
            replace(place, verdict=verdict, few_report=True, others="5–9") for place in found.places
        )
        text = to_text(letter(replace(found, places=places, without_time=12, without_point=12)))
        assert not CAUSAL.search(text)
        assert words.CHANGES[verdict] in text
        assert "114 14" in text
        assert "klockslag" in text


def test_a_hostile_name_is_text_in_the_page(tmp_path: Path) -> None:
    name = "<img src=x onerror=alert(1)> {{7*191}}"
    page = to_html(letter(told(store_of(tmp_path, [name] * 6), name)))
    assert "<img" not in page
    assert "1337" not in page


def test_an_organisation_without_reports_in_the_period_is_told_so(store: Store) -> None:
    found = told(store, "Skolan", "2025-03")
    assert found.reports == 0
    assert "Inga rapporter från er under perioden." in to_text(letter(found))


def test_reports_outside_places_are_counted_and_nobody_is_nobody(tmp_path: Path) -> None:
    far = [middle(0)[0] + 6_000] * 6
    store = store_of(tmp_path, ["Skolan"] * 3 + [""] * 3, x=far, place_text="")
    found = told(store, "Skolan")
    assert (found.reports, found.elsewhere, found.places) == (3, 3, ())
    assert [each.name for each in gathering.reporters(store, gathered(store), JANUARY)] == [
        "Skolan"
    ]


def test_better_reports_are_asked_for_where_many_lack_time_or_place(tmp_path: Path) -> None:
    start = store_frames.FIRST_UTC + np.arange(10) * store_frames.DAY
    store = store_of(
        tmp_path, ["Skolan"] * 10, start_utc=start, end_utc=start + store_frames.DAY,
        precision=["ort"] * 3 + ["adress"] * 7,
    )  # fmt: skip
    asked = " ".join(words.asks(told(store, "Skolan")))
    assert "10 av 10 rapporter saknar klockslag" in asked
    assert "3 av 10 rapporter har bara ort" in asked


def test_the_incidents_of_exports_are_known_by_reporter_too(tmp_path: Path) -> None:
    made = new_store(tmp_path)
    put(made, ImportKind.EST, incidents(6))
    listed = gathering.reporters(made, gathered(made), JANUARY)
    assert [(each.name, each.reports) for each in listed] == [("Bostads AB", 3), ("Skolan", 3)]
