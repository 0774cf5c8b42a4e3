"""What has been signed before, as far as it concerns the same days."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from geo.privacy import Division
from geo.privacy.corrections import Signed as SignedCounts
from geo.privacy.state import States
from geo.publishing.account.content import Kept, KeptTable, from_json
from geo.records import Records
from geo.store.publications import Publication


@dataclass(frozen=True, eq=False)
class Earlier:
    """One table that was signed.

    Attributes
    ----------
    areas : tuple of str
        See ``content.Kept``.
    """

    areas: tuple[str, ...]
    counted: SignedCounts
    state: States


def tables(publications: Sequence[Publication]) -> tuple[Earlier, ...]:
    """Return every table of the signed accounts, oldest first."""
    found: list[Earlier] = []
    for each in publications:
        kept = from_json(each.content).kept
        found += [_earlier(kept, table) for table in kept.tables]
    return tuple(found)


def _earlier(kept: Kept, table: KeptTable) -> Earlier:
    counts = np.array(table.counts, dtype=np.int64)
    state = np.array(table.states, dtype=np.int8)
    return Earlier(kept.areas, SignedCounts(table.start, table.end, counts), state)


def touching(earlier: Sequence[Earlier], span: tuple[date, date]) -> tuple[Earlier, ...]:
    """Return those whose days overlap `span`, or those of another that does, and so on."""
    found: set[int] = set()
    spans = [span]
    while True:
        more = {
            at
            for at, each in enumerate(earlier)
            if at not in found
            and any(each.counted.start < end and start < each.counted.end for start, end in spans)
        }
        if not more:
            return tuple(earlier[at] for at in sorted(found))
        found |= more
        spans += [(earlier[at].counted.start, earlier[at].counted.end) for at in more]


def hashes(records: Records, division: Division) -> tuple[str, ...]:
    """Return what tells the areas apart from others: name, places and ground."""
    shapes = dict(zip(records.places["place_id"], records.places.geometry, strict=True))
    found = []
    for area in division.areas:
        content = hashlib.sha256(area.name.encode())
        for place_id in sorted(area.place_ids):
            content.update(b"%d" % place_id + shapely.to_wkb(shapes[place_id]))
        found.append(content.hexdigest())
    return tuple(found)
