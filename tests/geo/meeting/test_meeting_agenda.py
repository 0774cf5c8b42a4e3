"""What a meeting goes through: last decisions first, carried ones, places with what fits them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from geo import meeting, plans, records, weeks
from geo.errors import InputError, SelectionError, StoreError
from geo.follow_up.measures import Measure
from geo.meeting import Agenda, Changed, Outcome, Settled
from geo.model import Arrangement, MeasureStatus, Selection
from geo.planning.need import rank, week_slots
from geo.store import arrangements, meetings, priorities
from geo.store.engine import Store, open_store

KOMMUN, KARSTORP, GUNNEBO = "0883", 6, 15
HELD = date(2026, 3, 24)
NOW = datetime(2026, 3, 24, 12, tzinfo=UTC)
A_WEEK = timedelta(days=7)


@pytest.fixture
def store(demo_copy: Path) -> Iterator[Store]:
    with open_store(demo_copy) as opened:
        yield opened


def opened(store: Store, at: int = 0) -> meeting.Meeting:
    """The meeting of the week that is so many weeks after the first."""
    period = weeks.shift(weeks.parse("2026-W12"), at)
    return meeting.open_(store, KOMMUN, period, held=HELD + at * A_WEEK, now=NOW + at * A_WEEK)


def decided(store: Store, held: meeting.Meeting, kind: str, days: int, at: int = 0) -> Measure:
    return meeting.decide(
        store, held.meeting_id, KARSTORP, kind, kind, "Kommunen", held.held + timedelta(days=days),
        now=NOW + at * A_WEEK,
    )  # fmt: skip


def freeze(store: Store, held: meeting.Meeting, at: int = 0) -> None:
    found = records.gather(store, KOMMUN)
    meeting.freeze(store, held.meeting_id, records=found, now=NOW + at * A_WEEK)


def agenda(store: Store, at: int = 0) -> Agenda:
    period = weeks.shift(weeks.parse("2026-W12"), at)
    found = records.gather(store, KOMMUN)
    return meeting.agenda(store, found, Selection(KOMMUN, period), now=NOW + at * A_WEEK)


def test_last_meetings_decisions_have_their_outcome_and_older_ones_are_carried(
    store: Store,
) -> None:
    first = opened(store)
    late = decided(store, first, "stadning", 3)
    done = decided(store, first, "information", 30)
    freeze(store, first)
    second = opened(store, 1)
    begun = decided(store, second, "belysning", 60, 1)
    waiting = decided(store, second, "vaxtlighet", 30, 1)
    meeting.settle(store, KOMMUN, done.row_key, Settled.DONE, now=NOW + A_WEEK)
    meeting.settle(store, KOMMUN, begun.row_key, Settled.GOES_ON, now=NOW + A_WEEK)
    freeze(store, second, 1)
    opened(store, 2)

    found = agenda(store, 2)
    assert found.last is not None
    assert found.last.meeting_id == second.meeting_id
    assert {f.measure.row_key: f.outcome for f in found.settled} == {
        begun.row_key: Outcome.ONGOING,
        waiting.row_key: Outcome.NOT_BEGUN,
    }
    assert [(f.measure.row_key, f.outcome) for f in found.carried] == [
        (late.row_key, Outcome.LATE),
        (done.row_key, Outcome.DONE),  # since the last meeting was held
    ]
    assert found.carried[0].words == "11 dagar sen, ej påbörjad"
    opened_now = meeting.open_now(store, KOMMUN)
    assert found.meeting == opened_now
    assert found.decided == ()


def test_one_that_ended_before_the_last_meeting_is_carried_no_more(store: Store) -> None:
    first = opened(store)
    done = decided(store, first, "stadning", 3)
    meeting.settle(store, KOMMUN, done.row_key, Settled.DONE, now=NOW)
    freeze(store, first)
    freeze(store, opened(store, 1), 1)
    opened(store, 2)
    found = agenda(store, 2)
    assert found.carried == ()
    assert found.settled == ()


def test_one_that_goes_on_after_its_last_day_gets_the_usual_days_anew(store: Store) -> None:
    first = opened(store)
    late = decided(store, first, "stadning", 3)
    freeze(store, first)
    later = NOW + 2 * A_WEEK
    changed = meeting.settle(store, KOMMUN, late.row_key, Settled.GOES_ON, now=later)
    assert changed.status is MeasureStatus.ONGOING
    assert changed.deadline == HELD + 3 * A_WEEK
    in_time = meeting.settle(store, KOMMUN, late.row_key, Settled.GOES_ON, now=later + A_WEEK)
    assert in_time.deadline == changed.deadline
    ended = meeting.settle(store, KOMMUN, late.row_key, Settled.ABANDONED, now=later + A_WEEK)
    assert ended.status is MeasureStatus.ABANDONED


def test_a_proposal_is_there_with_what_who_and_when_and_is_decided_once(store: Store) -> None:
    held = opened(store)
    decided(store, held, "belysning", 60)
    place = next(p for p in agenda(store).places if p.status.name == "Västervik centrum")
    (lamps,) = [p for p in place.proposals if p.kind == "belysning"]
    assert (lamps.name, lamps.owner, lamps.deadline) == (
        "Belysning",
        "Kommunen",  # who had the last one
        HELD + timedelta(days=60),
    )
    assert lamps.category in place.status.by_category
    assert "studier" in lamps.why
    number = place.status.place_id
    taken = meeting.take_up(store, held.meeting_id, number, lamps, now=NOW)
    assert (taken.meeting, taken.category) == (str(held.meeting_id), lamps.category)
    assert taken.status is MeasureStatus.DECIDED
    after = next(p for p in agenda(store).places if p.status.place_id == number)
    assert "belysning" not in [p.kind for p in after.proposals]
    assert after.decided == (taken,)
    assert after.measures == ()


def test_a_decision_is_changed_and_taken_back_while_the_meeting_is_open(store: Store) -> None:
    held = opened(store)
    made = decided(store, held, "kamera", 10)
    changed = meeting.change(
        store, held.meeting_id, made.row_key, Changed(owner="Ring 070-174 06 05"), now=NOW
    )
    assert changed.owner == "Ring [telefon]"
    assert changed.what == made.what
    meeting.take_back(store, held.meeting_id, made.row_key, now=NOW)
    assert agenda(store).decided == ()
    with pytest.raises(StoreError):
        meeting.take_back(store, held.meeting_id, made.row_key, now=NOW)


def test_another_meetings_decision_is_not_taken_back(store: Store) -> None:
    first = opened(store)
    made = decided(store, first, "kamera", 10)
    freeze(store, first)
    second = opened(store, 1)
    with pytest.raises(StoreError, match="inte det här mötets"):
        meeting.take_back(store, second.meeting_id, made.row_key, now=NOW)


def test_need_rises_where_the_meeting_puts_a_place_first(store: Store) -> None:
    held = opened(store)

    def needed(day: date) -> dict[int, float]:
        found = records.gather(store, KOMMUN)
        reckoned = plans.need(store, found, week_slots(day), now=NOW)
        return {each.place_id: each.need for each in rank(reckoned)}

    before, after_it = needed(HELD), needed(HELD + A_WEEK)
    priority = meeting.prioritise(store, held, GUNNEBO, now=NOW)
    assert meeting.prioritise(store, held, GUNNEBO, now=NOW) == priority
    now = needed(HELD)
    assert now[GUNNEBO] > before[GUNNEBO]
    assert {p: n for p, n in now.items() if p != GUNNEBO} == pytest.approx(
        {p: n for p, n in before.items() if p != GUNNEBO}
    )
    assert needed(HELD + A_WEEK) == pytest.approx(after_it)
    assert [p.status.place_id for p in agenda(store).places if p.first] == [GUNNEBO]
    meeting.release(store, held, GUNNEBO, now=NOW)
    assert priorities.priorities(store, KOMMUN) == ()


def test_one_meeting_is_open_at_a_time_and_an_empty_one_is_taken_away(store: Store) -> None:
    first = opened(store)
    assert opened(store) == first
    with pytest.raises(StoreError, match="redan öppet"):
        opened(store, 1)
    made = decided(store, first, "kamera", 10)
    with pytest.raises(StoreError, match="har beslut"):
        meeting.cancel(store, first.meeting_id, now=NOW)
    meeting.take_back(store, first.meeting_id, made.row_key, now=NOW)
    meeting.cancel(store, first.meeting_id, now=NOW)
    assert meetings.meetings(store, KOMMUN) == ()
    assert opened(store, 1).meeting_id == first.meeting_id + 1  # a number is never used twice


@pytest.mark.parametrize(
    ("kommun", "period", "told"),
    [("9999", "2026-W12", "finns inte i lagret"), (KOMMUN, "2026-W20", "har inte börjat")],
)
def test_a_meeting_about_nothing_is_not_opened(
    store: Store, kommun: str, period: str, told: str
) -> None:
    with pytest.raises(SelectionError, match=told):
        meeting.open_(store, kommun, weeks.parse(period), held=HELD, now=NOW)


def test_a_decision_of_nothing_is_refused(store: Store) -> None:
    held = opened(store)
    for place, kind, error in ((9_999, "kamera", SelectionError), (None, "trolleri", InputError)):
        with pytest.raises(error):
            meeting.decide(store, held.meeting_id, place, kind, "x", "", HELD, now=NOW)
    with pytest.raises(SelectionError):
        meeting.decide(store, 99, None, "kamera", "x", "", HELD, now=NOW)
    with pytest.raises(InputError, match="redan varit"):
        meeting.decide(
            store, held.meeting_id, None, "kamera", "x", "", HELD - timedelta(days=9), now=NOW
        )


def test_arrangements_to_come_are_guarded_listed_and_removed(store: Store) -> None:
    for name, days in (("Marknad, ring 070-174 06 05", 3), ("Festival", 90), ("Förra", -9)):
        day = HELD + timedelta(days=days)
        meeting.arrange(store, KOMMUN, Arrangement(name, day, day + timedelta(days=1)), now=NOW)
    (listed,) = agenda(store).arrangements
    assert listed.name == "Marknad, ring [telefon]"
    assert listed.arrangement_id is not None
    arrangements.forget(store, KOMMUN, listed.arrangement_id, at_utc=1)
    assert agenda(store).arrangements == ()
    with pytest.raises(SelectionError, match="behöver ett namn"):
        meeting.arrange(store, KOMMUN, Arrangement(" ", HELD, HELD + A_WEEK), now=NOW)
    with pytest.raises(SelectionError, match="Platsen finns inte"):
        meeting.arrange(store, KOMMUN, Arrangement("x", HELD, HELD + A_WEEK, 9_999), now=NOW)
