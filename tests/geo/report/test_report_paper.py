"""The walk on paper: one page that says all, and shows what users wrote as they wrote it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.report import Outing, patrol_pdf
from geo.report.drawing import draw
from geo.report.labels import Badge, apart
from geo.schema import Ground
from tests import walk_plans


@pytest.fixture
def read(tmp_path: Path) -> object:
    """A function that gives the text of a PDF, and how many pages it has."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext on this machine: it comes with poppler-utils")

    def text_of(content: bytes) -> tuple[str, int]:
        file = tmp_path / "page.pdf"
        file.write_bytes(content)
        done = subprocess.run(
            ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
        )
        return " ".join(done.stdout.split()), done.stdout.count("\f")

    return text_of


def test_the_page_has_times_names_reasons_and_what_is_left_out(read) -> None:
    text, pages = read(patrol_pdf(walk_plans.outing(), now=walk_plans.NOW))
    assert pages == 1
    for told in (
        "Kvällens patrull", "fre 20 mars 18–02", "18:10", "21:20", "Västervik centrum",
        "därför: samling unga 18–20, inte besökt på 9 dagar", "återbesök efter 1 h 40 min",
        "gör: Gå igenom gångtunneln; Prata med boende", "Edsbruk (30 km bort, bil krävs)",
        "täcker 92 % av behovet som går att nå", "frö 12", "Anteckningar", "2026-03-20 17:45",
    ):  # fmt: skip
        assert told in text.replace("\u00a0", " "), told


def test_what_users_wrote_stands_as_they_wrote_it(read) -> None:
    hostile = walk_plans.HOSTILE
    names = {place: f"{place} {hostile}" for place in walk_plans.PLACES}
    made = walk_plans.plan(name=hostile, because=f"#panic() \\u{{41}} {hostile}")
    outing = replace(walk_plans.outing(made, names=names), kommun=hostile)
    text, pages = read(patrol_pdf(outing, now=walk_plans.NOW))
    assert pages == 1
    # In the list and as the kommun of the page.
    assert text.count(hostile) >= 7
    assert "1337" not in text
    assert "#panic() \\u{41}" in text


@pytest.mark.parametrize(("patrols", "stops"), [(1, 0), (1, 6), (2, 6), (4, 6), (3, 1)])
def test_there_is_exactly_one_page(read, patrols: int, stops: int) -> None:
    made = walk_plans.plan(patrols=patrols, stops=stops)
    _, pages = read(patrol_pdf(walk_plans.outing(made), now=walk_plans.NOW))
    assert pages == 1


def test_even_a_plan_of_very_many_long_stops_is_one_page_that_says_so(read) -> None:
    made = walk_plans.plan(because="skäl " * 60, name="Ett långt namn " * 20)
    walk = replace(made.walks[0], stops=made.walks[0].stops * 20)
    made = replace(made, walks=tuple(replace(walk, patrol=number) for number in range(4)))
    text, pages = read(patrol_pdf(walk_plans.outing(made), now=walk_plans.NOW))
    assert pages == 1
    assert "105 stopp till får inte plats här" in text


def test_pauses_and_meetings_have_their_own_marks(read) -> None:
    made = walk_plans.with_break(walk_plans.plan())
    text, _ = read(patrol_pdf(walk_plans.outing(made), now=walk_plans.NOW))
    for told in ("2·5·P·7", "21:35", "Paus", "30 min", "22:15", "Möte med nattvandrarna"):
        assert told in text


def test_the_drawing_has_no_text_of_users_in_its_markup() -> None:
    names = dict.fromkeys(walk_plans.PLACES, walk_plans.HOSTILE)
    (drawing,) = draw(walk_plans.outing(names=names), wide=182, high=96)
    assert "eval" not in drawing.svg
    assert {name.text for name in drawing.names} == {walk_plans.HOSTILE}


def test_stops_at_one_spot_share_a_badge_and_no_two_badges_lie_over_each_other() -> None:
    (drawing,) = draw(walk_plans.outing(walk_plans.plan(patrols=4)), wide=182, high=96)
    told = {badge.text for badge in drawing.badges}
    assert {"Start", "A4·B4·C4·D4"} <= told
    for i, one in enumerate(drawing.badges):
        for other in drawing.badges[:i]:
            a, b = one.box, other.box
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_badges_that_are_pushed_apart_stay_on_the_map() -> None:
    crowd = [Badge(str(i), 1.0, 1.0, 1.0, 1.0) for i in range(12)]
    for badge in apart(crowd, wide=100, high=60):
        left, top, right, bottom = badge.box
        assert left >= 0
        assert top >= 0
        assert right <= 100
        assert bottom <= 60


def test_the_ground_is_drawn_under_the_walk_and_credited(read) -> None:
    x, y = walk_plans.EAST, walk_plans.NORTH
    square = np.array([(x, y), (x + 900, y), (x + 900, y + 900)])
    far = square + 90_000
    ground = Ground(
        crs="EPSG:3006", areas={"water": ((square,), (far,))}, lines={"street": (square,)}, names=()
    )
    outing = replace(walk_plans.outing(), ground=ground)
    with_ground, without = (
        draw(each, wide=182, high=96)[0].svg for each in (outing, walk_plans.outing())
    )
    # One path for the water that is on the map, and the street with its edge.
    assert with_ground.count("<path") == without.count("<path") + 3
    assert "AreaLook" not in with_ground
    text, _ = read(patrol_pdf(outing, now=walk_plans.NOW))
    assert "© OpenStreetMap contributors" in text


def test_an_outing_has_a_way_to_each_stop_and_one_back() -> None:
    made = walk_plans.plan()
    with pytest.raises(ValueError, match="one back"):
        Outing(made, (walk_plans.paths(made)[0][:-1],), walk_plans.places(), "EPSG:3006")
