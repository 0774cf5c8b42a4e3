"""One file on its way in: bytes are parsed by ``sources`` and saved by ``store``."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo import sources
from geo.errors import SelectionError, StoreDamaged, StoreReadOnly
from geo.intake import promised
from geo.mapping import MappingProfile, choose
from geo.model import ImportKind, ImportReport, Kommun
from geo.schema import Parsed
from geo.sources import UNDECIDED, Progress, fields_of, guess, silent
from geo.store import decisions, read, write
from geo.store.engine import Store

__all__ = [
    "Prepared", "Progress", "fields_of", "guess", "kommun_of", "prepare", "remember", "save",
    "take",
]  # fmt: skip

SECRET_BYTES = 32
BOUNDARY_MARGIN = 2_000.0
"""Metres outside its boundary that a kommun's points may lie."""
PLACES_MARGIN = 15_000.0
"""The same where only its places are known."""


def kommun_of(store: Store, code: str) -> Kommun:
    """Return the kommun with `code`.

    Raises
    ------
    SelectionError
        The store knows no such kommun.
    """
    known = {kommun.code: kommun for kommun in read.kommuner(store)}
    if code not in known:
        listed = ", ".join(f"{k.code} {k.name}" for k in known.values()) or "ingen ännu"
        raise SelectionError(
            f"Kommunen {code} finns inte i lagret.",
            hint=f"Lagret har: {listed}. Lägg till med ”platsbild kommun add KOD NAMN”.",
        )
    return known[code]


def _secret(store: Store) -> bytes:
    """Return the store's secret for hashing case numbers, made the first time it is asked for.

    It lies beside the store, readable by its owner only, so that a copy of the store alone does
    not let anyone try case numbers out. Keep it with the store: with another secret the same
    report is a new one.
    """
    path = store.path.with_name(f"{store.path.name}.key")
    try:
        if not path.exists():
            _make_secret(path)
        secret = path.read_bytes()
    except OSError as error:
        raise StoreReadOnly(
            "Lagrets nyckelfil kan inte läsas eller skrivas.",
            hint="Kontrollera rättigheterna till filen och mappen.",
            file=path.name,
        ) from error
    if len(secret) != SECRET_BYTES:
        raise StoreDamaged(
            "Lagrets nyckelfil är inte hel.",
            hint="Lägg tillbaka den från säkerhetskopian: med en ny känns inga anmälningar igen.",
            file=path.name,
        )
    return secret


def _make_secret(path: Path) -> None:
    """Write a new secret whole or not at all; whoever was first is right."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@dataclass(frozen=True)
class Prepared:
    """A file that was read and can be saved.

    Attributes
    ----------
    parsed : Parsed
        Accepted and rejected rows.
    mapping : MappingProfile
        Every decision on how it was read, made by the user or told from the file.
    """

    parsed: Parsed
    kommun: str
    file: str
    sha256: str
    mapping: MappingProfile

    @property
    def layout(self) -> str:
        """What files of the same sender have in common: kind and headers."""
        if not self.mapping.headers:
            return ""
        text = "\x1f".join((self.parsed.kind, *self.mapping.headers))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def prepare(
    store: Store,
    kind: ImportKind,
    content: bytes,
    *,
    file: str,
    kommun: str,
    now: datetime,
    profile: MappingProfile = UNDECIDED,
    progress: Progress = silent,
) -> Prepared:
    """Read one file and save nothing yet.

    Parameters
    ----------
    store : Store
        Where the rows are going.
    kind : ImportKind
        What the file holds.
    content : bytes
        The file.
    file : str
        Its name, for messages.
    kommun : str
        Code of the kommun the rows belong to.
    now : datetime
        Aware; times after it are rejected.
    profile : MappingProfile
        What has been decided about the file; a saved profile with its headers is used otherwise.
    progress : callable
        Told now and then how far the reading has come.

    Raises
    ------
    Uncertain
        Questions must be answered first.
    InputError
        The file as a whole cannot be read.
    """
    boundary = read.boundary(store, kommun)
    saved = [each for each in decisions.profiles(store, kommun) if each.kind == kind]
    context = sources.Context(
        file=file,
        kommun=kommun_of(store, kommun),
        store_crs=store.crs,
        today=now.date(),
        boundary=boundary,
        area=_area(store, kommun, boundary),
        profile=profile,
        saved=saved,
        words=tuple(decisions.words(store, kommun).items()),
        promises=promised.named(store, kommun) if kind is ImportKind.ACTIVITIES else (),
        key=_secret(store),
        progress=progress,
    )
    parsed = sources.parse(kind, content, context)
    mapping = profile
    if parsed.reading is not None:
        decided = choose(profile, saved, parsed.reading.headers)
        mapping = parsed.reading.profile(kind, decided)
    digest = hashlib.sha256(content).hexdigest()
    return Prepared(parsed, kommun, file, digest, mapping)


def save(store: Store, prepared: Prepared, *, now: datetime, dry_run: bool = False) -> ImportReport:
    """Save a file that was read, in one transaction, and account for every row of it.

    Raises
    ------
    StoreError
        Nothing was saved.
    """
    return write.save(
        store,
        prepared.parsed,
        kommun=prepared.kommun,
        file=prepared.file,
        sha256=prepared.sha256,
        imported_utc=int(now.timestamp()),
        layout=prepared.layout,
        mapping=prepared.mapping.to_toml() if prepared.layout else "",
        dry_run=dry_run,
    )


def remember(store: Store, prepared: Prepared, name: str, *, now: datetime) -> None:
    """Keep how a file was read under a name, for files with the same headers."""
    named = replace(prepared.mapping, name=name.strip())
    decisions.save_profile(store, prepared.kommun, named, at_utc=int(now.timestamp()))


def take(
    store: Store,
    kind: ImportKind,
    content: bytes,
    *,
    file: str,
    kommun: str,
    now: datetime,
    profile: MappingProfile = UNDECIDED,
    dry_run: bool = False,
) -> ImportReport:
    """Read and save one file in one step; see :func:`prepare` and :func:`save`."""
    prepared = prepare(store, kind, content, file=file, kommun=kommun, now=now, profile=profile)
    return save(store, prepared, now=now, dry_run=dry_run)


def _area(store: Store, kommun: str, boundary: BaseGeometry | None) -> BaseGeometry | None:
    """Return where most points of a kommun's files should be: it tells coordinate systems apart."""
    if boundary is not None:
        return boundary.buffer(BOUNDARY_MARGIN)
    places = read.places(store, kommun)
    return None if places.empty else places.union_all().convex_hull.buffer(PLACES_MARGIN)
