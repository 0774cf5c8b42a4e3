"""What ``platsbild import`` reads: a file of the user's, or a feed over the network."""

from __future__ import annotations

from pathlib import Path

from geo import settings
from geo.cli._app import read_file
from geo.errors import InputError
from geo.model import ImportKind

FEED = "polisen"
"""Said in place of an address: the one in the settings."""


def content(kind: ImportKind, file: Path | None, url: str | None) -> tuple[bytes, str]:
    """Return the bytes to import, and their name for messages.

    Parameters
    ----------
    kind : ImportKind
        Only notices can be fetched.
    file : Path, optional
    url : str, optional
        An address, or the word of :data:`FEED`.

    Raises
    ------
    InputError
        Both or neither is given, or it cannot be read.
    """
    if (file is None) == (url is None):
        raise InputError(
            "Ange antingen en fil eller --url.",
            hint="T.ex. platsbild import notices handelser.json --kommun 0883.",
        )
    if file is not None:
        return read_file(file), file.name
    if kind is not ImportKind.NOTICES:
        raise InputError(
            f"Bara notices kan hämtas med --url, inte {kind}.", hint="Hämta filen och ange den."
        )
    return _fetched(str(url))


def _fetched(url: str) -> tuple[bytes, str]:
    from geo.sources import network, polisen_events

    chosen = settings.load()
    url = chosen.servers.events if url == FEED else url
    folder = Path(chosen.store).parent / "cache"
    return polisen_events.fetch(url, folder=folder, web=network.Web()), network.host_of(url)
