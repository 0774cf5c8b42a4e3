"""``platsbild import``: a file into the store."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from geo import intake
from geo.cli import _input
from geo.cli._app import AsJson, KommunCode, app, out, store
from geo.model import ImportKind, ImportReport


@app.command("import")
def import_file(
    kind: Annotated[ImportKind, typer.Argument(help="Vad filen innehåller.")],
    kommun: KommunCode,
    file: Annotated[
        Path | None, typer.Argument(help="CSV, TSV, TXT, XLSX, GeoJSON, GPKG, ZIP, JSON.")
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(help="Hämta notiser i stället: en adress, eller ”polisen” för polisen.se."),
    ] = None,
    crs: Annotated[
        str | None, typer.Option(help="Koordinatsystem, t.ex. EPSG:3006, om filen inte säger.")
    ] = None,
    category: Annotated[
        str | None, typer.Option(help="Kategori för alla rader, om filen saknar kolumnen.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Läs och jämför, spara inget.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Läs in en fil; varje rad blir ny, ändrad, dubblett eller avvisad."""
    content, name = _input.content(kind, file, url)
    with store() as opened:
        report = intake.take(
            opened,
            kind,
            content,
            file=name,
            kommun=kommun,
            now=datetime.now(UTC),
            crs=crs,
            category=category,
            dry_run=dry_run,
        )
    if as_json:
        out.print_json(json.dumps(_report_json(report, dry_run=dry_run), ensure_ascii=False))
    else:
        print_report(report, dry_run=dry_run)


def _report_json(report: ImportReport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "kind": report.kind,
        "kommun": report.kommun,
        "file": report.file,
        "dry_run": dry_run,
        "batch_id": report.batch_id,
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "duplicates": report.duplicates,
        "rejected": len(report.rejects),
        "rejects": [
            {"line": r.line, "column": r.column, "reason": r.reason, "raw": dict(r.raw)}
            for r in report.rejects
        ],
        "notes": list(report.notes),
    }


MOST_REJECTS_SHOWN = 10


def print_report(report: ImportReport, *, dry_run: bool, most: int = MOST_REJECTS_SHOWN) -> None:
    """Print what became of the rows; `most` = 0 leaves the notes and rejects out."""
    head = "Provläst, inget sparat: " if dry_run else ""
    out.print(
        f"{head}{report.file}: {report.rows} rader = {report.new} nya + {report.changed} ändrade"
        f" + {report.duplicates} dubbletter + {len(report.rejects)} avvisade",
        markup=False,
    )
    if not most:
        return
    for note in report.notes:
        out.print(f"  {note}", markup=False)
    for reject in report.rejects[:most]:
        where = f"rad {reject.line}" + (f", {reject.column}" if reject.column else "")
        out.print(f"  avvisad {where}: {reject.reason}", markup=False)
    if len(report.rejects) > most:
        more = len(report.rejects) - most
        out.print(f"  … och {more} till (alla visas med --json)", markup=False)
