"""Logs of the demo, and what was typed in the program, come back from a file as duplicates."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import intake, meeting, records, weeks
from geo.explore.spreadsheet import FORMULA, guarded, unguarded
from geo.intake import one_row
from geo.ledger import measures
from geo.ledger.measures import NewMeasure
from geo.model import CostBand, ImportKind, ImportReport, MeasureStatus, PeriodKind
from geo.publishing.exports import making
from geo.publishing.exports.what import Format, Wanted, What
from geo.settings import KommunSettings
from geo.sources import _guard
from geo.store import whole
from geo.store.engine import Store, open_store
from tests.export_store import HOSTILE, KOMMUN, NOW, filled, middle

BACK = {
    What.VISITS: ImportKind.VISITS,
    What.MEASURES: ImportKind.MEASURES,
    What.ACTIVITIES: ImportKind.ACTIVITIES,
    What.SURVEYS: ImportKind.SURVEYS,
}
FORMS = (Format.CSV, Format.XLSX)


@given(st.text(alphabet=st.sampled_from("'=+-@ aå;\"\n2"), max_size=8).map(str.strip))
def test_any_text_is_guarded_and_given_back_by_the_importer(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(FORMULA)
    assert unguarded(cell) == text
    assert _guard.unguarded(pa.array([cell])).to_pylist() == [text]


def test_a_personal_number_in_the_written_time_is_masked(tmp_path: Path) -> None:
    store = filled(tmp_path)
    told = "Datum;Tid som skriven;Plats\n2026-03-20;19811218-9876;Torget\n"
    intake.take(store, ImportKind.VISITS, told.encode(), file="a.csv", kommun=KOMMUN.code, now=NOW)
    written = whole.rows(store, ImportKind.VISITS, KOMMUN.code)["time_raw"].tolist()
    assert "[personnummer]" in written
    assert not any("9876" in each for each in written)


def back(store: Store, what: What, form: Format) -> ImportReport:
    """Take a table out and say what reading the file would do."""
    found = records.gather(store, KOMMUN.code)
    made = making.export(store, found, Wanted(what, form), own=KommunSettings(), now=NOW)
    return intake.take(
        store, BACK[what], made.content, file=made.name, kommun=KOMMUN.code, now=NOW, dry_run=True
    )


@pytest.fixture(scope="module")
def demo(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("back")
    for end in ("", ".key"):
        shutil.copy(f"{demo_store}{end}", folder / f"demo.sqlite{end}")
    return open_store(folder / "demo.sqlite")


@pytest.mark.parametrize("what", [What.VISITS, What.MEASURES, What.SURVEYS])
@pytest.mark.parametrize("form", FORMS)
def test_the_demos_logs_come_back_as_duplicates(demo: Store, what: What, form: Format) -> None:
    report = back(demo, what, form)
    assert report.duplicates == report.rows > 0
    assert (report.new, report.changed, report.rejects) == (0, 0, ())


@pytest.mark.parametrize("form", FORMS)
def test_a_typed_measure_comes_back_as_a_duplicate_through_all_its_changes(
    tmp_path: Path, form: Format
) -> None:
    store = filled(tmp_path)
    place_id = int(records.gather(store, KOMMUN.code).places["place_id"].iloc[0])
    week = weeks.shift(weeks.containing(NOW.date(), PeriodKind.WEEK), -1)
    held = meeting.open_(store, KOMMUN.code, week, held=NOW.date(), now=NOW)
    made = measures.propose(
        store,
        KOMMUN.code,
        NewMeasure(place_id=place_id, kind="belysning", what="- byt lampor; =nu", owner="Kommunen",
                   deadline=date(2026, 5, 1), category="belysning", cost=CostBand.UNDER_1000,
                   status=MeasureStatus.DECIDED, meeting=str(held.meeting_id)),
        now=NOW,
    )  # fmt: skip
    measures.change(
        store, KOMMUN.code, made.row_key, status=MeasureStatus.DONE, outcome="+ lugnare", now=NOW
    )
    report = back(store, What.MEASURES, form)
    assert (report.rows, report.new, report.duplicates) == (5, 0, 1)


@pytest.mark.parametrize("form", FORMS)
def test_typed_activities_come_back_as_duplicates(tmp_path: Path, form: Format) -> None:
    store = filled(tmp_path)
    x, y = middle(2)
    typed = {
        "promise": "", "kind": "trafikkontroll", "day": "2026-03-02", "number": 2, "status": "",
        "place_text": HOSTILE[2], "x": x, "y": y, "organisation": "Polisen",
        "proof": "=1+1; protokoll",
    }  # fmt: skip
    one_row.save(
        store, ImportKind.ACTIVITIES, KOMMUN.code, {**typed, "row_key": one_row.new_key()}, now=NOW
    )
    report = back(store, What.ACTIVITIES, form)
    assert (report.rows, report.new, report.duplicates) == (4, 0, 1)
