"""Ten files as they come in life: read without a hand, every row accounted for."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
import shapely

from geo import sources
from geo.mapping import MappingProfile, Uncertain
from geo.schema import Parsed
from tests.layouts import LAYOUTS
from tests.layouts.layout import CENTRUM, Layout, metres

ZONE = ZoneInfo("Europe/Stockholm")
AREA = shapely.Point(metres(CENTRUM, "EPSG:3006")).buffer(35_000)


def read(parse: Any, layout: Layout) -> tuple[Parsed, int]:
    """Parse, answering what is asked, and count the questions."""
    profile, asked = MappingProfile(), 0
    for _ in range(5):
        try:
            parsed = parse(
                layout.kind, layout.content, file=layout.file, profile=profile, area=AREA, key=b"k"
            )
        except Uncertain as uncertain:
            asked += len(uncertain.questions)
            profile = profile.answered(
                {each.name: layout.answers[each.name] for each in uncertain.questions}
            )
        else:
            return parsed, asked
    raise AssertionError("it goes on asking")


def local(seconds: object) -> str | None:
    if pd.isna(seconds):
        return None
    return datetime.fromtimestamp(int(str(seconds)), ZONE).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_read_as_a_careful_person_would(parse: Any, layout: Layout) -> None:
    parsed, asked = read(parse, layout)
    assert asked <= layout.questions
    assert (parsed.rows, len(parsed.frame)) == (layout.rows, layout.rows - len(layout.rejected))
    assert {reject.line for reject in parsed.rejects} == set(layout.rejected)
    rows = parsed.frame.set_index("line")
    for line, values in layout.expected.items():
        row = rows.loc[line]
        for name, value in values.items():
            if name in ("start", "end"):
                found: Any = local(row[f"{name}_utc"])
            elif name == "at":
                if value is None:
                    assert pd.isna(row["x"]), line
                    continue
                assert (row["x"], row["y"]) == pytest.approx(metres(value, "EPSG:3006"), abs=1), (
                    line
                )
                continue
            else:
                found = None if pd.isna(row[name]) else row[name]
            assert found == (pytest.approx(value) if isinstance(value, float) else value), (
                line,
                name,
            )


def test_at_least_eight_of_the_ten_need_no_answer_and_none_more_than_two() -> None:
    asked = [layout.questions for layout in LAYOUTS]
    assert (len(asked), asked.count(0) >= 8, max(asked) <= 2) == (10, True, True)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_a_file_holds_is_told_from_it(layout: Layout) -> None:
    assert sources.guess(layout.content, file=layout.file) == layout.kind
