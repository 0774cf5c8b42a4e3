"""The command itself, where it prints, and what its parts share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from geo import settings
from geo.errors import FormatError
from geo.store.engine import Store, open_store

app = typer.Typer(
    help="En lägesbild över otrygga platser, varje vecka.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)

KommunCode = Annotated[str, typer.Option("--kommun", help="Kommunkod, t.ex. 0883.")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stället för text.")]


def store() -> Store:
    """Open the installation's store."""
    return open_store(settings.load().store)


def read_file(path: Path) -> bytes:
    """Return the file's content.

    Raises
    ------
    FormatError
        It is not there, a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatError(
            f"Filen kan inte läsas ({error.strerror}).",
            hint="Kontrollera sökvägen och att filen inte är en mapp.",
            file=path.name,
        ) from error
