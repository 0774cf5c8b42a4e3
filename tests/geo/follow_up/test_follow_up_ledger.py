"""Where promises stand: what counts, what is behind every number, what is kept and what is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import follow_up
from geo.follow_up.standing_words import answer
from geo.model import PromiseStatus
from tests.promise_log import HEAD, Visit, document, note, standings

VISITS = "[promises.besok]\ntext = 'x'\ncounts = 'visits'\n"
TISTEL = (
    "[promises.tistel]\ntext='x'\ncounts='activities'\nactivity='tistel_mote'\ntarget=4\n"
    "[promises.ekonomi]\ntext='y'\ncounts='activities'\nactivity='tistel_mote'\ntarget=4\n"
)
STATUS = "[promises.bob]\ntext = 'x'\ncounts = 'status'\n"
LOGGED: tuple[Visit, ...] = (
    ("2025-03-01 12:00", "Torget", True, ""),
    ("2025-03-02 19:00", "Torget", False, "samtal"),
    ("2025-03-03 02:00", "Lekplatsen", None, "  "),
    ("2025-03-04 12:00", "Hamnen", True, ""),
    ("2024-12-31 23:30", "Torget", True, ""),
)
DAY = date(2025, 4, 1)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("", [1, 2, 3]),
        ("only = ['on_foot']\n", [1]),
        ("only = ['with_measure']\n", [2]),
        ("only = ['evening_or_night']\n", [2, 3]),
        ("places = ['parken']\n", [3]),
        ("places = ['TORGET']\nonly = ['on_foot', 'evening_or_night']\n", []),
        ("places = ['Kyrkan']\n", []),
    ],
)
def test_visits_are_counted_by_the_stated_rule_and_are_the_reasons_for_the_number(
    rule: str, days: list[int]
) -> None:
    (found,) = standings([document(VISITS + rule)], visited=LOGGED, today=DAY)
    assert [each.day.day for each in found.reasons] == days
    assert found.done == len(days)
    assert {each.table for each in found.reasons} <= {"visit"}


def test_an_activity_logged_for_no_promise_counts_for_every_promise_of_its_kind() -> None:
    done = [
        {"kind": "tistel_mote", "day": "2025-02-01", "number": 2, "proof": "Protokoll 1"},
        {"kind": "tistel_mote", "day": "2025-03-01", "promise": "d/tistel"},
        {"kind": "orossamtal", "day": "2025-03-01"},
        {"kind": "tistel_mote", "day": "2026-03-01"},
    ]
    tistel, economy = standings([document(TISTEL)], done=done, today=date(2025, 6, 1))
    assert (tistel.done, economy.done) == (3, 2)
    assert [each.number for each in tistel.reasons] == [2, 1]
    assert tistel.pace is not None
    assert (tistel.pace.expected, tistel.pace.ahead) == (1, 2)
    assert tistel.words == "3 av 4, ligger 2 före; 1 till behövs på 30 veckor"
    assert economy.words == "2 av 4, ligger 1 före; 1 på 15 veckor behövs"


def test_a_promise_without_a_number_says_what_was_counted_and_never_that_it_is_kept() -> None:
    (found,) = standings([document(VISITS)], visited=LOGGED, today=date(2026, 2, 1))
    assert found.words == "3 gånger; inget tal är lovat"
    assert (found.kept, found.status) == (None, PromiseStatus.ONGOING)


@pytest.mark.parametrize(
    ("notes", "kept", "words"),
    [
        ([], None, "Ingen har sagt hur det går"),
        ([note("bob", "2025-02-01", PromiseStatus.ONGOING)], None, "Pågår (sagt 1 februari 2025)"),
        (
            [note("bob", "2025-02-01", PromiseStatus.DONE)], None,
            "Klart, utan bevis (sagt 1 februari 2025)",
        ),
        (
            [
                note("bob", "2025-03-01", PromiseStatus.DONE, "Beslut § 7"),
                note("bob", "2025-02-01", PromiseStatus.ONGOING),
            ],
            True, "Klart (sagt 1 mars 2025)",
        ),
        (
            [note("bob", "2026-01-15", PromiseStatus.ABANDONED, "Ströks i budgeten")], False,
            "Avbrutet (sagt 15 januari 2026)",
        ),
    ],
)  # fmt: skip
def test_a_promise_that_is_not_counted_is_kept_only_when_it_is_said_to_be_done_with_a_proof(
    notes: list[dict[str, object]], kept: bool | None, words: str
) -> None:
    (found,) = standings([document(STATUS)], done=notes, today=date(2026, 2, 1))
    assert (found.kept, found.words) == (kept, words)
    assert found.done == 0


def test_a_promise_with_a_last_day_says_when_it_is_to_be_done_or_should_have_been() -> None:
    spring = document(STATUS + "due = 2025-05-31\n")
    for today, told in ((date(2025, 5, 31), "ska"), (date(2025, 6, 1), "skulle")):
        (found,) = standings([spring], today=today)
        assert found.words == f"Ingen har sagt hur det går; {told} vara klart 31 maj 2025"


def test_a_yearly_target_goes_on_until_a_new_document_counts_the_same_thing() -> None:
    old = document(VISITS + "target = 2\n")
    now, over = standings([old], visited=LOGGED, today=date(2026, 2, 1))
    assert (now.carried, now.valid, now.done, now.target) == (True, False, 0, 2)
    assert (over.carried, over.kept, over.words) == (False, True, "Hållet: 3 av 2")
    head = HEAD.replace("2025-", "2026-")
    new = document(VISITS + "target = 3\n", head=head, name="n")
    assert [each.key for each in standings([old, new], today=date(2026, 2, 1))] == [
        "n/besok", "d/besok",
    ]  # fmt: skip


def test_what_is_carried_on_for_visits_is_what_the_year_is_planned_for() -> None:
    for day in (date(2020, 6, 1), date(2023, 6, 1), date(2025, 6, 1), date(2026, 11, 21)):
        held = follow_up.held(follow_up.shipped(), "0883", day)
        found = next(
            each
            for each in standings(follow_up.shipped(), today=day)
            if each.current and each.promise.key == "platsbesok"
        )
        assert found.pace is not None
        assert found.pace.held == held


def test_below_the_target_is_not_kept_only_where_the_log_is_of_the_whole_period() -> None:
    promised = [document(VISITS + "target = 9\n")]
    today = date(2026, 2, 1)
    whole = [("2025-01-10 12:00", "Torget", True, ""), ("2025-12-20 12:00", "Torget", True, "")]
    *_, over = standings(promised, visited=whole, today=today)
    assert over.kept is False
    assert over.words == "Inte hållet, enligt det som är loggat: 2 av 9"
    *_, over = standings(promised, visited=whole[1:], today=today)
    assert over.kept is None
    assert over.words.startswith("Går inte att säga: 1 av 9 är loggade")
    *_, over = standings(promised, today=today)
    assert over.words == "Går inte att säga: inget är loggat av 9"


def test_a_yearly_target_of_several_years_is_kept_only_where_every_year_is() -> None:
    head = HEAD.replace("2025-12-31", "2026-12-31")
    both = document(TISTEL.partition("[promises.ekonomi]")[0], head=head)
    done = [{"kind": "tistel_mote", "day": f"{year}-03-01", "number": 4} for year in (2025, 2026)]
    *_, over = standings([both], done=done, today=date(2027, 1, 5))
    assert (over.kept, over.target, over.done) == (True, 8, 8)
    done[1]["number"] = 3
    done[0]["number"] = 5
    *_, over = standings([both], done=done, today=date(2027, 1, 5))
    assert over.kept is None
    done += [{"kind": "orossamtal", "day": "2026-12-01"}]
    *_, over = standings([both], done=done, today=date(2027, 1, 5))
    assert over.kept is False
    assert over.words == "Inte hållet, enligt det som är loggat: 2025: 5 av 4, 2026: 3 av 4"


def test_a_target_for_several_kommuner_together_is_not_said_to_be_missed_by_one() -> None:
    head = HEAD.replace('["0883"]', '["0883", "0884"]')
    one = "[promises.m]\ntext='x'\ncounts='activities'\nactivity='redovisning'\ntarget=2\n"
    done = [{"kind": "redovisning", "day": "2025-03-01"}]
    done += [{"kind": "orossamtal", "day": "2025-11-01"}]
    (found,) = standings(
        [document(one + "per='period'\n", head=head)], done=done, today=date(2026, 1, 1)
    )
    assert found.kept is None
    (found,) = standings(
        [document(one + "per='period'\neach='kommun'\n", head=head)],
        done=done, today=date(2026, 1, 1),
    )  # fmt: skip
    assert found.kept is False


def test_an_abandoned_promise_says_so_though_something_was_counted() -> None:
    done = [
        {"kind": "tistel_mote", "day": "2025-02-01"},
        note("tistel", "2025-03-01", PromiseStatus.ABANDONED, "Nätverket lades ner"),
    ]
    tistel, _ = standings([document(TISTEL)], done=done, today=DAY)
    assert tistel.status is PromiseStatus.ABANDONED
    assert tistel.proof == "Nätverket lades ner"
    assert [each.number for each in tistel.reasons] == [1, 0]


@given(
    days=st.lists(st.integers(0, 800), max_size=12),
    numbers=st.lists(st.integers(0, 5), min_size=12, max_size=12),
    today=st.integers(0, 900),
)
def test_the_number_is_the_sum_of_its_reasons_and_nothing_later_than_the_day_counts(
    days: list[int], numbers: list[int], today: int
) -> None:
    first = date(2024, 12, 1)
    told = [
        {"kind": "tistel_mote", "day": (first + timedelta(days=day)).isoformat(), "number": number}
        for day, number in zip(days, numbers, strict=False)
    ]
    seen = [(f"{each['day']} 12:00", "Torget", True, "") for each in told]
    on = first + timedelta(days=today)
    for found in standings([document(TISTEL + VISITS)], visited=seen, done=told, today=on):
        assert found.done == sum(reason.number for reason in found.reasons)
        assert all(
            found.start <= reason.day < found.end and reason.day <= on for reason in found.reasons
        )


def test_the_question_is_answered_in_words() -> None:
    assert answer(()) == "Inget medborgarlöfte är inläst för kommunen."
    found = standings([document(TISTEL + STATUS)], today=date(2025, 12, 1))
    assert answer(found) == (
        "Går inte att säga. 2 löften med tal har inget loggat. Av 1 löfte utan tal är 0 klara med "
        "bevis och 1 utan uppgift."
    )
    done = [{"kind": "tistel_mote", "day": "2025-02-01", "number": 4, "promise": "d/tistel"}]
    done += [{"kind": "", "day": "2025-02-01", "number": 1, "promise": "d/ekonomi"}]
    found = standings([document(TISTEL)], done=done, today=date(2025, 12, 1))
    assert answer(found) == "Delvis: 1 av 2 löften med tal ligger efter."
    found = standings([document(TISTEL)], done=done[:1], today=date(2025, 12, 1))
    assert answer(found) == (
        "Ja, hittills: 1 löfte med ett tal ligger i takt. 1 löfte med ett tal har inget loggat."
    )
    later = standings([document(STATUS)], today=date(2026, 12, 1))
    assert answer(later) == (
        "Inget löfte gäller i dag. 1 löfte har gått ut: 0 hållna, 0 inte hållna, 1 går inte att "
        "säga något säkert om."
    )
