"""Åtgärder on a phone in a real browser: a late measure is opened, done in two taps, and read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from geo import intake
from geo.model import ImportKind
from geo.store.engine import open_store
from tests.e2e.conftest import running
from tests.e2e.test_hostile import HOSTILE

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

PATIENCE = 30_000


def with_measures(demo_store: Path, folder: Path) -> Path:
    """A copy of the demo with a late measure of a hostile name."""
    path = Path(shutil.copy(demo_store, folder / "atgarder.sqlite"))
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    text = (
        "Id;Plats;Problem;Åtgärd;Beskrivning;Ansvarig;Sista dag;Status\n"
        f"{quoted};Karstorp;Skadegörelse;Belysning;{quoted};Gatukontoret;2026-03-01;pågår\n"
    )
    with open_store(path) as store:
        intake.take(
            store, ImportKind.MEASURES, text.encode(), file="a.csv", kommun="0883",
            now=datetime(2026, 3, 22, tzinfo=UTC),
        )  # fmt: skip
    return path


def test_on_a_phone_a_late_measure_is_opened_and_done_in_two_taps(
    demo_store: Path, tmp_path: Path, open_page: Open
) -> None:
    dialogs: list[str] = []
    with running(with_measures(demo_store, tmp_path), tmp_path) as url:
        page = open_page(f"{url}/atgarder?kommun=0883", width=390, height=844)
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        expect(page.locator(".pb-basis")).to_be_visible(timeout=PATIENCE)
        late = page.get_by_role("button", name=re.compile("Öppna: Karstorp, Belysning"))
        expect(late).to_be_visible(timeout=PATIENCE)
        found = Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()
        late.click()
        expect(page.get_by_role("heading", name=re.compile("Belysning"))).to_be_visible(
            timeout=PATIENCE
        )
        expect(late).not_to_be_visible()
        assert "atgard=" in page.url
        found = Axe().run(page)
        assert found.response["violations"] == [], found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        page.get_by_role("radio", name="Klar").or_(
            page.get_by_role("button", name="● Klar")
        ).first.click()
        save = page.get_by_role("button", name="Spara", exact=True)
        assert (save.bounding_box() or {})["height"] >= 44
        save.click()
        expect(page.get_by_label("Historik")).to_contain_text("Pågår → Klar", timeout=PATIENCE)
        assert page.foreign == []  # type: ignore[attr-defined]
        content = page.content()
    assert dialogs == []
    assert "1337" not in content
