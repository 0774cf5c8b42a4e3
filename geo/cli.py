"""The command ``platsbild``: opens the store, calls the rooms, prints."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tomllib
import webbrowser
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Annotated, Any
from urllib.request import urlopen

import typer
from rich.console import Console
from rich.table import Table

from geo import intake, settings, weeks
from geo.errors import FormatError, GeoError
from geo.look import VERDICTS
from geo.model import ImportKind, ImportReport, Kommun, Selection
from geo.store.engine import Store, create, open_store

app = typer.Typer(
    help="En lägesbild över otrygga platser, varje vecka.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
kommun_app = typer.Typer(help="Kommunerna i lagret.", no_args_is_help=True)
app.add_typer(kommun_app, name="kommun")

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

KommunCode = Annotated[str, typer.Option("--kommun", help="Kommunkod, t.ex. 0883.")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stället för text.")]


def main() -> None:
    """Run the command; an expected error is one sentence on stderr and exit code 1."""
    try:
        app()
    except GeoError as error:
        err.print(str(error), markup=False)
        sys.exit(1)


def _store() -> Store:
    return open_store(settings.load().store)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"Filen kan inte läsas ({error.strerror}).",
            hint="Kontrollera sökvägen och att filen inte är en mapp.",
            file=path.name,
        ) from error


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

    with _store() as store:
        outline = (
            parse_boundary(
                _read(boundary), file=boundary.name, kommun_code=code, store_crs=store.crs
            )
            if boundary
            else None
        )
        write.add_kommun(store, Kommun(code, name), boundary=outline)
        out.print(f"{code} {name} finns i lagret.", markup=False)


@kommun_app.command("list")
def kommun_list() -> None:
    """Lista kommunerna."""
    from geo.store import read

    with _store() as store:
        for kommun in read.kommuner(store):
            out.print(f"{kommun.code}  {kommun.name}", markup=False)


@app.command("import")
def import_file(
    kind: Annotated[ImportKind, typer.Argument(help="Vad filen innehåller.")],
    file: Annotated[Path, typer.Argument(help="CSV, TSV, TXT, XLSX, GeoJSON, GPKG, ZIP, JSON.")],
    kommun: KommunCode,
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
    content = _read(file)
    with _store() as store:
        report = intake.take(
            store,
            kind,
            content,
            file=file.name,
            kommun=kommun,
            now=datetime.now(UTC),
            crs=crs,
            category=category,
            dry_run=dry_run,
        )
    if as_json:
        out.print_json(json.dumps(_report_json(report, dry_run=dry_run), ensure_ascii=False))
    else:
        _print_report(report, dry_run=dry_run)


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


def _print_report(report: ImportReport, *, dry_run: bool, most: int = MOST_REJECTS_SHOWN) -> None:
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


@app.command()
def lagesbild(
    kommun: KommunCode,
    week: Annotated[str, typer.Option("--week", help="2026-W12, 2026-W09--4W, 2026-03, 2026-T1.")],
    as_json: AsJson = False,
) -> None:
    """Visa lägesbilden för en kommun och en period."""
    from geo import records
    from geo.lagesbild import to_json

    chosen = settings.load()
    own = chosen.kommun(kommun)
    with open_store(chosen.store) as store:
        intake.kommun_of(store, kommun)
        found = records.gather(store, kommun, nearest_m=own.nearest_m)
    selection = Selection(
        kommun, weeks.parse(week), minimum_count=own.minimum_count, nearest_m=own.nearest_m
    )
    picture = records.lagesbild(found, selection, now=datetime.now(UTC))
    if as_json:
        out.print_json(json.dumps(to_json(picture), ensure_ascii=False))
        return
    table = Table(title=f"{weeks.label(selection.period)}: {picture.headline}")
    for column in ("Plats", "Läge", "Nu", "Normalt", "Besök", "Varför"):
        table.add_column(column)
    for place in picture.places:
        c, look = place.comparison, VERDICTS[place.comparison.verdict]
        normal = "–" if c.normal_low is None else f"{c.normal_low}–{c.normal_high}"
        visit = "aldrig" if place.days_since_visit is None else f"{place.days_since_visit} d"
        cells = (
            place.name,
            f"{look.symbol} {look.word}",
            str(c.count),
            normal,
            visit,
            place.reason,
        )
        table.add_row(*(_plain(cell) for cell in cells))
    out.print(table)


def _plain(text: str) -> str:
    """Escape rich's markup, as place names and reasons hold what users wrote."""
    from rich.markup import escape

    return escape(text)


