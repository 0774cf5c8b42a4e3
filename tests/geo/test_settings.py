"""Settings come from a file and the environment, and say when they mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo import settings
from geo.errors import SettingsError


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    found = settings.load(tmp_path, {})
    assert found == settings.Settings()
    assert found.tiles is None
    assert found.kommun("0883").nearest_m is None


def test_a_file_sets_tiles_and_kommuner_and_the_environment_overrides(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(
        'store = "a.sqlite"\n[tiles]\nurl = "https://t/{z}"\nattribution = "©"\n'
        "[kommun.0883]\nnearest_m = 83\n"
    )
    found = settings.load(tmp_path, {"PLATSBILD_STORE": "b.sqlite"})
    assert found.store == "b.sqlite"
    assert found.tiles == settings.Tiles("https://t/{z}", "©")
    assert found.kommun("0883").nearest_m == 83


@pytest.mark.parametrize(
    "content", ["store = ", "unknown = 1", "[kommun.0883]\nx = 1", "[tiles]\na=1", "[scb]\nx = 1"]
)
def test_a_file_that_means_nothing_is_an_error_with_its_name(tmp_path: Path, content: str) -> None:
    (tmp_path / settings.FILE_NAME).write_text(content)
    with pytest.raises(SettingsError, match=settings.FILE_NAME):
        settings.load(tmp_path, {})


def test_the_servers_to_ask_come_from_the_file_and_the_environment(tmp_path: Path) -> None:
    (tmp_path / settings.FILE_NAME).write_text(
        '[scb]\nwfs = "https://karta.example/wfs"\n[polisen]\nevents = "https://a.example/e"\n'
    )
    found = settings.load(tmp_path, {"PLATSBILD_POLISEN_EVENTS": "https://b.example/e"})
    assert found.servers == settings.Servers("https://karta.example/wfs", "https://b.example/e")
    assert settings.Settings().servers.wfs.startswith("https://geodata.scb.se/")


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="webbadress"):
        settings.load(tmp_path, {"PLATSBILD_SCB_WFS": "geodata.scb.se"})
    (tmp_path / settings.FILE_NAME).write_text("[scb]\nwfs = 5\n")
    with pytest.raises(SettingsError, match="webbadress"):
        settings.load(tmp_path, {})


@pytest.mark.parametrize("visits", [0, 10_001, 99_999_999_999])
def test_a_target_that_nobody_can_walk_is_refused(visits: int) -> None:
    with pytest.raises(SettingsError, match="inget antal besök"):
        settings.KommunSettings(visits_per_year=visits)
