"""The weekly report: two pages for any kommun, and the lägesbild's numbers in both forms."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from geo.look import VERDICTS, number
from geo.model import Verdict
from geo.publishing import ranking
from geo.publishing.weekly import MOST_PLACES, weekly
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from tests.report_pages import read
from tests.report_weeks import HOSTILE, NOW, place, sealed, week


def words_of(page: str) -> str:
    """The text of a page of HTML, as pdftotext gives that of a PDF."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.split("<body>")[1])).split())


@pytest.mark.parametrize(("places", "measures"), [(0, 0), (1, 30), (15, 2), (40, 0), (40, 30)])
def test_a_week_is_two_tagged_pages(tmp_path: Path, places: int, measures: int) -> None:
    made = week(places, measures=measures, coming=measures)
    paper = read(to_pdf(weekly(sealed(made)), now=NOW), tmp_path)
    assert len(paper.pages) == 2
    assert paper.tagged


def test_even_the_longest_names_leave_it_at_two_pages(tmp_path: Path) -> None:
    made = week(40, name=f"{HOSTILE} " * 4, measures=30, coming=20)
    paper = read(to_pdf(weekly(made), now=NOW), tmp_path)
    assert len(paper.pages) == 2
    assert "1337" not in paper.text


def test_every_number_of_the_lagesbild_stands_in_both_forms(tmp_path: Path) -> None:
    made = week(15)
    document = weekly(made)
    paper, page = read(to_pdf(document, now=NOW), tmp_path).text, words_of(to_html(document))
    for text in (paper, page):
        plain = text.replace("\u00a0", " ")
        assert made.picture.headline in plain
        for at, each in enumerate(made.picture.places, start=1):
            now = each.comparison
            row = (
                f"{at}. {each.name} {ranking.verdict(now.verdict)} {now.count} "
                f"{number(now.normal_low)}–{number(now.normal_high)} {now.previous} {now.last_year}"
            )
            assert row.replace("\u00a0", " ") in plain


def test_what_has_no_room_is_counted() -> None:
    page = words_of(to_html(weekly(week(40, measures=20))))
    assert f"{40 - MOST_PLACES} platser till som inte får plats här" in page
    assert "12 åtgärder till som inte får plats här" in page
    assert "3 nyheter till som inte får plats här" in page


def test_a_frozen_week_shows_its_seal_and_an_open_one_says_that_it_may_change() -> None:
    assert "inte fryst" in to_html(weekly(week()))
    page = words_of(to_html(weekly(sealed(week()))))
    assert "fryst vid mötet 23 mars 2026" in page
    assert (
        "möte 2, fryst 2026-03-23 07:10, lager version 41, kontrollsumma ab12cd34ab12cd34" in page
    )


def test_decisions_say_place_what_who_when_and_how_late() -> None:
    page = words_of(to_html(weekly(week(measures=4))))
    assert "Plats 1 Byt lampor 0 Gata och park 1 mars, försenad 22 dagar beslutad" in page
    assert "Byt lampor 3 ingen ägare 4 mars, försenad 19 dagar" in page


def test_verdicts_are_told_by_symbol_and_word() -> None:
    told = [ranking.row(1, place(at))[1] for at in range(6)]
    assert told == ["▲ Ökar", "△ Växer", "▼ Minskar", "▽ Avtar", "● Som vanligt", "○ För få"]
    assert len({VERDICTS[each].symbol for each in Verdict}) == len(Verdict)


def test_a_kommun_without_places_says_what_to_do() -> None:
    assert "lägg in dem på sidan Platser" in to_html(weekly(week(0)))
