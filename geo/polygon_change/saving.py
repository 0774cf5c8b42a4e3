"""A proposal into the store, as an import of one row that can be undone as any import."""

from __future__ import annotations

from datetime import datetime

from geo.errors import StoreError
from geo.model import ImportReport
from geo.polygon_change.proposal import Proposal
from geo.sources import outlines
from geo.store import read, write
from geo.store.engine import Store


def save(store: Store, proposal: Proposal, *, now: datetime) -> ImportReport:
    """Save the outline as a new version of the place.

    Parameters
    ----------
    store : Store
    proposal : Proposal
    now : datetime
        Aware.

    Raises
    ------
    StoreError
        The place has been changed since it was compared, or the store cannot be written.
    """
    places = read.places(store, proposal.kommun)
    current = places[places["place_id"] == proposal.place_id]
    if current.empty or current.geometry.iloc[0] != proposal.before:
        raise StoreError(
            f"{proposal.name} har ändrats i lagret under tiden; inget sparades.",
            hint="Jämför på nytt med den yta som gäller nu.",
        )
    causes = read.causes(store, proposal.kommun)
    own = causes[causes["place_id"] == proposal.place_id]
    place = {
        **current.iloc[0].drop("geometry").to_dict(),
        "precision": proposal.precision.value,
        "source": proposal.source,
        "causes": tuple(zip(own["cause"], own["document"], strict=True)),
    }
    return write.save(
        store,
        outlines.as_import(place, proposal.after, note=proposal.note),
        kommun=proposal.kommun,
        file=proposal.source,
        sha256=proposal.sha256,
        imported_utc=int(now.timestamp()),
    )
