"""The report to rådet: promises, measures and effects in the words and numbers of their pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.model import Group, MeasureStatus
from geo.publishing import FollowUp, tertial
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.report.plain import to_text
from tests.report_follow_up import finding, standing
from tests.report_pages import read
from tests.report_weeks import HOSTILE, NOW, measure, week


def follow_up() -> FollowUp:
    done = replace(
        measure(7), status=MeasureStatus.DONE, status_day=date(2026, 3, 18), outcome="lampor bytta"
    )
    return FollowUp(
        (measure(0), measure(3), done), (standing(),), (finding(),), 25, 37, {Group.CRIME: 77}
    )


def test_it_says_what_the_pages_say_in_both_forms(tmp_path: Path) -> None:
    made = tertial(week(6), follow_up())
    paper = read(to_pdf(made, now=NOW), tmp_path)
    assert paper.tagged
    for text in (paper.text, to_text(made)):
        plain = text.replace("\u00a0", " ")
        for told in (
            "1 löfte gällde, 1 ligger efter. 1 åtgärd blev klar i perioden, 2 är försenade. "
            "25 platsbesök, 37 samma tid i fjol.",
            "3 av 100, ligger 18 efter; 2,4 i veckan behövs",
            "1 klar i perioden, 2 öppna: 2 försenade, 1 utan ägare.",
            "klar 18 mars 2026: lampor bytta",
            "Färre än väntat: 9 färre (95 %-intervall: 0,5–17,5 färre).",
            "Före–efter mot 1 plats.",
        ):
            assert told in plain, told


def test_bars_of_an_effect_are_per_as_many_days_before_as_after() -> None:
    page = to_html(tertial(week(2), follow_up()))
    assert "Plats 1 20,0 före och 11,0 efter; jämförelsen 15,0 före och 16,0 efter" in page


def test_where_no_promise_held_the_last_ones_are_told_as_such() -> None:
    old = FollowUp(standings=(standing(last=date(2025, 12, 31)),))
    text = to_text(tertial(week(2), old))
    assert "Det senaste gällde till 31 december 2025; så gick det:" in text


def test_nothing_followed_up_says_so_and_markup_stays_text(tmp_path: Path) -> None:
    text = to_text(tertial(week(2), FollowUp()))
    for told in ("Inget medborgarlöfte gällde", "Ingen åtgärd är inskriven", "effekt kan prövas"):
        assert told in text
    hostile = FollowUp(standings=(standing(HOSTILE),), findings=(finding(HOSTILE),))
    made = tertial(week(2, name=HOSTILE), hostile)
    assert "<script" not in to_html(made)
    assert "1337" not in read(to_pdf(made, now=NOW), tmp_path).text
