"""``platsbild places``: the places of a kommun."""

from __future__ import annotations

import typer

from geo.cli._app import app

places_app = typer.Typer(help="Platserna i en kommun.", no_args_is_help=True)
app.add_typer(places_app, name="places")
