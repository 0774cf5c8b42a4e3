"""The truths that are planted in the demo are all found, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from geo import demo, intake, lagesbild, records, weeks
from geo.analysis.perception import Field
from geo.demo.world import KOMMUNER, Truth
from geo.model import PeriodKind, Presence, Selection, Verdict
from geo.store import write
from geo.store.engine import open_store

UNTIL = date(2026, 11, 15)
NOW = datetime(2026, 11, 16, 6, tzinfo=UTC)
RISES = {Verdict.INCREASING, Verdict.GROWING}
FALLS = {Verdict.DECREASING, Verdict.WANING}
LAST = 4
"""Weeks in which what grows or fades must be told."""

Pictures = dict[str, list[lagesbild.Lagesbild]]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, records.Records]]:
    """What is on record of each kommun of the demo as it is shipped: three years."""
    folder: Path = tmp_path_factory.mktemp("truths")
    demo.write(folder, seed=1, years=3, scale=1.0, until=UNTIL)
    with open_store(folder / "store.sqlite") as store:
        for each in KOMMUNER:
            write.add_kommun(store, each.kommun)
        for file in demo.files(folder):
            intake.take(
                store,
                file.kind,
                file.path.read_bytes(),
                file=file.path.name,
                kommun=file.kommun.code,
                now=NOW,
            )
        yield {each.kommun.code: records.gather(store, each.kommun.code) for each in KOMMUNER}


@pytest.fixture(scope="module")
def pictures(gathered: dict[str, records.Records]) -> Pictures:
    """The last lägesbilder of each kommun, oldest first."""
    last = weeks.containing(UNTIL, PeriodKind.WEEK)
    return {
        code: [
            records.lagesbild(found, Selection(code, weeks.shift(last, -back)), now=NOW)
            for back in range(LAST - 1, -1, -1)
        ]
        for code, found in gathered.items()
    }


def planted(truth: Truth) -> list[tuple[str, str]]:
    return [
        (each.kommun.code, name)
        for each in KOMMUNER
        for name, its in each.truths.items()
        if its is truth
    ]


def place(picture: lagesbild.Lagesbild, name: str) -> lagesbild.PlaceStatus:
    return next(each for each in picture.places if each.name == name)


@pytest.mark.parametrize(("kommun", "name"), planted(Truth.GROWING))
def test_what_grows_is_told_to_rise_this_week(pictures: Pictures, kommun: str, name: str) -> None:
    assert place(pictures[kommun][-1], name).comparison.verdict in RISES
    assert name in {item.name for item in pictures[kommun][-1].news}


@pytest.mark.parametrize(("kommun", "name"), planted(Truth.FADING))
def test_what_fades_is_told_to_fall(pictures: Pictures, kommun: str, name: str) -> None:
    told = {place(picture, name).comparison.verdict for picture in pictures[kommun]}
    assert told & FALLS


def test_no_other_change_is_told(pictures: Pictures, gathered: dict[str, records.Records]) -> None:
    """A place that shares ground with one that changes may change with it."""
    for world in KOMMUNER:
        found = gathered[world.kommun.code]
        names = list(found.places["name"])
        for truth, verdicts in ((Truth.GROWING, RISES), (Truth.FADING, FALLS)):
            true = [names.index(name) for name, its in world.truths.items() if its is truth]
            may = {names[i] for at in true for i in found.overlap[at].nonzero()[0]}
            for picture in pictures[world.kommun.code]:
                told = {p.name for p in picture.places if p.comparison.verdict in verdicts}
                assert told <= may


@pytest.mark.parametrize(("kommun", "name"), planted(Truth.NIGHT))
def test_what_happens_at_night_is_told_with_its_hours(
    pictures: Pictures, kommun: str, name: str
) -> None:
    reasons = " ".join(place(picture, name).reason for picture in pictures[kommun])
    assert "senaste tiden mest" in reasons.lower()
    assert any(f"{hour:02d}–" in reasons for hour in (21, 22, 23))


@pytest.mark.parametrize(("kommun", "name"), planted(Truth.QUIET))
def test_what_is_quiet_and_never_visited_is_told(
    pictures: Pictures, kommun: str, name: str
) -> None:
    found = place(pictures[kommun][-1], name)
    assert found.comparison.presence in (Presence.QUIET, Presence.INTERMITTENT)
    assert found.days_since_visit is None


@pytest.mark.parametrize(("kommun", "name"), planted(Truth.PERCEIVED))
def test_what_is_felt_unsafe_with_little_crime_is_told_in_the_kommuns_table(
    gathered: dict[str, records.Records], kommun: str, name: str
) -> None:
    found = gathered[kommun]
    felt = records.felt(found, records.nearby(found), UNTIL + timedelta(days=1))
    field = dict(zip(felt.name, felt.perception.field, strict=True))
    assert field[name] is Field.UNSAFE_WITHOUT_CRIME
