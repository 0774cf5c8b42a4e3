"""What leaves the house, searched byte by byte for what must not."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import delete, update

from geo import records, weeks
from geo.errors import SelectionError, StoreError
from geo.model import ImportKind, Period
from geo.privacy import FEW, NOT_SHOWN, Area
from geo.publishing import account
from geo.publishing.account import Preview
from geo.publishing.account.covering import LATE
from geo.store import publications, tables
from geo.store.engine import Store, open_store
from tests import account_store, store_frames
from tests.account_store import AREAS, KOMMUN, MARKER, NOW, PEOPLE, X, Y

T1 = weeks.parse("2026-T1")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("account") / "planted.sqlite"
    with account_store.made(path) as store:
        account_store.save(store, ImportKind.VISITS, store_frames.visits(
            ["v"], observation=MARKER, measure=MARKER, cause=MARKER))  # fmt: skip
        account_store.save(store, ImportKind.SURVEYS, store_frames.surveys(
            ["s", "few"], place_text=["Norra", "Södra"], question=MARKER,
            n=pd.array([207, 12], dtype="Int64")))  # fmt: skip
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    copied = shutil.copy(template, tmp_path / "copy.sqlite")
    for end in ("-wal", "-shm"):
        beside = template.with_name(template.name + end)
        if beside.exists():
            shutil.copy(beside, tmp_path / f"copy.sqlite{end}")
    with open_store(str(copied)) as opened:
        yield opened


def looked_at(store: Store, period: Period = T1, areas: tuple[Area, ...] = AREAS) -> Preview:
    found = records.gather(store, KOMMUN.code)
    return account.make(store, found, KOMMUN, period, areas, PEOPLE, now=NOW)


def signed(store: Store, shown: Preview) -> publications.Publication:
    return account.sign(store, KOMMUN.code, shown, by="Kommunpolis", note=MARKER, now=NOW)


def told(files: dict[str, bytes], tmp_path: Path) -> dict[str, str]:
    """Everything that can be read in the files, the PDF's text and its own bytes too."""
    found = {}
    for name, content in files.items():
        found[name] = content.decode("utf-8-sig", errors="replace")
        if name.endswith(".pdf"):
            path = tmp_path / "account.pdf"
            path.write_bytes(content)
            text = subprocess.run(
                ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
            )
            found[name] += text.stdout
    return found


def test_no_free_text_no_position_and_no_hidden_number_is_in_any_file(
    store: Store, tmp_path: Path
) -> None:
    shown = looked_at(store)
    files = account.exported(signed(store, shown), now=NOW)
    table = shown.account.tables[0]
    norra = dict(zip(table.columns, table.cells[table.rows.index("Norra")], strict=True))
    assert norra["Upplevelse och arrangemang"] == FEW
    assert NOT_SHOWN in {cell for row in table.cells for cell in row}
    value = np.array(shown.kept.tables[-1].counts)
    state = np.array(shown.kept.tables[-1].states)[:-1, :-1]
    hidden = {int(each) for each in value[state != 0] if each >= 5}
    seen = {cell for each in shown.account.tables for row in each.cells for cell in row}
    hidden -= {int(cell) for cell in seen if cell.isdecimal()}
    assert hidden
    for name, text in told(files, tmp_path).items():
        assert MARKER not in text, name
        for place in (f"{X:.0f}", f"{Y:.0f}"):
            assert place not in text, name
        words = set(re.findall(r"(?<![\w.,#:-])\d+(?![\w.,#%:-])", text))
        if name.endswith(("-text.html", ".csv")):
            assert not words & {str(each) for each in hidden}, name
    csv = told(files, tmp_path)["redovisning-0883-2026-T1.csv"]
    assert not {int(each) for each in re.findall(r";(\d+);;;;;", csv)} & {1, 2, 3, 4, *hidden}


def test_outlines_are_coarse_and_only_of_published_areas(store: Store) -> None:
    shown = looked_at(store, areas=AREAS[:1]).account
    assert [area.name for area in shown.areas] == ["Norra"]
    for area in shown.areas:
        for ring in area.rings:
            assert all(round(part, 4) == part for point in ring for part in point)


