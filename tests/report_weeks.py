"""Weeks to report, made by hand: as many places as wanted, with numbers that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import shapely

from geo import weeks
from geo.follow_up.measures import Measure
from geo.lagesbild import Basis, Comparison, Lagesbild, NewsItem, PlaceStatus, Totals
from geo.model import (
    Arrangement,
    Group,
    Kommun,
    MeasureStatus,
    Occasion,
    Presence,
    Priority,
    Selection,
    Verdict,
)
from geo.report.week import Seal, Week

HOSTILE = '<script>alert(1)</script> #eval("7*191") {{7*191}} ${x} *b* $a$ @ref <lab> `raw` \\u{41}'
NOW = datetime(2026, 3, 23, 6, 10, tzinfo=UTC)
PERIOD = weeks.parse("2026-W12")
VERDICTS = (
    Verdict.INCREASING, Verdict.GROWING, Verdict.DECREASING, Verdict.WANING, Verdict.AS_USUAL,
    Verdict.TOO_FEW,
)  # fmt: skip


def week(count: int = 6, *, name: str = "", measures: int = 2, coming: int = 2) -> Week:
    """A week of so many places; `name` is in every text that users write."""
    picture = lagesbild([place(at, name=name) for at in range(count)])
    return Week(
        kommun=Kommun("0883", name or "Västervik"),
        picture=picture,
        outlines={each.place_id: outline(each.place_id) for each in picture.places},
        boundary=shapely.box(590_000, 6_395_000, 606_000, 6_410_000).wkb,
        crs="EPSG:3006",
        carried=tuple(measure(at, name=name, meeting="1") for at in range(measures)),
        decided=tuple(measure(at + 50, name=name, meeting="2") for at in range(measures)),
        priorities=tuple(
            Priority(at + 1, date(2026, 3, 24), date(2026, 3, 31), name or "möte 2")
            for at in range(min(coming, count))
        ),
        arrangements=tuple(
            Arrangement(name or f"Marknad {at}", date(2026, 3, 28), date(2026, 3, 29), None, name)
            for at in range(coming)
        ),
    )


def sealed(made: Week) -> Week:
    return replace(made, seal=Seal(2, date(2026, 3, 23), int(NOW.timestamp()), 41, "ab12cd34" * 8))


def lagesbild(places: Sequence[PlaceStatus]) -> Lagesbild:
    count = sum(each.comparison.count for each in places)
    return Lagesbild(
        basis=Basis(41, NOW, Selection("0883", PERIOD), "negativ binomial, 52 veckor, BH 5 %", 52),
        totals=Totals(
            count + 7, count, 4, 3, 0, 0, 0, 38, 35, 29, 36.5, 44, 0.4, {"adress": count},
            {Group.CRIME: count}, 0,
        ),
        headline=f"{count + 7} händelser, normalt 29–44 · 1 plats ökar",
        news=tuple(
            NewsItem(each.place_id, each.name, Presence.NEW if at == 1 else each.comparison.verdict,
                     "12 händelser mot normalt 4–7")
            for at, each in enumerate(places[:9])
        ),
        places=tuple(places),
        periods=weeks.before(PERIOD, 12),
        series=(31, 28, 40, 35, 33, 29, 44, 38, 36, 30, 38, count + 7),
        hours=np.zeros((7, 24)),
        during=(),
        occasions=(
            Occasion("Lönehelg", date(2026, 3, 27), date(2026, 3, 30)),
            Occasion("Skärtorsdag", date(2026, 4, 2), date(2026, 4, 3), "påsklov"),
        ),
        notices=(),
    )  # fmt: skip


def place(at: int, *, name: str = "") -> PlaceStatus:
    """Place number `at` + 1 with counts that no other place has."""
    found = comparison(101 + 3 * at, VERDICTS[at % len(VERDICTS)])
    return PlaceStatus(
        place_id=at + 1,
        name=f"{name} {at + 1}" if name else f"Plats {at + 1}",
        typ="centrum",
        precision="exakt",
        rank=at + 1,
        comparison=found,
        by_group={Group.CRIME: found},
        by_category={"skadegorelse": found.count},
        dark_share=0.8,
        hours=np.zeros((7, 24)),
        unknown_hour=0,
        last_visit=None if at % 3 == 2 else date(2026, 3, 20),
        days_since_visit=None if at % 3 == 2 else 300 + at,
        visits_28=2,
        visits_365=31,
        causes=(("mörkt", "lägesbild 2025"),),
        survey=None,
        reason=f"{found.count} händelser, normalt 4–7. {name}",
    )


def comparison(count: int, verdict: Verdict) -> Comparison:
    return Comparison(
        count, count + 201, 500 + count, 502.5 + count, 505 + count, count + 401,
        (3, 4, 2, count), verdict, 0.01, 0.005, 40, 30.0, Presence.PERSISTENT,
    )  # fmt: skip


def outline(place_id: int) -> bytes:
    """Squares of 300 m, 25 to a town; the sixth town lies 9 km away."""
    town, at = divmod(place_id - 1, 25)
    x, y = 597_000 + 450 * (at % 5) + 9_000 * town, 6_402_000 + 450 * (at // 5)
    return bytes(shapely.box(x, y, x + 300, y + 300).wkb)


def measure(at: int, *, name: str = "", meeting: str = "") -> Measure:
    return Measure(
        measure_id=at, row_key=f"m{at}", place_id=1, place=name or "Plats 1",
        category="skadegorelse", cause="mörkt", kind="belysning",
        what=name or f"Byt lampor {at}", owner="" if at % 4 == 3 else name or "Gata och park",
        deadline=date(2026, 3, 1 + at % 28), status=MeasureStatus.DECIDED,
        status_day=date(2026, 3, 2), began=None, ended=None, cost=None, meeting=meeting,
        outcome=name,
    )  # fmt: skip
