"""Promises are read from TOML, with all faults of a file at once, and the right one is counted."""

from __future__ import annotations

from datetime import date

import pytest

from geo import follow_up
from geo.errors import SettingsError
from geo.follow_up import Counted, Each, Only, Per

HEAD = '[document]\ntitle = "T"\nkommuner = ["0883"]\nfrom = 2025-01-01\nto = 2025-12-31\n'


def test_every_document_of_the_seeds_is_shipped_with_its_kommuner_and_period() -> None:
    found = {(document.kommuner, document.first, document.last) for document in follow_up.shipped()}
    assert found == {
        (("0883",), date(2020, 1, 1), date(2020, 12, 31)),
        (("0883",), date(2025, 1, 1), date(2025, 12, 31)),
        (("0821", "0861"), date(2024, 1, 1), date(2025, 12, 31)),
        (("0685",), date(2020, 1, 1), date(2021, 12, 31)),
        (("0483",), date(2022, 1, 1), date(2023, 12, 31)),
    }


def test_only_vastervik_has_promised_a_number_of_visits_and_both_times_a_hundred_a_year() -> None:
    targets = [
        (document.kommuner, promise.target, promise.per)
        for document in follow_up.shipped()
        for promise in document.promises
        if promise.target is not None and promise.counts is Counted.VISITS
    ]
    assert targets == [(("0883",), 100, Per.YEAR)] * 2


def test_a_promise_of_any_kind_can_be_written_down() -> None:
    content = HEAD + (
        '[promises.kontroller]\ntext = "Minst 15 kontroller."\nwho = ["polis", "kommun"]\n'
        'counts = "activities"\nactivity = "trafikkontroll"\ntarget = 15\nper = "period"\n'
        'each = "kommun"\n[promises.fot]\ntext = "Till fots."\ncounts = "visits"\n'
        'only = ["on_foot", "with_measure"]\n'
    )
    counted, on_foot = follow_up.load(content.encode()).promises
    assert (counted.counts, counted.activity) == (Counted.ACTIVITIES, "trafikkontroll")
    assert (counted.target, counted.per, counted.each) == (15, Per.PERIOD, Each.KOMMUN)
    assert counted.who == ("polis", "kommun")
    assert on_foot.only == (Only.ON_FOOT, Only.WITH_MEASURE)
    assert on_foot.target is None
    assert on_foot.kommuner == ("0883",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("= 1", "Löftet kan inte läsas"),
        ("", "title saknas"),
        (HEAD.replace("2025-12-31", "2024-12-31"), "to är före from"),
        (HEAD.replace('"0883"', '"883"'), "'883' är ingen kommunkod"),
        (HEAD + "titel = 1\n", "fältet titel är okänt"),
        (HEAD + "[promises.a]\ncounts = 'visits'\n", "a: text saknas"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'besök'\n", "'besök' är inget av visits"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'visits'\ntarget = 0\n", "minst 1"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'visits'\ntarget = true\n", "heltal"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'activities'\n", "activity hör till"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'visits'\nonly = ['x']\n", "'x' är inget av"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'visits'\nkommuner = ['0885']\n", "bland"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'status'\ntarget = 1\n", "target hör till"),
        (HEAD + "[promises.a]\ntext = 'x'\ncounts = 'status'\ndue = 'maj'\n", "a: due är en dag"),
        (
            HEAD + "[promises.a]\ntext='x'\ncounts='status'\nonly=['on_foot']\n",
            "only hör till",
        ),
        (HEAD + "[promises.'å/b']\ntext = 'x'\ncounts = 'status'\n", "små bokstäver"),
        (HEAD + "promises = 1\n", "fältet promises är okänt"),
        ("promises = 1\n" + HEAD, "promises: är ingen tabell"),
    ],
)
def test_what_means_nothing_is_told_with_the_file_and_a_hint(content: str, told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        follow_up.load(content.encode(), file="egna.toml")
    assert told in caught.value.message
    assert caught.value.file == "egna.toml"
    assert "vastervik-2020.toml" in caught.value.hint


def test_all_faults_of_a_file_are_told_at_once() -> None:
    content = HEAD.replace('"T"', "1") + "[promises.a]\ntext = 1\ncounts = 'x'\ntarget = 'y'\n"
    with pytest.raises(SettingsError) as caught:
        follow_up.load(content.encode())
    for part in ("title är ingen text", "a: text är ingen text", "'x' är inget av", "a: target"):
        assert part in caught.value.message


@pytest.mark.parametrize(
    ("day", "year", "carried"),
    [
        (date(2020, 6, 1), 2020, False),
        (date(2021, 6, 1), 2020, True),
        (date(2025, 6, 1), 2025, False),
        (date(2026, 11, 21), 2025, True),
    ],
)
def test_when_no_promise_holds_the_latest_target_is_carried_on(
    day: date, year: int, carried: bool
) -> None:
    held = follow_up.held(follow_up.shipped(), "0883", day)
    assert held is not None
    assert held.document is not None
    assert (held.target, held.start, held.end) == (
        100,
        date(day.year, 1, 1),
        date(day.year + 1, 1, 1),
    )
    assert (held.document.first.year, held.carried) == (year, carried)


def test_a_kommun_without_a_promise_has_none_until_it_sets_its_own() -> None:
    for kommun in ("0821", "0861", "0685", "0483", "9999"):
        assert follow_up.held(follow_up.shipped(), kommun, date(2026, 1, 1)) is None
    own = follow_up.held(follow_up.shipped(), "0685", date(2026, 1, 1), own=40)
    assert own is not None
    assert (own.target, own.document, own.days) == (40, None, 365)


def test_a_document_until_the_end_of_time_is_refused() -> None:
    with pytest.raises(SettingsError, match="to är en dag"):
        follow_up.load(HEAD.replace("2025-12-31", "9999-12-31").encode())


def test_before_the_first_document_nothing_is_promised() -> None:
    assert follow_up.held(follow_up.shipped(), "0883", date(2019, 12, 31)) is None


def test_a_promise_for_the_whole_period_is_for_the_period_and_not_carried_on() -> None:
    content = HEAD + "[promises.a]\ntext = 'x'\ncounts = 'visits'\ntarget = 9\nper = 'period'\n"
    document = follow_up.load(content.encode())
    held = follow_up.held((document,), "0883", date(2025, 3, 1))
    assert held is not None
    assert (held.start, held.end, held.target) == (date(2025, 1, 1), date(2026, 1, 1), 9)
    assert follow_up.held((document,), "0883", date(2026, 3, 1)) is None
