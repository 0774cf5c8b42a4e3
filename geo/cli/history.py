"""``platsbild imports``: what was imported, what was rejected, and how to take it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from geo import history, rejects
from geo.cli._app import app, out, read_file, store
from geo.cli.imports import print_report
from geo.errors import SelectionError
from geo.weeks import STOCKHOLM

imports_app = typer.Typer(help="Importer som gjorts.", no_args_is_help=True)
app.add_typer(imports_app, name="imports")

Batch = Annotated[int, typer.Argument(help="Importens nummer, se imports list.")]


@imports_app.command("list")
def list_imports(
    kommun: Annotated[str, typer.Option(help="Bara en kommun, t.ex. 0883.")] = "",
) -> None:
    """Lista importerna, den senaste först."""
    table = Table()
    for head in ("Nr", "När", "Kommun", "Slag", "Fil", "Rader", "Nya", "Ändrade", "Dubbl.", "Avv."):
        table.add_column(head)
    with store() as opened:
        found = history.batches(opened, kommun or None)
    for each in found:
        cells = (
            each.batch_id, _moment(each.imported_utc), each.kommun, each.kind, each.file, each.rows,
            each.new, each.changed, each.duplicates, each.rejected,
        )  # fmt: skip
        table.add_row(*(escape(str(cell)) for cell in cells))
    out.print(table)


@imports_app.command("show")
def show(batch: Batch) -> None:
    """Visa en import: hur filen lästes, och vilka rader som återstår att rätta."""
    with store() as opened:
        about = history.batch(opened, batch)
        listed = history.rejects(opened, batch)
    out.print(
        f"Import {batch}, {_moment(about.imported_utc)}, {about.kommun}: {about.file}"
        f" ({about.kind})",
        markup=False,
    )
    out.print(
        f"{about.rows} rader = {about.new} nya + {about.changed} ändrade + {about.duplicates}"
        f" dubbletter + {about.rejected} avvisade",
        markup=False,
    )
    for note in about.notes:
        out.print(f"  {note}", markup=False)
    for each in listed:
        out.print(f"  avvisad rad {each.line}, {each.column}: {each.reason}", markup=False)


@imports_app.command("undo")
def undo(batch: Batch) -> None:
    """Ångra en import: lagret blir som det var före den."""
    with store() as opened:
        history.undo(opened, batch, now=datetime.now(UTC))
    out.print(f"Import {batch} är ångrad.", markup=False)


@imports_app.command("rejects")
def save_rejects(
    batch: Batch,
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
    batch: Batch,
    file: Annotated[Path, typer.Argument(help="Filen från imports rejects, rättad.")],
) -> None:
    """Läs in rättade rader; de läses som filen de kom ur."""
    content = read_file(file)
    with store() as opened:
        rows = rejects.from_csv(content, file=file.name)
        report = rejects.mend(opened, batch, rows, now=datetime.now(UTC))
    print_report(report, dry_run=False)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, STOCKHOLM).strftime("%Y-%m-%d %H:%M")
