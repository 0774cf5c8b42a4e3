"""``platsbild init`` and ``platsbild kommun``: a store and whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo import settings
from geo.cli._app import app, out, read_file, store
from geo.model import Kommun
from geo.store.engine import create

kommun_app = typer.Typer(help="Kommunerna i lagret.", no_args_is_help=True)
app.add_typer(kommun_app, name="kommun")


@app.command()
def init(
    crs: Annotated[str, typer.Option(help="Lagrets koordinatsystem i meter.")] = "EPSG:3006",
) -> None:
    """Skapa ett nytt, tomt lager."""
    with create(settings.load().store, crs) as store:
        out.print(f"Skapade {store.url} ({store.crs}).", markup=False)


@kommun_app.command("add")
def kommun_add(
    code: Annotated[str, typer.Argument(help="Kommunkod med inledande nolla.")],
    name: Annotated[str, typer.Argument(help="Kommunens namn.")],
    boundary: Annotated[
        Path | None, typer.Option(help="Fil med kommunens gräns (GeoJSON, GeoPackage).")
    ] = None,
) -> None:
    """Lägg till eller ändra en kommun."""
    from geo.sources.places import parse_boundary
    from geo.store import write

    with store() as opened:
        outline = (
            parse_boundary(
                read_file(boundary), file=boundary.name, kommun_code=code, store_crs=opened.crs
            )
            if boundary
            else None
        )
        write.add_kommun(opened, Kommun(code, name), boundary=outline)
        out.print(f"{code} {name} finns i lagret.", markup=False)


@kommun_app.command("list")
def kommun_list() -> None:
    """Lista kommunerna."""
    from geo.store import read

    with store() as opened:
        for kommun in read.kommuner(opened):
            out.print(f"{kommun.code}  {kommun.name}", markup=False)
