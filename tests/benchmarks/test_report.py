"""How long the page on paper takes, beside an empty page set by the same program."""

from __future__ import annotations

from time import perf_counter

import typst

from geo.report import patrol_gpx, patrol_ics, patrol_pdf
from tests import walk_plans

ROUNDS = 5


def best_of(make) -> float:  # type: ignore[no-untyped-def]
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        make()
        times.append(perf_counter() - start)
    return min(times)


def test_a_walk_on_paper() -> None:
    outing = walk_plans.outing(walk_plans.with_break(walk_plans.plan(patrols=4)))
    empty = best_of(lambda: typst.compile(b"empty", format="pdf"))
    paper = best_of(lambda: patrol_pdf(outing, now=walk_plans.NOW))
    track = best_of(lambda: patrol_gpx(outing, now=walk_plans.NOW))
    calendar = best_of(lambda: patrol_ics(outing, now=walk_plans.NOW))
    print(
        f"\nPDF of 24 stops: {paper:.2f} s, {paper / empty:.1f} x an empty page; "
        f"GPX {track * 1000:.0f} ms, calendar {calendar * 1000:.0f} ms"
    )
    assert patrol_pdf(outing, now=walk_plans.NOW).startswith(b"%PDF")
