"""The import page in a real browser: a messy file from the drop to the lägesbild, and back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

from geo import history
from geo.store import decisions, read
from geo.store.engine import open_store
from tests.e2e.conftest import running

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 30_000
MESSY = (
    "Väktarrapport;;;;\nUttag 2026-03-20;;;;\n\n"
    "Händelse;Upptäckt;Noterat;Objekt;Anteckning\n"
    "Klotter;2026-03-12 22:00;2026-03-13 08:00;Karstorps skola;ring 070-123 45 67\n"
    "Grubbel;2026-03-13 23:00;2026-03-14 09:00;Karstorp;<img src=x onerror=alert(1)>\n"
    "Klotter;i går;2026-03-14 09:00;Karstorp;\n"
    "Totalt;3;;;\n"
).encode("cp1252")


@pytest.fixture(scope="module")
def own_store(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo store for this file alone."""
    return Path(shutil.copy(demo_store, tmp_path_factory.mktemp("import") / "copy.sqlite"))


@pytest.fixture(scope="module")
def url(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(own_store, tmp_path_factory.mktemp("server")) as address:
        yield f"{address}/importera?kommun=0883"


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the page."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("Läs in", timeout=PATIENCE)
    field = page.locator("input[type=file]").first
    field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def button(page: Page, name: str) -> None:
    """Press a button once it is there."""
    found = page.get_by_role("button", name=name)
    expect(found).to_be_visible(timeout=PATIENCE)
    found.click()


def choose_import(page: Page, name: str) -> None:
    """Look at an import in the history."""
    field = page.get_by_role("combobox", name="Se, rätta eller ångra en import")
    option = page.get_by_role("option", name=name).first
    for _ in range(5):  # the page may run again just then, and close the list
        field.click()
        try:
            option.click(timeout=4_000)
        except Error:
            continue
        return
    raise AssertionError(f"{name} is not in the history")


def test_a_messy_file_goes_from_the_drop_to_the_week_it_changed_and_can_be_undone(
    url: str, own_store: Path, open_page: Open
) -> None:
    page = open_page(url)
    drop(page, "väktare.csv", MESSY)
    expect(page.get_by_text("Det här går inte att se i filen")).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Upptäckt", exact=True).first.click()
    button(page, "Läs filen med svaren")
    counts = page.locator(".pb-counts")
    expect(counts).to_contain_text("2 nya", timeout=PATIENCE)
    expect(counts).to_contain_text("1 avvisade")
    expect(page.locator(".pb-mapping")).to_contain_text("Upptäckt")
    expect(page.locator(".pb-notes")).to_contain_text("telefonnummer")
    page.get_by_label("Kom ihåg kolumnerna som").fill("Väktarna")
    page.keyboard.press("Tab")
    button(page, "Spara i lagret")
    expect(page.get_by_text("Sparat: väktare.csv")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Vecka 11")).to_have_attribute(
        "href", "./?kommun=0883&period=2026-W11"
    )
    with open_store(own_store) as store:
        saved = decisions.profile(store, "0883", "Väktarna")
        batch = history.batches(store, "0883")[0]
        assert (saved.columns["start"], batch.file, batch.new) == ("Upptäckt", "väktare.csv", 2)
        assert [each.line for each in history.rejects(store, batch.batch_id)] == [7]
        rows = len(read.incidents(store, "0883"))

    choose_import(page, "väktare.csv")
    button(page, "Ångra importen")
    button(page, "Ångra den")
    expect(page.get_by_text("är ångrad")).to_be_visible(timeout=PATIENCE)
    with open_store(own_store) as store:
        assert len(read.incidents(store, "0883")) == rows - 2
    assert page.foreign == []  # type: ignore[attr-defined]


def test_unknown_words_get_a_category_and_rejected_rows_come_back_mended(
    url: str, own_store: Path, open_page: Open
) -> None:
    page = open_page(url)
    text = "Datum;Kategori;Plats\n2026-03-12;Grubbelgrabb;Karstorp\nx;Klotter;Karstorp\n"
    drop(page, "mend.csv", text.encode())
    button(page, "Spara i lagret")
    expect(page.get_by_text("Sparat: mend.csv")).to_be_visible(timeout=PATIENCE)

    page.get_by_role("combobox", name="Grubbelgrabb").click()
    page.get_by_role("option", name="Klotter").click()
    button(page, "Spara valen")
    expect(page.get_by_text("1 val sparat")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("combobox", name="Grubbelgrabb")).to_have_count(0)

    choose_import(page, "mend.csv")
    expect(page.get_by_text("1 avvisad rad att rätta")).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        button(page, "Ladda ner raderna")
    rejected = Path(download.value.path()).read_text(encoding="utf-8-sig")
    mended = rejected.replace(";x;", ";2026-03-13;").encode()
    field = page.locator("input[type=file]").last
    field.set_input_files({"name": "r.csv", "mimeType": "text/csv", "buffer": mended})
    button(page, "Läs in den rättade filen")
    expect(page.get_by_text("1 av 1 rader lästes in")).to_be_visible(timeout=PATIENCE)
    with open_store(own_store) as store:
        found = read.incidents(store, "0883")
        batch = history.batches(store, "0883")[0]
        assert (batch.file, batch.new) == ("mend.csv (rättad)", 1)
        assert (
            "Grubbelgrabb"
            not in read.incident_texts(
                store, found[found["category"] == "ovrigt"]["incident_id"].tolist()
            )["category_raw"].tolist()
        )


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tom.csv", b"", "tom"),
        ("bild.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "en bild"),
        ("program.csv", b"MZ\x90\x00\x03\x00", "ett program"),
        ("skadad.xlsx", b"PK\x03\x04" + b"\x00" * 60, "skadad"),
        ("gammal.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".xls"),
        ("fel.geojson", b'{"type": "Feature', "kan läsas"),
        ("ord.csv", b"a;b\nx;y\n", "Ingen kolumn"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence_and_the_page_lives_on(
    url: str, open_page: Open, name: str, content: bytes, told: str
) -> None:
    page = open_page(url)
    drop(page, name, content)
    expect(page.get_by_role("alert").last).to_contain_text(told, timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Läs in")


def test_a_hundred_thousand_rows_show_progress_and_the_page_stays_usable(
    url: str, open_page: Open
) -> None:
    rows = "".join(
        f"{n};2026-02-{1 + n % 28:02d} {n % 24:02d}:{n % 60:02d};Klotter;Karstorp;"
        f"57,7{n % 1000:03d};16,6{n % 997:03d};Anteckning nummer {n}\n"
        for n in range(100_000)
    )
    page = open_page(url)
    head = "Rapport-id;Datum;Kategori;Plats;Latitud;Longitud;Beskrivning\n"
    drop(page, "stor.csv", (head + rows).encode())
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pb-counts")).to_contain_text("100\u00a0000 nya", timeout=2 * PATIENCE)
    button(page, "Avbryt")
    expect(page.locator(".pb-counts")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_the_import_page(url: str, open_page: Open, width: int) -> None:
    page = open_page(url, width=width)
    drop(page, "est.csv", b"Datum;Kategori;Plats\n2026-03-12;Klotter;Karstorp\nx;Klotter;A\n")
    expect(page.locator(".pb-counts")).to_be_visible(timeout=PATIENCE)
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
