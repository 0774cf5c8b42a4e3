"""``platsbild mappings``: how the files of each sender are read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from geo.cli._app import KommunCode, app, out, read_file, store
from geo.errors import FormatError
from geo.mapping import MappingProfile
from geo.store import decisions

mappings_app = typer.Typer(help="Kolumnmallar: hur filer läses.", no_args_is_help=True)
app.add_typer(mappings_app, name="mappings")

Name = Annotated[str, typer.Argument(help="Mallens namn.")]


@mappings_app.command("list")
def list_mappings(kommun: KommunCode) -> None:
    """Lista de sparade mallarna."""
    with store() as opened:
        for each in decisions.profiles(opened, kommun):
            out.print(f"{each.name}  ({each.kind}, {len(each.headers)} kolumner)", markup=False)


@mappings_app.command("export")
def export(
    name: Name,
    kommun: KommunCode,
    to: Annotated[
        Path | None, typer.Option("--out", help="Fil att skriva; annars skärmen.")
    ] = None,
) -> None:
    """Skriv en mall som TOML, att ge vidare."""
    with store() as opened:
        text = decisions.profile(opened, kommun, name).to_toml()
    if to is None:
        out.print(text, markup=False)
    else:
        to.write_text(text, encoding="utf-8")


@mappings_app.command("import")
def import_mapping(
    file: Annotated[Path, typer.Argument(help="Mall som TOML.")], kommun: KommunCode
) -> None:
    """Spara en mall från en TOML-fil."""
    profile = MappingProfile.from_toml(_text(file), file=file.name)
    if not profile.name or profile.kind is None:
        raise FormatError("Mallen saknar name eller kind.", hint="Lägg till dem.", file=file.name)
    with store() as opened:
        decisions.save_profile(opened, kommun, profile, at_utc=int(datetime.now(UTC).timestamp()))
    out.print(f"Sparade kolumnmallen ”{profile.name}”.", markup=False)


@mappings_app.command("forget")
def forget(name: Name, kommun: KommunCode) -> None:
    """Ta bort en mall; det som lästs in med den är kvar."""
    with store() as opened:
        decisions.profile(opened, kommun, name)
        decisions.forget_profile(opened, kommun, name, at_utc=int(datetime.now(UTC).timestamp()))
    out.print(f"Tog bort kolumnmallen ”{name}”.", markup=False)


def _text(file: Path) -> str:
    try:
        return read_file(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("Filen är inte UTF-8.", hint="Spara om den.", file=file.name) from error
