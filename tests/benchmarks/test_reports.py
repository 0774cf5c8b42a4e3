"""How long each report takes, beside an empty page set by the same program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pytest
import typst

from geo import records as on_record
from geo import weeks
from geo.model import Selection
from geo.publishing.reports import Asked, Report, document
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.store.engine import open_store
from tests.conftest import DEMO_WEEK

NOW = datetime(2026, 3, 23, 6, 10, tzinfo=UTC)
ROUNDS = 3


def best_of(make: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        make()
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.parametrize(
    ("report", "period"),
    [(Report.WEEKLY, DEMO_WEEK), (Report.SUMMARY, DEMO_WEEK), (Report.PLACE, DEMO_WEEK),
     (Report.TERTIAL, "2026-T1")],
)  # fmt: skip
def test_a_report(demo_store: Path, report: Report, period: str) -> None:
    store = open_store(str(demo_store))
    found = on_record.gather(store, "0883")
    place_id = int(found.places["place_id"].iloc[0])
    asked = Asked(report, Selection("0883", weeks.parse(period)), place_id)
    made = document(store, found, asked, now=NOW)
    empty = best_of(lambda: typst.compile(b"empty", format="pdf"))
    gathered = best_of(lambda: document(store, found, asked, now=NOW))
    paper = best_of(lambda: to_pdf(made, now=NOW))
    page = best_of(lambda: to_html(made))
    print(
        f"\n{report}: gathered {gathered:.2f} s, PDF {paper:.2f} s ({paper / empty:.1f} x an empty "
        f"page), HTML {page * 1000:.0f} ms; all {gathered + paper + page:.2f} s of 2"
    )
    assert to_pdf(made, now=NOW).startswith(b"%PDF")
