"""``platsbild export``: what is on record as files, and what reports have come to."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo import intake, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out
from geo.errors import FormatError
from geo.look import count, number
from geo.model import Audience, Period
from geo.publishing.exports.what import KINDS, Format, Wanted, What
from geo.store.engine import open_store

if TYPE_CHECKING:
    from geo.publishing.exports.making import File
    from geo.report.document import Document

export_app = typer.Typer(help="Ta ut det som är i lagret, som filer.", no_args_is_help=True)
app.add_typer(export_app, name="export")

PeriodCode = Annotated[
    str, typer.Option("--period", help="2026-W12, 2026-W09--4W, 2026-03, 2026-T1; annars allt.")
]
Out = Annotated[Path, typer.Option("--out", help="Fil att skriva, eller en mapp.")]
ToFormat = Annotated[Format, typer.Option("--format", help="csv, xlsx, gpkg, geojson eller ics.")]
Readers = Annotated[Audience, typer.Option("--audience", help="internal eller public.")]


def period_of(text: str) -> Period | None:
    """Return the period that an option says, or None where it is left out."""
    return weeks.parse(text) if text else None


def write(path: Path, name: str, content: bytes) -> Path:
    """Write a file; in a folder it gets its own name.

    Raises
    ------
    FormatError
        It cannot be written.
    """
    path = path / name if path.is_dir() else path
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FormatError(
            f"Filen kan inte skrivas ({error.strerror}).",
            hint="Kontrollera att mappen finns och får skrivas i.",
            file=path.name,
        ) from error
    return path


def _export(kommun: str, wanted: Wanted, to: Path, *, as_json: bool) -> None:
    from geo import records
    from geo.publishing.exports import making

    chosen = settings.load()
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
        made = making.export(store, found, wanted, own=own, now=datetime.now(UTC))
    path = write(to, made.name, made.content)
    if as_json:
        out.print_json(json.dumps(_to_json(made, path), ensure_ascii=False))
        return
    out.print(
        f"{path}: {count(made.rows, 'rad', 'rader')}, {number(len(made.content) / 1000)} kB",
        markup=False,
    )
    for label, text in made.basis:
        out.print(f"  {label}: {text}", markup=False)


def _to_json(made: File, path: Path) -> dict[str, object]:
    return {
        "file": str(path),
        "rows": made.rows,
        "bytes": len(made.content),
        "mime": made.mime,
        "basis": dict(made.basis),
    }


class Letter(StrEnum):
    """What a letter is written as."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"


@export_app.command("feedback")
def feedback(
    organisation: Annotated[str, typer.Option("--organisation", help="Vem som rapporterat.")],
    kommun: KommunCode,
    period: Annotated[str, typer.Option("--period", help="2026-W12, 2026-03, 2026-T1.")],
    to: Out,
    form: Annotated[Letter, typer.Option("--format", help="txt, html eller pdf.")] = Letter.TEXT,
    as_json: AsJson = False,
) -> None:
    """Ta ut: återkoppling till en organisation som rapporterat, färdig att skicka."""
    from geo import records
    from geo.publishing.feedback import gathering, words
    from geo.publishing.feedback.letter import letter

    chosen, now = settings.load(), datetime.now(UTC)
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = gathering.feedback(
            store,
            records.gather(store, kommun, nearest_m=own.nearest_m),
            organisation,
            weeks.parse(period),
            own=own,
            now=now,
        )
    document = letter(found)
    path = write(to, f"{document.name}.{form}", _letter(document, form, now))
    if as_json:
        told = {"file": str(path), "reports": found.reports, "basis": list(document.basis)}
        out.print_json(json.dumps(told, ensure_ascii=False))
        return
    out.print(f"{path}: {document.title}, {words.answer(found)}", markup=False)


def _letter(document: Document, form: Letter, now: datetime) -> bytes:
    from geo.report.html import to_html
    from geo.report.pdf import to_pdf
    from geo.report.plain import to_text

    if form is Letter.PDF:
        return to_pdf(document, now=now)
    return (to_html(document) if form is Letter.HTML else to_text(document)).encode()


def _add(what: What) -> None:
    """Add the command of one kind of content."""

    def command(
        kommun: KommunCode,
        to: Out,
        format_: ToFormat = KINDS[what].formats[0],
        period: PeriodCode = "",
        audience: Readers = Audience.INTERNAL,
        as_json: AsJson = False,
    ) -> None:
        wanted = Wanted(what, format_, period_of(period), audience)
        _export(kommun, wanted, to, as_json=as_json)

    export_app.command(what.value, help=f"Ta ut: {KINDS[what].name.lower()}.")(command)


for _what in What:
    _add(_what)
