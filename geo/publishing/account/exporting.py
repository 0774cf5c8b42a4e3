"""What may leave the house of an account: only a signed one, and only its public part."""

from __future__ import annotations

import hashlib
from datetime import datetime

from geo.errors import SelectionError
from geo.publishing.account import files
from geo.publishing.account.content import from_json
from geo.publishing.account.document import document, name
from geo.publishing.account.page import page
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.store import publications
from geo.store.engine import Store
from geo.store.publications import Publication


def export(store: Store, kommun: str, publication_id: int, *, now: datetime) -> dict[str, bytes]:
    """Return the files of a signed account by name.

    Raises
    ------
    SelectionError
        There is no such account, or what is stored is not what was signed.
    """
    for each in publications.publications(store, kommun):
        if each.publication_id == publication_id:
            return exported(each, now=now)
    raise SelectionError(
        "Redovisningen är inte signerad.", hint="Bara en signerad redovisning lämnar huset."
    )


def exported(publication: Publication, *, now: datetime) -> dict[str, bytes]:
    """Return the files of a signed account by name.

    Raises
    ------
    SelectionError
        What is stored is not what was signed.
    """
    if hashlib.sha256(publication.content.encode()).hexdigest() != publication.sha256:
        raise SelectionError(
            "Redovisningens innehåll är inte det som signerades.",
            hint="Förhandsgranska och signera perioden igen.",
        )
    account = from_json(publication.content).account
    report, stem = document(account), name(account)
    return {
        f"{stem}.html": page(account).encode(),
        f"{stem}.pdf": to_pdf(report, now=now),
        f"{stem}-text.html": to_html(report).encode(),
        f"{stem}.csv": files.table(account),
        f"{stem}-dataordlista.csv": files.dictionary(),
    }
