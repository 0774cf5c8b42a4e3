"""``platsbild basemap``: the background of a kommun's maps, from a file on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo import intake, look
from geo.cli._app import KommunCode, app, out, store
from geo.terrain import ground, kept
from geo.terrain.ground import Built

basemap_app = typer.Typer(help="Kartornas bakgrund.", no_args_is_help=True)
app.add_typer(basemap_app, name="basemap")


@basemap_app.command("build")
def basemap_build(
    file: Annotated[
        Path, typer.Argument(help="OpenStreetMap-utdrag på den här datorn (.osm.pbf).")
    ],
    kommun: KommunCode,
) -> None:
    """Bygg bakgrunden ur ett OpenStreetMap-utdrag; den ersätter den som finns."""
    with store() as opened:
        name = intake.kommun_of(opened, kommun).name
        built = ground.build(opened, kommun, file)
    out.print(f"{kommun} {name}: {_said(built)}", markup=False)


@basemap_app.command("list")
def basemap_list() -> None:
    """Lista de bakgrunder som är byggda."""
    with store() as opened:
        found = kept.listed(opened, ground.KIND)
        for each in found:
            about = ground.about(opened, each)
            out.print(f"{each.kommun}  {_size(each.size)}  {about}", markup=False)
    if not found:
        out.print("Ingen bakgrund är byggd. Kartorna visas utan.")


@basemap_app.command("remove")
def basemap_remove(kommun: KommunCode) -> None:
    """Ta bort en kommuns bakgrund; kartorna visas utan."""
    with store() as opened:
        removed = kept.remove(opened, kommun, ground.KIND)
    out.print("Bakgrunden är borttagen." if removed else "Kommunen har ingen bakgrund.")


def _said(built: Built) -> str:
    shapes = look.count(built.shapes, "form", "former")
    names = look.count(built.names, "namn", "namn")
    coarser = (
        f" Kartan är ritad {look.brief(built.coarser, 1)} gånger grövre för att få plats."
        if built.coarser > 1
        else ""
    )
    return f"bakgrund med {shapes} och {names}, {_size(built.kept.size)}.{coarser}"


def _size(size: int) -> str:
    return f"{look.number(max(1, round(size / 1000)))} kB"
