"""Where the promises stand: how many of how many, and for those inside also the words and proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from geo.explore.tables import Cell
from geo.follow_up.standing import Standing
from geo.model import Audience
from geo.privacy import only_listed
from geo.publishing.exports import cells
from geo.publishing.exports.activity_part import STATUSES
from geo.publishing.exports.part import Part

COMMON = ("Löfte", "Dokument", "Från", "Till", "Mål", "Gjort")
INTERNAL = ("Status", "Takt", "Vem", "Senaste belägg", "Rader bakom", "Gäller i dag", "Nyckel")
"""What only those inside see: proof is what somebody has written."""


def part(standings: Sequence[Standing], audience: Audience) -> Part:
    """Return a row for each promise of the kommun.

    Parameters
    ----------
    standings : sequence of Standing
    audience : Audience

    Raises
    ------
    NotPublic
        A column for the public is not listed as such; see ``privacy``.
    """
    headers = COMMON if audience is Audience.PUBLIC else (*COMMON, *INTERNAL)
    if audience is Audience.PUBLIC:
        only_listed(headers)
    rows = [_row(each) for each in standings]
    return Part(
        cells.table("Löften", {header: [row[header] for row in rows] for header in headers}),
        None,
        (
            ("Rader", f"{len(rows)} löften"),
            ("Metod", "Räknat ur besöksloggen och loggade aktiviteter efter löftets egna regler; "
             "till är den sista dagen som räknas. Gjort är tomt där inget antal är lovat och "
             "inget är noterat: det säger inte att inget är gjort."),
        ),
    )  # fmt: skip


def _row(each: Standing) -> dict[str, Cell]:
    return {
        "Löfte": each.promise.text,
        "Dokument": each.document.title,
        "Vem": ", ".join(each.promise.who),
        "Från": each.start,
        "Till": each.end - timedelta(days=1),
        "Mål": each.target,
        "Gjort": None if each.target is None and not each.done else each.done,
        "Status": STATUSES[each.status] if each.status else "",
        "Takt": each.words,
        "Senaste belägg": each.proof,
        "Rader bakom": len(each.reasons),
        "Gäller i dag": "ja" if each.valid else "nej",
        "Nyckel": each.key,
    }
