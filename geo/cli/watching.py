"""``platsbild watch``: import what lands in a folder."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from geo.cli._app import KommunCode, app, err, out, store
from geo.errors import SelectionError
from geo.model import ImportKind
from geo.watch import Watcher


@app.command("watch")
def watch(
    folder: Annotated[Path, typer.Argument(help="Mapp där filer landar.")],
    kommun: KommunCode,
    kind: Annotated[
        ImportKind | None, typer.Option(help="Vad filerna i själva mappen innehåller.")
    ] = None,
    every: Annotated[float, typer.Option(help="Sekunder mellan tittarna.")] = 10.0,
    once: Annotated[bool, typer.Option("--once", help="Titta en gång och sluta.")] = False,
) -> None:
    """Läs in det som landar i en mapp, och flytta det till done/ eller rejected/ med en rapport."""
    if not folder.is_dir():
        raise SelectionError(f"Mappen {folder} finns inte.", hint="Skapa den först.")
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with store() as opened:
        watcher = Watcher(opened, folder, kommun, kind, quiet=every)
        while True:
            for outcome in watcher.look():
                if outcome.report is not None:
                    report = outcome.report
                    out.print(
                        f"{report.file}: {report.new} nya, {report.changed} ändrade,"
                        f" {len(report.rejects)} avvisade av {report.rows} rader",
                        markup=False,
                    )
                else:
                    err.print(outcome.trouble, markup=False)
                if stop.is_set():
                    break
            if once or stop.wait(every):
                return