def test_surveys_with_few_answers_and_their_questions_stay(store: Store) -> None:
    shown = looked_at(store)
    assert [(each.area, each.answers) for each in shown.account.felt] == [("Norra", "minst 200")]
    assert any(each.what == "Södra" and "färre än 50 svar" in each.why for each in shown.withheld)


def test_only_a_signed_account_leaves_the_house(store: Store) -> None:
    with pytest.raises(SelectionError, match="inte signerad"):
        account.export(store, KOMMUN.code, 1, now=NOW)
    done = signed(store, looked_at(store))
    assert len(account.export(store, KOMMUN.code, done.publication_id, now=NOW)) == 5
    other = publications.Publication(
        *(getattr(done, name) for name in ("publication_id", "kommun", "period", "signed_utc")),
        done.signed_by, done.note, done.sha256, done.content.replace("Norra", "Falsk"),
    )  # fmt: skip
    with pytest.raises(SelectionError, match="inte det som signerades"):
        account.exported(other, now=NOW)


@pytest.mark.parametrize("how", [update, delete])
def test_the_database_itself_lets_nothing_change_what_is_signed(
    store: Store, how: Callable[..., Any]
) -> None:
    done = signed(store, looked_at(store))
    change = how(tables.publication)
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(change.values(content="") if how is update else change)
    assert publications.publications(store, KOMMUN.code) == (done,)


def test_a_person_cannot_sign_and_the_note_is_masked(store: Store) -> None:
    shown = looked_at(store)
    with pytest.raises(SelectionError, match="som funktion"):
        account.sign(store, KOMMUN.code, shown, by="Anna Andersson", note="", now=NOW)
    done = account.sign(
        store, KOMMUN.code, shown, by="Kommunpolis", note="Ring 070-123 45 67", now=NOW
    )
    assert done.note == "Ring [telefon]"


def test_an_account_held_against_too_little_cannot_be_signed(store: Store) -> None:
    first, second = looked_at(store), looked_at(store)
    signed(store, first)
    with pytest.raises(SelectionError, match="signerats under tiden"):
        signed(store, second)


def test_two_late_reports_do_not_show_and_nine_do(store: Store) -> None:
    signed(store, looked_at(store))
    account_store.plant(store, "late", 2, "samling", Y, 2026)
    again = looked_at(store)
    assert any("sena rapporter" in each.what for each in again.withheld)
    assert again.account.tables[0] == looked_at(store).account.tables[0]
    before = publications.publications(store, KOMMUN.code)[0]
    assert again.account.tables[0] == account.from_json(before.content).account.tables[0]
    account_store.plant(store, "later", 7, "samling", Y, 2026)
    corrected = looked_at(store).account.tables[0]
    row = corrected.rows.index("Norra")
    assert corrected.cells[row][1] in {"56", NOT_SHOWN}
    assert corrected.cells[-1] != again.account.tables[0].cells[-1]


def test_a_month_within_a_signed_tertial_gives_nothing_away(store: Store) -> None:
    account_store.plant(store, "march", 60, "samling", Y, 2026, month=3)
    account_store.plant(store, "few", 2, "belysning", Y, 2026, month=3)
    before = looked_at(store)
    signed(store, before)
    month = looked_at(store, weeks.parse("2026-02"))
    assert month.narrowest is not None
    assert month.narrowest >= 5
    # 35 lights in the tertial less 33 in February would be the two of March
    lights = [each.account.tables[0].cells[0][2] for each in (before, month)]
    assert lights != ["35", "33"]


def test_other_areas_of_the_same_time_are_refused(store: Store) -> None:
    signed(store, looked_at(store))
    with pytest.raises(SelectionError, match="andra områden"):
        looked_at(store, areas=AREAS[:1])


@pytest.mark.parametrize("code", ["2026-W06", "2026-T2"])
def test_a_week_and_what_is_not_over_are_refused(store: Store, code: str) -> None:
    with pytest.raises(SelectionError):
        looked_at(store, weeks.parse(code))


def test_a_period_outside_the_log_is_refused_and_one_half_in_it_says_so(store: Store) -> None:
    with pytest.raises(SelectionError, match="täcker inte"):
        looked_at(store, weeks.parse("2024-T1"))
    assert LATE in looked_at(store, weeks.parse("2025-T1")).account.notes
    assert LATE not in looked_at(store).account.notes
