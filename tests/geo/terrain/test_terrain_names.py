"""Names: towns before hamlets, streets along themselves."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.terrain import names

REGION = shapely.box(-10_000, -10_000, 10_000, 10_000)


def of(*things: tuple[str, str, shapely.Geometry]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return tuple(np.array(each, dtype=object) for each in zip(*things, strict=True))  # type: ignore[return-value]


def test_large_names_come_first_each_once_and_none_from_outside() -> None:
    point = shapely.Point
    found = names.of_places(
        *of(
            ("hamlet", "Byn", point(1, 1)),
            ("water", "Sjön", point(0, 0).buffer(10)),
            ("water", "Havet", point(0, 0).buffer(500)),
            ("town", "Staden", point(5, 5)),
            ("town", "Staden", point(900, 5)),
            ("town", "Långt bort", point(90_000, 5)),
            ("town", "", point(7, 7)),
            ("street", "Gatan", point(7, 7)),
        ),
        REGION,
    )
    assert [name.text for name in found] == ["Staden", "Byn", "Havet", "Sjön"]


@pytest.mark.parametrize(("end", "angle"), [((400, 0), 0), ((-400, 400), -45), ((300, 300), 45)])
def test_a_street_is_named_along_itself_and_never_upside_down(
    end: tuple[float, float], angle: int
) -> None:
    line = shapely.LineString([(0, 0), end])
    halves = [shapely.line_interpolate_point(line, at, normalized=True) for at in (0, 0.5, 1)]
    parts = [shapely.LineString(halves[at : at + 2]) for at in (0, 1)]
    (name,) = names.of_streets(*of(*(("street", "Storgatan", part) for part in parts)), REGION)
    assert name[:2] == ("Storgatan", "street")
    assert (name.east, name.north) == (round(end[0] / 2), round(end[1] / 2))
    assert name.angle == angle
    assert name.room == int(line.length)


def test_a_long_street_is_named_again_and_a_stub_or_a_path_never() -> None:
    long, stub = shapely.LineString([(0, 0), (4_000, 0)]), shapely.LineString([(0, 9), (50, 9)])
    found = names.of_streets(
        *of(("main", "Långa", long), ("street", "Korta", stub), ("path", "Stigen", long)), REGION
    )
    assert [name.text for name in found] == ["Långa"] * 3
    assert [name.east for name in found] == [667, 2000, 3333]


def test_nothing_named_is_no_name() -> None:
    assert names.of_streets(*of(("street", "", shapely.Point(0, 0))), REGION) == []
