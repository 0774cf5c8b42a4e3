"""``platsbild imports``: what was imported, what was rejected, and how to take it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from geo import history, rejects
from geo.cli._app import app, out, read_file, store
from geo.cli.imports import print_report
from geo.errors import SelectionError
from geo.history import Batch
from geo.weeks import STOCKHOLM

imports_app = typer.Typer(help="Importer som gjorts.", no_args_is_help=True)
app.add_typer(imports_app, name="imports")

Number = Annotated[
    int, typer.Argument(min=1, max=2**63 - 1, help="Importens nummer, se imports list.")
]


@imports_app.command("list")
def list_imports(
    kommun: Annotated[str, typer.Option(help="Bara en kommun, t.ex. 0883.")] = "",
) -> None:
    """Lista importerna, den senaste först."""
    with store() as opened:
        found = history.batches(opened, kommun or None)
    logged = sum(each.logged for each in found)
    for each in found:
        if not each.logged:
            out.print(f"{each.batch_id:4}  {_head(each)}", markup=False)
    if logged:
        out.print(f"Dessutom {logged} loggningar av besök, se platsbild visit list.")


@imports_app.command("show")
def show(batch: Number) -> None:
    """Visa en import: hur filen lästes, och vilka rader som återstår att rätta."""
    with store() as opened:
        about = history.batch(opened, batch)
        listed = history.rejects(opened, batch)
    out.print(_head(about), markup=False)
    for note in about.notes:
        out.print(f"  {note}", markup=False)
    for each in listed:
        out.print(f"  avvisad rad {each.line}, {each.column}: {each.reason}", markup=False)


@imports_app.command("undo")
def undo(batch: Number) -> None:
    """Ångra en import: lagret blir som det var före den."""
    with store() as opened:
        history.undo(opened, batch, now=datetime.now(UTC))
    out.print(f"Import {batch} är ångrad.", markup=False)


@imports_app.command("rejects")
def save_rejects(
    batch: Number,
    to: Annotated[Path, typer.Option("--out", help="CSV-fil att skriva.")],
) -> None:
    """Skriv de avvisade raderna till en CSV-fil, att rätta och läsa in med imports mend."""
    with store() as opened:
        listed = history.rejects(opened, batch)
    if not listed:
        raise SelectionError(f"Import {batch} har inga avvisade rader kvar att rätta.")
    to.write_bytes(rejects.to_csv(listed))
    out.print(f"{len(listed)} avvisade rader i {to}", markup=False)


@imports_app.command("mend")
def mend(
    batch: Number,
    file: Annotated[Path, typer.Argument(help="Filen från imports rejects, rättad.")],
) -> None:
    """Läs in rättade rader; de läses som filen de kom ur."""
    content = read_file(file)
    with store() as opened:
        rows = rejects.from_csv(content, file=file.name)
        report = rejects.mend(opened, batch, rows, now=datetime.now(UTC))
    print_report(report, dry_run=False)


def _head(batch: Batch) -> str:
    return (
        f"{_moment(batch.imported_utc)}  {batch.kommun} {batch.kind}  {batch.file}: {batch.rows}"
        f" rader = {batch.new} nya + {batch.changed} ändrade + {batch.duplicates} dubbletter"
        f" + {batch.rejected} avvisade"
    )


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")
