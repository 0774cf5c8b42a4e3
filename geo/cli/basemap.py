"""``platsbild basemap``: the background of a kommun's maps, and its ways, from one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo import intake, look
from geo.cli._app import KommunCode, app, out, store
from geo.terrain import ground, kept, ways
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
    """Bygg bakgrund och vägnät ur ett OpenStreetMap-utdrag; de ersätter dem som finns."""
    with store() as opened:
        name = intake.kommun_of(opened, kommun).name
        built = ground.build(opened, kommun, file)
        out.print(f"{kommun} {name}: {_said(built)}", markup=False)
        out.print(_ways_said(ways.build(opened, kommun, file)), markup=False)


@basemap_app.command("list")
def basemap_list() -> None:
    """Lista de bakgrunder som är byggda."""
    with store() as opened:
        found = kept.listed(opened, ground.KIND)
        with_ways = {each.kommun for each in kept.listed(opened, ways.KIND)}
        for each in found:
            about = ground.about(opened, each)
            net = "med vägnät" if each.kommun in with_ways else "utan vägnät"
            out.print(f"{each.kommun}  {_size(each.size)}  {about}  {net}", markup=False)
    if not found:
        out.print("Ingen bakgrund är byggd. Kartorna visas utan, och vägar räknas fågelvägen.")


@basemap_app.command("remove")
def basemap_remove(kommun: KommunCode) -> None:
    """Ta bort en kommuns bakgrund och vägnät; kartorna visas utan."""
    with store() as opened:
        removed = [kept.remove(opened, kommun, kind) for kind in (ground.KIND, ways.KIND)]
    out.print("Bakgrunden är borttagen." if any(removed) else "Kommunen har ingen bakgrund.")


def _said(built: Built) -> str:
    shapes = look.count(built.shapes, "form", "former")
    names = look.count(built.names, "namn", "namn")
    coarser = (
        f" Kartan är ritad {look.brief(built.coarser, 1)} gånger grövre för att få plats."
        if built.coarser > 1
        else ""
    )
    return f"bakgrund med {shapes} och {names}, {_size(built.kept.size)}.{coarser}"


def _ways_said(built: ways.Built) -> str:
    said = (
        f"Vägnät: {look.number(built.foot_km)} km till fots, "
        f"{look.number(built.car_km)} km med bil."
    )
    if not built.far:
        return said
    return f"{said} Ingen gångväg i närheten av: {', '.join(built.far)}."


def _size(size: int) -> str:
    return f"{look.number(max(1, round(size / 1000)))} kB"
