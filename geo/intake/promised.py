"""The documents of promises that hold in a store: the shipped ones, and users' own over them."""

from __future__ import annotations

from functools import lru_cache

from geo import follow_up
from geo.folding import fold
from geo.follow_up import Document
from geo.sources import Promised
from geo.store import promise_documents
from geo.store.engine import Store


def documents(store: Store) -> tuple[Document, ...]:
    """Return all documents, by first day, then title.

    A document of users' own stands in the place of the shipped one of its name; an empty one takes
    it away.

    Raises
    ------
    SettingsError
        A document of users' own cannot be read, which saving it would have refused.
    """
    own = promise_documents.texts(store)
    shipped = [each for each in follow_up.shipped() if each.name not in own]
    loaded = [_loaded(name, text) for name, text in own.items() if text.strip()]
    return tuple(sorted((*shipped, *loaded), key=lambda each: (each.first, each.title)))


@lru_cache(maxsize=64)
def _loaded(name: str, text: str) -> Document:
    return follow_up.load(text.encode("utf-8"), file=f"{name}.toml")


def named(store: Store, kommun: str) -> tuple[Promised, ...]:
    """Return the kommun's promises as a file may name them: by key or text, alone or with title."""
    return tuple(
        Promised(
            key=document.key_of(promise),
            words=frozenset(
                fold(word)
                for name in (promise.key, promise.text)
                for word in (name, f"{document.name}/{name}", f"{document.title}: {name}")
            ),
            counts=promise.counts.value,
            activity=promise.activity,
            first=document.first,
            last=document.last,
        )
        for document in documents(store)
        for promise in document.promises
        if kommun in promise.kommuner
    )
