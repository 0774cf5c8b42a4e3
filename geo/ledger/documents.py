"""Documents of promises, the shipped ones and users' own: brought, changed, removed."""

from __future__ import annotations

import json
import re
from datetime import datetime

from geo import shipped as data
from geo.errors import SelectionError, SettingsError
from geo.folding import fold
from geo.follow_up import Document, load
from geo.follow_up import shipped as shipped_documents
from geo.follow_up.promises.loading import EXAMPLE
from geo.intake import kommun_of
from geo.intake.promised import documents
from geo.store import promise_documents
from geo.store.engine import Store

__all__ = [
    "document", "documents", "is_own", "is_shipped", "name_of", "remove", "removed", "restore",
    "save", "template", "text",
]  # fmt: skip

LONGEST = 200_000
"""Characters of a document."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


def name_of(file: str) -> str:
    """Return the name of a document that comes as a file.

    Examples
    --------
    >>> name_of("Medborgarlöfte Gotland 2026.toml")
    'medborgarlofte-gotland-2026'
    """
    words = re.split(r"[^0-9a-zåäö]+", file.removesuffix(".toml").casefold())
    return "-".join(fold(word) for word in words if word)[:80].strip("-")


def document(store: Store, name: str) -> Document:
    """Return one document.

    Raises
    ------
    SelectionError
        There is none of that name.
    """
    for each in documents(store):
        if each.name == name:
            return each
    raise SelectionError(f"Dokumentet ”{name}” finns inte.", hint="Se platsbild promises list.")


def text(store: Store, name: str) -> str:
    """Return a document as TOML, to be written out or edited.

    Raises
    ------
    SelectionError
        There is none of that name.
    """
    document(store, name)
    own = promise_documents.texts(store).get(name)
    if own is not None:
        return own
    return (data.folder("promises") / f"{name}.toml").read_text("utf-8")


def template(name: str, code: str, year: int) -> str:
    """Return a document to begin with, as TOML: what every field means, and one promise.

    Parameters
    ----------
    name, code : str
        Of the kommun.
    year : int
    """
    explained = (data.folder("promises") / EXAMPLE).read_text("utf-8").partition("\n[document]")[0]
    title = json.dumps(f"Medborgarlöfte {name} {year}", ensure_ascii=False)
    fields = "\n".join(explained.splitlines()[2:])
    return (
        f'{fields}\n\n[document]\ntitle = {title}\nkommuner = ["{code}"]\nfrom = {year}-01-01\n'
        f'to = {year}-12-31\n\n[promises.platsbesok]\ntext = "Polisen gör 50 platsbesök."\n'
        'who = ["polis"]\ncounts = "visits"\ntarget = 50\nper = "year"\n'
    )


def is_own(store: Store, name: str) -> bool:
    """Return whether users have brought or changed the document."""
    return name in promise_documents.texts(store)


def is_shipped(name: str) -> bool:
    """Return whether the program has a document of that name."""
    return any(each.name == name for each in shipped_documents())


def removed(store: Store, kommun: str) -> tuple[Document, ...]:
    """Return the shipped documents of a kommun that users have taken away."""
    here = {each.name for each in documents(store)}
    return tuple(
        each for each in shipped_documents() if each.name not in here and kommun in each.kommuner
    )


def save(store: Store, name: str, content: bytes, *, now: datetime) -> Document:
    """Save a document of users' own; one of the name of a shipped one stands in its place.

    Raises
    ------
    SettingsError
        The content has faults; all are told at once, and nothing is saved.
    SelectionError
        It is of a kommun that the store does not have, or its name cannot be used.
    """
    if not _NAME.fullmatch(name):
        raise SelectionError(
            "Dokumentet behöver ett namn.", hint="Till exempel gotland-2026: små bokstäver a–z, "
            "siffror och bindestreck.",
        )  # fmt: skip
    if len(content) > LONGEST:
        raise SettingsError("Dokumentet är för stort för att vara ett löfte.", file=f"{name}.toml")
    found = load(content, file=f"{name}.toml")
    for kommun in found.kommuner:
        kommun_of(store, kommun)
    told = content.decode("utf-8")
    promise_documents.save(store, name, told, at_utc=int(now.timestamp()))
    return found


def remove(store: Store, name: str, *, now: datetime) -> None:
    """Take a document away. What has been logged for its promises stays.

    Raises
    ------
    SelectionError
        There is none of that name.
    """
    document(store, name)
    at_utc = int(now.timestamp())
    if is_shipped(name):
        promise_documents.save(store, name, "", at_utc=at_utc)
    else:
        promise_documents.forget(store, name, at_utc=at_utc)


def restore(store: Store, name: str, *, now: datetime) -> Document:
    """Let the shipped document of that name hold again, as it was shipped.

    Raises
    ------
    SelectionError
        There is no shipped document of that name.
    """
    if not is_shipped(name):
        raise SelectionError(f"”{name}” följer inte med programmet.", hint="Läs in det som en fil.")
    promise_documents.forget(store, name, at_utc=int(now.timestamp()))
    return document(store, name)
