"""Tables that are taken out: guarded, typed, with their basis, and back in as nothing new."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from geo import intake, weeks
from geo.errors import InputError, SelectionError
from geo.explore.spreadsheet import FORMULA, unguarded
from geo.model import Audience, ImportKind
from geo.privacy import LISTED
from geo.publishing.account import content
from geo.publishing.exports.audience import PUBLIC
from geo.publishing.exports.making import File
from geo.publishing.exports.what import KINDS, Format, Wanted, What
from geo.store import meetings, publications
from geo.store.engine import Store
from tests.export_store import (
    HOSTILE,
    KOMMUN,
    NOW,
    exported,
    filled,
    measures,
    new_store,
    put,
)

TABLES = [what for what in What if what not in (What.CALENDAR, What.ACCOUNT)]
BACK = {
    What.VISITS: ImportKind.VISITS,
    What.MEASURES: ImportKind.MEASURES,
    What.ACTIVITIES: ImportKind.ACTIVITIES,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(tmp_path_factory.mktemp("exports"))


def rows_of(file: File) -> list[dict[str, str]]:
    text = file.content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    head = lines.index([]) + 1
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]


@pytest.mark.parametrize("what", [w for w in TABLES if Format.CSV in KINDS[w].formats])
def test_no_cell_of_a_csv_file_begins_as_a_formula(store: Store, what: What) -> None:
    file = exported(store, Wanted(what, Format.CSV))
    assert file.content.startswith(b"\xef\xbb\xbf")
    text = file.content.decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text), delimiter=";") for cell in line]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_hostile_names_are_what_they_were_once_the_guard_is_taken_away(store: Store) -> None:
    names = {row["Plats"] for row in rows_of(exported(store, Wanted(What.PLACES, Format.CSV)))}
    assert {unguarded(name) for name in names} == set(HOSTILE)


def test_a_workbook_has_no_formula_no_link_and_a_frozen_header(store: Store) -> None:
    file = exported(store, Wanted(What.ALL, Format.XLSX))
    with zipfile.ZipFile(io.BytesIO(file.content)) as book:
        sheets = [book.read(name) for name in book.namelist() if "worksheets/sheet" in name]
        packed = sum(each.compress_size for each in book.infolist())
        unpacked = sum(each.file_size for each in book.infolist())
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)
    assert sum(b'state="frozen"' in sheet for sheet in sheets) == len(sheets) - 1
    assert unpacked < 100 * packed


def test_a_workbook_has_a_sheet_for_each_table_beside_its_basis(store: Store) -> None:
    file = exported(store, Wanted(What.ALL, Format.XLSX))
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    assert book.sheet_names == [
        "Underlag", "Platser", "Händelser", "Platsbesök", "Åtgärder", "Aktiviteter", "Mätningar",
        "Beslut", "Löften",
    ]  # fmt: skip
    assert [tuple(row) for row in book.get_sheet_by_name("Underlag").to_python()] == list(
        file.basis
    )


def test_a_workbook_has_days_times_and_numbers_as_such(store: Store) -> None:
    file = exported(store, Wanted(What.ALL, Format.XLSX))
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    head, first, *_ = book.get_sheet_by_name("Åtgärder").to_python()
    row = dict(zip(head, first, strict=True))
    assert type(row["Sista dag"]) is date or row["Sista dag"] == ""
    head, *visits = book.get_sheet_by_name("Platsbesök").to_python()
    by_key = {row[head.index("Besöks-id")]: dict(zip(head, row, strict=True)) for row in visits}
    assert by_key["v3"]["Från"] == datetime(2026, 3, 1, 18, 40, 33)
    assert by_key["v3"]["Minuter"] == 1440
    assert by_key["v3"]["E"] == 587_000.13
    assert by_key["v1"]["Från"] == "2025-10-26 02:30+02:00"
    assert by_key["v2"]["Från"] == "2025-10-26 02:30+01:00"


@pytest.mark.parametrize("what", BACK)
@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_what_was_taken_out_comes_back_as_nothing_new(
    tmp_path: Path, what: What, form: Format
) -> None:
    from_files = filled(tmp_path)
    again = exported(from_files, Wanted(what, form))
    first = intake.take(
        from_files, BACK[what], again.content, file=again.name, kommun=KOMMUN.code, now=NOW
    )
    assert first.rows == again.rows > 0
    assert (first.new, len(first.rejects)) == (0, 0)
    second = exported(from_files, Wanted(what, form))
    report = intake.take(
        from_files, BACK[what], second.content, file=second.name, kommun=KOMMUN.code, now=NOW
    )
    assert (report.new, report.changed, report.duplicates) == (0, 0, first.rows)


def test_visits_of_a_file_come_back_as_duplicates_at_once(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    told = (
        "Datum;Tid;Plats;Minuter;Till fots;Åtgärd;Iakttagelse\n"
        "2026-03-20;18:40;Torget;15;ja;patrull;- lugnt\n"
        "2026-03-20;18:40;Torget;15;ja;patrull;- lugnt\n"
        "2026-03-21;;Åsen;20;nej;=1+1;ring 070-123 45 67\n"
        "2026-03-22;00:00;Åsen;;;;\n"
    )
    take = {"file": "besök.csv", "kommun": KOMMUN.code, "now": NOW}
    before = intake.take(store, ImportKind.VISITS, told.encode(), **take)
    assert before.new == 4
    for form in (Format.CSV, Format.XLSX):
        again = exported(store, Wanted(What.VISITS, form))
        report = intake.take(
            store, ImportKind.VISITS, again.content, file=again.name, kommun=KOMMUN.code, now=NOW
        )
        assert (report.new, report.changed, report.duplicates) == (0, 0, 4), report.rejects


def test_a_visit_that_somebody_mends_in_the_file_is_a_change(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    told = "Datum;Tid;Plats;Minuter\n2026-03-20;18:40;Torget;15\n"
    intake.take(store, ImportKind.VISITS, told.encode(), file="a.csv", kommun=KOMMUN.code, now=NOW)
    content = exported(store, Wanted(What.VISITS, Format.CSV)).content
    mended = content.replace(b";15;", b";25;")
    report = intake.take(
        store, ImportKind.VISITS, mended, file="b.csv", kommun=KOMMUN.code, now=NOW
    )
    assert (report.new, report.changed, report.duplicates) == (0, 1, 0)


def test_the_basis_says_selection_rows_method_store_readers_and_time(store: Store) -> None:
    wanted = Wanted(What.INCIDENTS, Format.CSV, weeks.parse("2026-01"))
    told = dict(exported(store, wanted).basis)
    assert told["Kommun"] == "Västervik (0883)"
    assert told["Period"] == "Januari 2026"
    assert told["Rader"] == ("31 rader, 31 i en plats, 0 utan plats; 28 med punkt, 0 utan tid")
    assert told["Lager"].startswith("version ")
    assert told["För"].startswith("internt")
    assert told["Skapad"] == "2026-03-22 13:00"
    assert "Fritext följer inte med" in told["Metod"]


def test_free_text_of_incidents_stays_in_the_store(store: Store) -> None:
    for form in KINDS[What.INCIDENTS].formats:
        assert b"hemligt" not in exported(store, Wanted(What.INCIDENTS, form)).content


@pytest.mark.parametrize("what", [what for what in What if what not in PUBLIC])
def test_nothing_but_promises_and_what_is_signed_is_public(store: Store, what: What) -> None:
    wanted = Wanted(what, KINDS[what].formats[0], audience=Audience.PUBLIC)
    with pytest.raises(InputError, match="offentligheten"):
        exported(store, wanted)


def test_public_promises_hold_no_proof_and_say_for_whom_they_are(store: Store) -> None:
    file = exported(store, Wanted(What.PROMISES, Format.CSV, audience=Audience.PUBLIC))
    assert file.name == "platsbild-vastervik-loften-allt-offentligt.csv"
    assert dict(file.basis)["För"].startswith("offentligt")
    rows = rows_of(file)
    assert rows
    assert set(rows[0]) == {"Löfte", "Dokument", "Från", "Till", "Mål", "Gjort"}
    assert set(rows[0]) <= set(LISTED)


def test_a_format_that_does_not_fit_is_refused_with_those_that_do(store: Store) -> None:
    with pytest.raises(InputError, match="Välj csv eller xlsx"):
        exported(store, Wanted(What.SURVEYS, Format.GEOPACKAGE))


@pytest.mark.parametrize("what", TABLES)
def test_an_empty_store_gives_files_with_headers_and_no_rows(tmp_path: Path, what: What) -> None:
    empty = new_store(tmp_path)
    for form in KINDS[what].formats:
        file = exported(empty, Wanted(what, form), now=datetime(2026, 3, 22, tzinfo=UTC))
        assert file.rows == 0 or what in (What.PROMISES, What.ALL)
        assert file.content


def signed(store: Store, *, period: str, cell: str) -> None:
    """Sign an account of one table with a cell that is told and one that is not."""
    first = weeks.parse(period)
    table = content.PublicTable(
        "Tertial 1, 2026", first.start, first.end, ("Centrum", "=Övriga"), ("Brott",),
        ((cell,), ("färre än 5",)),
    )  # fmt: skip
    account = content.Account(
        KOMMUN.code, KOMMUN.name, period, "Tertial 1, 2026", first.start, first.end, 5,
        None, (), (), (table,), (), (), (), (),
    )  # fmt: skip
    last = publications.publications(store, KOMMUN.code)
    publications.sign(
        store, KOMMUN.code, period=period,
        content=content.to_json(content.Signed(account, content.Kept((), (), 7))),
        by="Trygghetssamordnare", note="hemlig not", at_utc=int(NOW.timestamp()),
        last_known=last[-1].publication_id if last else 0,
    )  # fmt: skip


@pytest.mark.parametrize("form", KINDS[What.ACCOUNT].formats)
def test_a_signed_account_is_told_word_for_word_by_the_last_signature(
    tmp_path: Path, form: Format
) -> None:
    store = new_store(tmp_path)
    signed(store, period="2026-T1", cell="31")
    signed(store, period="2026-T1", cell="32")
    wanted = Wanted(What.ACCOUNT, form, weeks.parse("2026-T1"), Audience.PUBLIC)
    file = exported(store, wanted)
    assert file.name == f"platsbild-vastervik-redovisning-2026-t1-offentligt.{form}"
    assert "Trygghetssamordnare".lower() in dict(file.basis)["Metod"]
    assert b"hemlig" not in file.content
    if form is Format.CSV:
        rows = rows_of(file)
        assert set(rows[0]) <= set(LISTED)
        assert [(unguarded(row["Område"]), row["Antal"]) for row in rows] == [
            ("Centrum", "32"), ("=Övriga", "färre än 5"),
        ]  # fmt: skip


def test_without_a_signature_no_numbers_of_areas_leave(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(SelectionError, match="Ingen är signerad än"):
        exported(store, Wanted(What.ACCOUNT, Format.CSV, audience=Audience.PUBLIC))
    signed(store, period="2026-T1", cell="31")
    with pytest.raises(SelectionError, match="Ingen redovisning är signerad för perioden"):
        exported(store, Wanted(What.ACCOUNT, Format.CSV, weeks.parse("2025-T3"), Audience.PUBLIC))


def test_decisions_are_those_of_the_meetings_that_were_held_in_the_period(tmp_path: Path) -> None:
    store = filled(tmp_path)
    held = date(2026, 2, 4)
    meeting = meetings.add(store, KOMMUN.code, weeks.parse("2026-W05"), held, at_utc=1)
    frame = measures().iloc[:1].assign(meeting=str(meeting.meeting_id), content_hash="other")
    put(store, ImportKind.MEASURES, frame)
    rows = rows_of(exported(store, Wanted(What.DECISIONS, Format.CSV, weeks.parse("2026-02"))))
    assert [(row["Åtgärds-id"], row["Mötesdag"]) for row in rows] == [("m0", "2026-02-04")]
    rows = rows_of(exported(store, Wanted(What.DECISIONS, Format.CSV)))
    assert {row["Åtgärds-id"]: row["Mötesdag"] for row in rows} == {"m0": "2026-02-04", "m3": ""}
