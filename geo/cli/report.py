"""``platsbild report``: the reports of what is on record, on paper, as a page, and as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo import intake, settings, weeks
from geo.cli._app import AsJson, KommunCode, app, out
from geo.errors import FormatError, SelectionError
from geo.folding import fold
from geo.model import Selection
from geo.store.engine import open_store

if TYPE_CHECKING:
    from geo.publishing.reports import Report
    from geo.records import Records
    from geo.report.document import Document

report_app = typer.Typer(help="Rapporter: PDF, HTML och text.", no_args_is_help=True)
app.add_typer(report_app, name="report")

PeriodCode = Annotated[
    str, typer.Option("--period", help="2026-W12, 2026-W09--4W, 2026-03, 2026-T1.")
]
Pdf = Annotated[Path | None, typer.Option("--pdf", help="Skriv en PDF.")]
Html = Annotated[Path | None, typer.Option("--html", help="Skriv en fristående HTML-sida.")]
Meeting = Annotated[
    int | None,
    typer.Option("--meeting", min=1, max=2**63 - 1, help="Som det frystes vid mötet."),
]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What report of what, and the files to write it to."""

    kommun: str
    period: str
    pdf: Path | None
    html: Path | None
    as_json: bool
    place: str | None = None
    meeting: int | None = None


@report_app.command("weekly")
def weekly(
    kommun: KommunCode, period: PeriodCode, meeting: Meeting = None, pdf: Pdf = None,
    html: Html = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Lägesbilden på två sidor, för EST-mötet."""
    from geo.publishing.reports import Report

    _report(Report.WEEKLY, _Wanted(kommun, period, pdf, html, as_json, meeting=meeting))


@report_app.command("summary")
def summary(
    kommun: KommunCode, period: PeriodCode, meeting: Meeting = None, pdf: Pdf = None,
    html: Html = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Lägesbilden på en sida, för mejl; utan fil skrivs den som text."""
    from geo.publishing.reports import Report

    _report(Report.SUMMARY, _Wanted(kommun, period, pdf, html, as_json, meeting=meeting))


@report_app.command("place")
def place(
    kommun: KommunCode,
    period: PeriodCode,
    name: Annotated[str, typer.Option("--place", help="Platsens namn eller nummer.")],
    pdf: Pdf = None,
    html: Html = None,
    as_json: AsJson = False,
) -> None:
    """Bladet om en plats."""
    from geo.publishing.reports import Report

    _report(Report.PLACE, _Wanted(kommun, period, pdf, html, as_json, place=name))


@report_app.command("tertial")
def tertial(
    kommun: KommunCode, period: PeriodCode, pdf: Pdf = None, html: Html = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Rapporten till rådet: löften, åtgärder och effekt."""
    from geo.publishing.reports import Report

    _report(Report.TERTIAL, _Wanted(kommun, period, pdf, html, as_json))


def _report(report: Report, wanted: _Wanted) -> None:
    """Make a report, and write it as is asked for; as text where nothing is."""
    from geo import records
    from geo.publishing.reports import Asked, document
    from geo.report.as_json import to_json
    from geo.report.plain import to_text

    chosen, now = settings.load(), datetime.now(UTC)
    own = chosen.kommun(wanted.kommun)
    selection = Selection(
        wanted.kommun,
        weeks.parse(wanted.period),
        minimum_count=own.minimum_count,
        nearest_m=own.nearest_m,
    )
    with open_store(chosen.store) as store:
        intake.kommun_of(store, wanted.kommun)
        found = records.gather(store, wanted.kommun, nearest_m=own.nearest_m)
        place_id = None if wanted.place is None else _place(found, wanted.place)
        asked = Asked(report, selection, place_id, wanted.meeting)
        made = document(store, found, asked, now=now)
    _write(made, wanted, now)
    if wanted.as_json:
        out.print_json(json.dumps(to_json(made), ensure_ascii=False))
    elif wanted.pdf is None and wanted.html is None:
        out.print(to_text(made), markup=False)


def _write(made: Document, wanted: _Wanted, now: datetime) -> None:
    from geo.report.html import to_html
    from geo.report.pdf import to_pdf

    files: tuple[tuple[Path | None, Callable[[], bytes]], ...] = (
        (wanted.pdf, lambda: to_pdf(made, now=now)),
        (wanted.html, lambda: to_html(made).encode()),
    )
    for path, make in files:
        if path is not None:
            _file(path, make())


def _file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FormatError(
            f"Filen kan inte skrivas ({error.strerror}).",
            hint="Kontrollera att mappen finns och får skrivas i.",
            file=path.name,
        ) from error


def _place(records: Records, told: str) -> int:
    """Return the place that is meant: by number, or by a name that only one has.

    Raises
    ------
    SelectionError
        There is none, or several.
    """
    known = [
        (int(number), str(name))
        for number, name in zip(records.places["place_id"], records.places["name"], strict=True)
    ]
    found = [each for each in known if told == str(each[0])]
    found = found or [each for each in known if fold(each[1]) == fold(told)]
    if len(found) != 1:
        what = "Flera platser heter så" if found else "Platsen finns inte i kommunen"
        listed = ", ".join(f"{number} {name}" for number, name in found or known)
        raise SelectionError(f"{what}: ”{told}”.", hint=f"Ange en av {listed}.")
    return found[0][0]
