"""Shared by the tests of pages: what every new app would look for again is looked for once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def _installed_components_are_listed_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package for each app: 0.4 s a test."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield
