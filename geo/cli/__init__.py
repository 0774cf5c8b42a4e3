"""The command ``platsbild``: opens the store, calls the rooms, prints."""

from __future__ import annotations

import sys

from geo.cli import (
    basemap,
    dashboard,
    demo,
    history,
    imports,
    mappings,
    need,
    pictures,
    place_change,
    places,
    plan,
    promises,
    stores,
    visits,
    watching,
    year,
)
from geo.cli._app import app, err
from geo.errors import GeoError

__all__ = [
    "basemap",
    "dashboard",
    "demo",
    "history",
    "imports",
    "main",
    "mappings",
    "need",
    "pictures",
    "place_change",
    "places",
    "plan",
    "promises",
    "stores",
    "visits",
    "watching",
    "year",
]


def main() -> None:
    """Run the command; an expected error is one sentence on stderr and exit code 1."""
    try:
        app()
    except GeoError as error:
        err.print(str(error), markup=False)
        sys.exit(1)
