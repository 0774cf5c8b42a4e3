"""Where the promises of a kommun stand, from what is on record."""

from __future__ import annotations

from datetime import date

from geo.follow_up import ledger
from geo.follow_up.standing import Standing
from geo.intake.promised import documents
from geo.records import Records
from geo.store.engine import Store


def standings(store: Store, records: Records, *, today: date) -> tuple[Standing, ...]:
    """Return where every promise of the kommun stands on a day; see ``follow_up.ledger``."""
    return ledger.standings(
        documents(store),
        records.kommun,
        places=records.places,
        visits=records.visits,
        visit_assignment=records.visit_assignment,
        activities=records.activities,
        activity_assignment=records.activity_assignment,
        today=today,
    )
