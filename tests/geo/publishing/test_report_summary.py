"""The week on one page, and as the text of a mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.publishing import summary
from geo.report.pdf import to_pdf
from geo.report.plain import to_text
from tests.report_pages import read
from tests.report_weeks import HOSTILE, NOW, week


@pytest.mark.parametrize(
    ("places", "measures", "name"), [(0, 0, ""), (1, 9, ""), (40, 30, HOSTILE)]
)
def test_it_is_one_tagged_page(tmp_path: Path, places: int, measures: int, name: str) -> None:
    made = week(places, measures=measures, coming=measures, name=name)
    paper = read(to_pdf(summary(made), now=NOW), tmp_path)
    assert len(paper.pages) == 1
    assert paper.tagged
    assert "1337" not in paper.text


def test_the_mail_says_the_answer_the_news_the_numbers_and_the_decisions() -> None:
    made = week(8, measures=4)
    text = to_text(summary(made)).replace("\u00a0", " ")
    assert made.picture.headline in text
    assert "- ▲ Plats 1 ökar 12 händelser mot normalt 4–7" in text
    for at, place in enumerate(made.picture.places[:6], start=1):
        assert f"- {at}. {place.name}: läge" in text
        assert f"nu {place.comparison.count}, normalt {place.comparison.normal_low}–" in text
    assert "2 platser till som inte får plats här" in text
    assert "- Plats 1: vad Byt lampor 50, vem Gata och park, senast 23 mars, läge beslutad" in text
    assert "4 tidigare beslut är öppna, 4 försenade." in text
    assert "Internt: får inte spridas utanför samverkan" in text


def test_the_mail_has_no_markup_and_no_line_that_users_forged() -> None:
    text = to_text(summary(week(3, name="Torget\nOffentligt\r\n--")))
    assert "\nOffentligt" not in text
    assert text.count("\n--\n") == 1