@app.command()
def locate(
    points: Annotated[Path, typer.Argument(help="Punkter: CSV, Parquet eller GeoPackage.")],
    places: Annotated[Path, typer.Argument(help="Polygoner: GeoJSON, GeoPackage, shapefil.")],
    to: Annotated[Path, typer.Option("--out", help="Fil att skriva: CSV, Parquet, GeoPackage.")],
    points_crs: Annotated[
        str | None, typer.Option(help="Punkternas koordinatsystem, om filen inte säger.")
    ] = None,
) -> None:
    """Säg för varje punkt vilka platser den ligger i."""
    from geo import join

    summary = join.locate_files(points, places, to, points_crs=points_crs)
    out.print(str(summary), markup=False)


@app.command()
def demo(
    seed: Annotated[int, typer.Option(help="Samma frö ger samma filer.")] = 1,
    years: Annotated[int, typer.Option(help="Antal år bakåt.")] = 3,
    scale: Annotated[float, typer.Option(help="1 ger några dussin händelser i veckan.")] = 1.0,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Sista dag; annars i söndags.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(help="Mapp för filerna; annars demo/ bredvid lagret.")
    ] = None,
) -> None:
    """Skriv demofiler som användare har dem och läs in dem som vilka filer som helst."""
    from geo import demo as demonstration
    from geo.store import write

    where = settings.load().store
    last = until.date() if until else _last_sunday(date.today())
    to = folder or Path(where).parent / "demo"
    demonstration.write(to, seed=seed, years=years, scale=scale, until=last)
    out.print(f"Demofiler till och med {last} i {to}", markup=False)
    with open_store(where) as store:
        for world in demonstration.KOMMUNER:
            write.add_kommun(store, world.kommun)
        for file in demonstration.files(to):
            report = intake.take(
                store,
                file.kind,
                _read(file.path),
                file=file.path.name,
                kommun=file.kommun.code,
                now=datetime.now(UTC),
            )
            _print_report(report, dry_run=False, most=0)


def _last_sunday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() % 7)


@app.command()
def dashboard(
    port: Annotated[int, typer.Option(help="Port på den här datorn.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Öppna webbläsaren.")] = True,
) -> None:
    """Öppna platsbilden i webbläsaren."""
    spec = find_spec("dashboard")
    if spec is None or not spec.submodule_search_locations:
        raise GeoError("Paketet dashboard är inte installerat.", hint="Installera om Platsbild.")
    server = Path(spec.submodule_search_locations[0]) / "server.py"
    url = f"http://localhost:{port}"
    out.print(f"Platsbild öppnas på {url} (avsluta med Ctrl+C)", markup=False)
    if browser:
        Thread(target=_open_when_ready, args=(url,), daemon=True).start()
    command = [sys.executable, "-m", "streamlit", "run", str(server), f"--server.port={port}"]
    command += _server_options(server)
    raise typer.Exit(subprocess.call(command))  # noqa: S603 - our own program, no shell


def _server_options(server: Path) -> list[str]:
    """Return the project's settings of Streamlit where Streamlit would not find them itself.

    It looks in the current folder and beside the script: from a checkout, started elsewhere, it
    would find nothing and listen to the whole network.
    """
    in_checkout = server.parent.parent / ".streamlit" / "config.toml"
    here = Path.cwd() / ".streamlit" / "config.toml"
    if here.exists() or not in_checkout.exists():
        return []
    return list(_flags(tomllib.loads(in_checkout.read_text(encoding="utf-8")), "--"))


def _flags(section: dict[str, Any], prefix: str) -> Iterator[str]:
    for name, value in section.items():
        if isinstance(value, dict):
            yield from _flags(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            yield f"{prefix}{name}={str(value).lower() if isinstance(value, bool) else value}"


def _open_when_ready(url: str) -> None:
    """Open the browser once the server answers; Streamlit's own way also shows advertisements."""
    for _ in range(120):
        try:
            urlopen(f"{url}/_stcore/health", timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.5)
        else:
            webbrowser.open(url)
            return


if __name__ == "__main__":
    main()
