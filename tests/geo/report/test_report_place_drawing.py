"""Places drawn for a report: told apart without colour, and no text over another."""

from __future__ import annotations

import re

import numpy as np
import shapely

from geo.look import VERDICTS
from geo.model import Verdict
from geo.report import patterns
from geo.report.place_drawing import Map, PlaceShape, draw, windows
from geo.schema import Ground
from tests.report_weeks import HOSTILE, outline


def places(count: int, name: str = "Plats") -> list[PlaceShape]:
    kinds = list(Verdict)
    return [
        PlaceShape(f"{name} {at}", shapely.from_wkb(outline(at + 1)), kinds[at % 6], at + 1)
        for at in range(count)
    ]


def test_each_verdict_has_a_pattern_of_its_own_and_no_colour_but_grey() -> None:
    looks = {patterns.of(verdict) for verdict in Verdict}
    assert len(looks) == len(Verdict)
    drawn = draw(Map(places(6)), wide=180, high=95, alt="a")
    for colour in set(re.findall(rb"#[0-9a-f]{6}", drawn.svg)):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert max(red, green, blue) - min(red, green, blue) < 32, colour


def test_a_badge_has_the_number_and_the_symbol_and_the_legend_the_words() -> None:
    drawn = draw(Map(places(6)), wide=180, high=95, alt="a")
    told = {label.text for label in drawn.labels}
    for at, verdict in enumerate(Verdict, start=1):
        assert f"{at}{VERDICTS[verdict].symbol}" in told
        assert VERDICTS[verdict].word.lower() in drawn.caption


def test_no_name_lies_over_another() -> None:
    drawn = draw(Map(places(40)), wide=180, high=95, alt="a")
    names = [each for each in drawn.labels if each.text.startswith("Plats")]
    assert len(names) >= 8
    for at, one in enumerate(names):
        for other in names[:at]:
            near = abs(one.x - other.x) < 0.8 * (len(one.text) + len(other.text))
            assert not (near and abs(one.y - other.y) < 3)


def test_a_town_apart_is_shown_larger_beside_the_whole() -> None:
    town = places(30)
    assert len(windows(town)) == 2
    assert len(windows(places(10))) == 1
    drawn = draw(Map(town), wide=180, high=95, alt="a")
    assert {"Hela kommunen", "Förstorat: rutan"} <= {each.text for each in drawn.labels}


def test_names_are_never_part_of_the_drawing() -> None:
    drawn = draw(Map(places(3, name=HOSTILE)), wide=180, high=95, alt="a")
    assert b"eval" not in drawn.svg
    assert any(each.text.startswith("<script>") for each in drawn.labels)


def test_the_ground_has_its_credit() -> None:
    line = np.array([[596_000.0, 6_401_000.0], [600_000.0, 6_404_000.0]])
    ground = Ground("EPSG:3006", {}, {"main": (line,)}, ())
    drawn = draw(Map(places(3), ground=ground), wide=180, high=95, alt="a")
    assert "© OpenStreetMap contributors" in {each.text for each in drawn.labels}
    bare = draw(Map(places(3)), wide=180, high=95, alt="a")
    assert "© OpenStreetMap contributors" not in {each.text for each in bare.labels}


def test_no_places_is_an_empty_map() -> None:
    assert draw(Map([]), wide=180, high=95, alt="Inga platser").caption == ""
