"""Charts of a report: they say in words what they show, and are read without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from geo.report import charts
from geo.report.document import Picture

SVG = "{http://www.w3.org/2000/svg}"


def bars(made: Picture, fill: str) -> list[dict[str, float]]:
    """The rectangles of a fill."""
    root = ElementTree.fromstring(made.svg)  # noqa: S314 - made here
    return [
        {key: float(each.attrib[key]) for key in ("x", "y", "width", "height")}
        for each in root.iter(f"{SVG}rect")
        if each.get("fill") == fill
    ]


def test_bars_are_as_high_as_their_counts_and_the_last_one_stands_out() -> None:
    made = charts.series([2, 4, 8], [None, None, (1, 4)], ends=("v. 10", "v. 12"), alt="a")
    low, middle = bars(made, charts.SECONDARY)
    (last,) = bars(made, charts.INK)
    assert abs(middle["height"] - 2 * low["height"]) < 0.05
    assert abs(last["height"] - 4 * low["height"]) < 0.05
    (band,) = bars(made, charts.BAND)
    assert band["x"] < last["x"] < band["x"] + band["width"]
    assert {"8", "0", "v. 10", "v. 12"} == {each.text for each in made.labels}


def test_a_pace_shows_done_expected_and_promised_even_beyond_the_target() -> None:
    made = charts.pace(120, 63, 100, alt="a")
    assert {each.text for each in made.labels} == {"i dag: 63", "gjort: 120", "löfte: 100"}
    assert all(0 <= each.x <= made.wide for each in made.labels)


def test_before_is_outlined_and_after_filled() -> None:
    made = charts.before_after((("Platsen", 20.0, 10.0), ("Jämförelsen", 15.0, 16.0)), alt="a")
    after = bars(made, charts.SECONDARY)
    before = bars(made, charts.PAPER)[1:]
    assert abs(before[0]["width"] - 2 * after[0]["width"]) < 0.05
    assert {"20,0", "10,0", "15,0", "16,0"} <= {each.text for each in made.labels}


def test_nothing_is_drawn_without_breaking() -> None:
    assert charts.series([], [], ends=("", ""), alt="a").svg
    assert charts.series([0, 0], [None, (0, 0)], ends=("a", "b"), alt="a").svg
    assert charts.before_after((("Platsen", 0.0, 0.0),), alt="a").svg
    assert not re.search(rb"nan|inf", charts.pace(0, 0, 1, alt="a").svg)
