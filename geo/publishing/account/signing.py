"""Signing: somebody in a named function has looked at the account and lets it go."""

from __future__ import annotations

from datetime import datetime

from geo.errors import SelectionError
from geo.publishing.account.preview import Preview
from geo.sources.logged import guarded
from geo.store import publications
from geo.store.engine import Store
from geo.store.publications import Publication

FUNCTIONS = (
    "Trygghetssamordnare", "Säkerhetschef", "Säkerhetssamordnare", "Kommundirektör",
    "Kommunikationschef", "Kommunpolis", "Områdespolis", "Lokalpolisområdeschef",
    "Brottsförebyggande samordnare", "Dataskyddsombud",
)  # fmt: skip
"""Who may sign: functions from a list, so that no person's name can be stored."""
LONGEST_NOTE = 500


def sign(
    store: Store, kommun: str, preview: Preview, *, by: str, note: str, now: datetime
) -> Publication:
    """Record that an account was looked at and may leave the house.

    Parameters
    ----------
    by : str
        One of :data:`FUNCTIONS`.
    note : str
        For the house's own record: masked, and never exported.
    now : datetime
        Aware.

    Raises
    ------
    SelectionError
        `by` is no known function, the account is of another kommun, or another account was signed
        since the preview.
    """
    if by not in FUNCTIONS:
        raise SelectionError(
            "Den som signerar anges som funktion, inte som person.",
            hint=f"Välj en av: {', '.join(FUNCTIONS)}.",
        )
    if preview.account.kommun != kommun:
        raise SelectionError("Redovisningen gäller en annan kommun.", hint="Förhandsgranska igen.")
    text, _ = guarded(note)
    return publications.sign(
        store,
        kommun,
        period=preview.account.period,
        content=preview.content,
        by=by,
        note=text[:LONGEST_NOTE],
        last_known=preview.last_known,
        at_utc=int(now.timestamp()),
    )
