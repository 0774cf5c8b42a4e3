"""``platsbild import``: a file into the store, once it is clear how it is to be read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from geo import intake
from geo.cli import _input
from geo.cli._app import AsJson, KommunCode, app, err, out, store
from geo.errors import SelectionError
from geo.mapping import MappingProfile, Reading, Uncertain
from geo.model import ImportKind, ImportReport
from geo.store import decisions

MOST_REJECTS_SHOWN = 10


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
    mapping: Annotated[str, typer.Option(help="Kolumnmall som sparats under ett namn.")] = "",
    save_mapping: Annotated[str, typer.Option(help="Spara kolumnmallen under ett namn.")] = "",
    answer: Annotated[
        list[str] | None, typer.Option(help="Svar på en fråga: NAMN=VÄRDE; kan upprepas.")
    ] = None,
    crs: Annotated[
        str, typer.Option(help="Koordinatsystem, t.ex. EPSG:3006, om filen inte säger.")
    ] = "",
    category: Annotated[
        str, typer.Option(help="Kategori för alla rader, om filen saknar kolumnen.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Läs, visa kolumner och rader, spara inget.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Läs in en fil; varje rad blir ny, ändrad, dubblett eller avvisad."""
    content, name = _input.content(kind, file, url)
    now = datetime.now(UTC)
    with store() as opened:
        profile = decisions.profile(opened, kommun, mapping) if mapping else MappingProfile()
        profile = profile.answered(_answers(answer or []))
        profile = replace(profile, crs=crs or profile.crs, category=category or profile.category)
        try:
            with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
                task = bar.add_task("Börjar", total=1.0)
                prepared = intake.prepare(
                    opened, kind, content, file=name, kommun=kommun, now=now, profile=profile,
                    progress=lambda share, doing: bar.update(
                        task, completed=share, description=doing
                    ),
                )  # fmt: skip
        except Uncertain as uncertain:
            _print_questions(uncertain)
            raise
        report = intake.save(opened, prepared, now=now, dry_run=dry_run)
        if save_mapping and not dry_run:
            intake.remember(opened, prepared, save_mapping, now=now)
    if as_json:
        out.print_json(json.dumps(_report_json(report, dry_run=dry_run), ensure_ascii=False))
        return
    if dry_run and prepared.parsed.reading is not None:
        _print_reading(prepared.parsed.reading)
    print_report(report, dry_run=dry_run)


def _answers(given: list[str]) -> dict[str, str]:
    """Return answers by the questions' names.

    Raises
    ------
    SelectionError
        One has no equals sign.
    """
    pairs = [text.partition("=") for text in given]
    if wrong := next((name for name, sign, _ in pairs if not sign), None):
        raise SelectionError(f"Svaret ”{wrong}” saknar ”=”.", hint="Skriv NAMN=VÄRDE.")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _print_questions(uncertain: Uncertain) -> None:
    for question in uncertain.questions:
        err.print(question.text, markup=False)
        for value, label in question.options:
            err.print(f'  --answer "{question.name}={value}"  ({label})', markup=False)


def _print_reading(reading: Reading) -> None:
    table = Table(title="Så lästes kolumnerna")
    for head in ("Kolumn i filen", "Lästes som", "Det sade"):
        table.add_column(head)
    for use in reading.uses:
        table.add_row(*(escape(text) for text in (use.header, use.label, use.how)))
    for header in reading.unused:
        table.add_row(escape(header), "–", "")
    out.print(table)
    first = Table(title="Första raderna")
    for header in reading.headers:
        first.add_column(escape(header))
    for row in reading.rows:
        first.add_row(*(escape(cell[:40]) for cell in row))
    out.print(first)


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
        "missing": len(report.missing),
        "rejects": [
            {"line": r.line, "column": r.column, "reason": r.reason, "raw": dict(r.raw)}
            for r in report.rejects
        ],
        "notes": list(report.notes),
    }


def print_report(report: ImportReport, *, dry_run: bool, most: int = MOST_REJECTS_SHOWN) -> None:
    """Print what became of the rows; `most` = 0 leaves the notes and rejects out."""
    head = "Provläst, inget sparat: " if dry_run else ""
    number = "" if report.batch_id is None else f" (import {report.batch_id})"
    out.print(
        f"{head}{report.file}: {report.rows} rader = {report.new} nya + {report.changed} ändrade"
        f" + {report.duplicates} dubbletter + {len(report.rejects)} avvisade{number}",
        markup=False,
    )
    if not most:
        return
    for note in report.notes:
        out.print(f"  {note}", markup=False)
    if report.missing:
        out.print(
            f"  {len(report.missing)} rader från tidigare filer av samma slag saknas i den här;"
            " de är kvar.",
            markup=False,
        )
    for reject in report.rejects[:most]:
        where = f"rad {reject.line}" + (f", {reject.column}" if reject.column else "")
        out.print(f"  avvisad {where}: {reject.reason}", markup=False)
    if len(report.rejects) > most:
        more = len(report.rejects) - most
        out.print(f"  … och {more} till (alla visas med --json)", markup=False)
