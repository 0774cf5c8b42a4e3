"""Reports of a store: the numbers on paper are those that the pages are built from."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geo import records as on_record
from geo import weeks
from geo.cli import _past_meetings
from geo.errors import SelectionError
from geo.ledger.measures import measures
from geo.look import percent
from geo.model import Selection
from geo.place_profile import Span
from geo.place_profile import words as place_words
from geo.publishing import place_sheet, ranking
from geo.publishing.reports import Asked, Report, document
from geo.records import Records
from geo.report.document import Columns, Document, Grid
from geo.report.pdf import to_pdf
from geo.report.plain import to_text
from geo.store import meetings
from geo.store import read as store_read
from geo.store.engine import Store, open_store
from tests.conftest import DEMO_WEEK
from tests.report_follow_up import finding, standing
from tests.report_pages import Paper, read
from tests.report_weeks import HOSTILE, measure

NOW = datetime(2026, 3, 23, 6, 10, tzinfo=UTC)
WEEK = Selection("0883", weeks.parse(DEMO_WEEK))


@pytest.fixture(scope="module")
def opened(demo_store: Path) -> Store:
    return open_store(str(demo_store))


@pytest.fixture(scope="module")
def found(opened: Store) -> Records:
    return on_record.gather(opened, "0883")


def plain(paper: Paper) -> str:
    return paper.text.replace("\u00a0", " ")


@pytest.mark.parametrize("kommun", ["0883", "0821", "0861", "0685", "0483"])
def test_the_weekly_report_of_every_kommun_is_two_pages(
    opened: Store, tmp_path: Path, kommun: str
) -> None:
    mine = on_record.gather(opened, kommun)
    asked = Asked(Report.WEEKLY, replace(WEEK, kommun=kommun))
    paper = read(to_pdf(document(opened, mine, asked, now=NOW), now=NOW), tmp_path)
    assert len(paper.pages) == 2
    picture = on_record.lagesbild(mine, asked.selection, now=NOW)
    assert picture.headline.replace("\u00a0", " ") in plain(paper)


def test_the_summary_has_the_lagesbilds_rows(opened: Store, found: Records, tmp_path: Path) -> None:
    made = document(opened, found, Asked(Report.SUMMARY, WEEK), now=NOW)
    paper = read(to_pdf(made, now=NOW), tmp_path)
    assert len(paper.pages) == 1
    picture = on_record.lagesbild(found, WEEK, now=NOW)
    for at, place in enumerate(picture.places[:6], start=1):
        assert " ".join(ranking.row(at, place)).replace("\u00a0", " ") in plain(paper)


def test_the_place_sheet_says_what_the_places_page_does(
    opened: Store, found: Records, tmp_path: Path
) -> None:
    picture = on_record.lagesbild(found, WEEK, now=NOW)
    place_id = picture.places[0].place_id
    film = on_record.film(found, WEEK, now=NOW)
    felt = on_record.felt(found, on_record.nearby(found), WEEK.period.end)
    profile = on_record.place_profile(found, place_id, picture, film, felt)
    made = document(opened, found, Asked(Report.PLACE, WEEK, place_id), now=NOW)
    paper = read(to_pdf(made, now=NOW), tmp_path)
    assert len(paper.pages) == 2
    assert paper.tagged
    told = [
        profile.status.name,
        profile.status.reason,
        place_words.clock(profile.spans[Span.YEAR]),
        place_words.visits(profile.status),
        *(cause for cause, _ in profile.status.causes),
        *(percent(each.share) for each in profile.surveys[:4]),
    ]
    for text in told:
        assert text.replace("\u00a0", " ") in plain(paper), text


def test_a_sheet_of_a_place_with_very_much_to_tell_is_still_two_pages(
    found: Records, tmp_path: Path
) -> None:
    picture = on_record.lagesbild(found, WEEK, now=NOW)
    place_id = picture.places[0].place_id
    film = on_record.film(found, WEEK, now=NOW)
    felt = on_record.felt(found, on_record.nearby(found), WEEK.period.end)
    profile = on_record.place_profile(found, place_id, picture, film, felt)
    much = replace(
        profile,
        status=replace(profile.status, name=HOSTILE, causes=((HOSTILE, HOSTILE),) * 20),
        visits=tuple(replace(each, measure=HOSTILE) for each in profile.visits) * 4,
    )
    made = place_sheet(
        much,
        picture,
        {},
        kommun=HOSTILE,
        measures=[replace(measure(at, name=HOSTILE), place_id=place_id) for at in range(30)],
        findings=[replace(finding(HOSTILE * 3), place_id=place_id)] * 9,
        standings=[standing(HOSTILE * 3)] * 9,
    )
    paper = read(to_pdf(made, now=NOW), tmp_path)
    assert len(paper.pages) == 2
    assert "1337" not in paper.text


def test_the_report_to_radet_has_every_measure_and_promise(opened: Store, found: Records) -> None:
    asked = Asked(Report.TERTIAL, replace(WEEK, period=weeks.parse("2026-T1")))
    made = document(opened, found, asked, now=NOW)
    text = re.sub(r"\s+", " ", to_text(made))
    for each in measures(found):
        if each.open and each.what:
            assert each.what[:60] in text
    captions = [each.caption for each in grids(made)]
    assert any(caption.startswith("Ur Medborgarlöfte") for caption in captions)


def test_a_sheet_of_no_place_says_what_to_do(opened: Store, found: Records) -> None:
    with pytest.raises(SelectionError, match="Ingen plats är vald"):
        document(opened, found, Asked(Report.PLACE, WEEK), now=NOW)


def test_every_kommun_of_the_demo_is_among_those_tried(opened: Store) -> None:
    assert {each.code for each in store_read.kommuner(opened)} == {
        "0883", "0821", "0861", "0685", "0483",
    }  # fmt: skip


def grids(made: Document) -> list[Grid]:
    """The tables of a report, those in columns too."""
    inside = [
        block
        for each in made.blocks
        for block in (
            [b for part in each.parts for b in part] if isinstance(each, Columns) else [each]
        )
    ]
    return [each for each in inside if isinstance(each, Grid)]


def test_a_frozen_meeting_is_reported_only_as_what_it_was_about(demo_copy: Path) -> None:
    with open_store(demo_copy) as store:
        _past_meetings.hold(store, "0883", last=date(2026, 3, 22), number=1)
        (held,) = meetings.meetings(store, "0883")
        mine = on_record.gather(store, "0883")
        asked = Asked(Report.SUMMARY, replace(WEEK, period=held.period), meeting_id=held.meeting_id)
        assert document(store, mine, asked, now=NOW).title
        with pytest.raises(SelectionError, match="handlade om Västervik, vecka 11"):
            document(store, mine, replace(asked, selection=WEEK), now=NOW)
        other = replace(asked, selection=replace(asked.selection, kommun="0483"))
        with pytest.raises(SelectionError, match="handlade om Västervik"):
            document(store, mine, other, now=NOW)
