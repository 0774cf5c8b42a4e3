"""The looks of the layers: places by verdict, incidents by group, measures by status."""

from __future__ import annotations

from datetime import datetime

from geo.explore.geopackage import LayerStyle
from geo.follow_up.measures import words
from geo.look import ACCENT, GROUPS, SECONDARY, VERDICTS
from geo.model import Group, MeasureStatus, Verdict
from geo.publishing.exports import incident_part, measure_part, place_part
from geo.publishing.exports.qml import to_qml
from geo.publishing.exports.sld import to_sld
from geo.publishing.exports.symbols import POINT, POLYGON, Symbol, Symbols
from geo.publishing.exports.what import KINDS, What


def _measure(status: MeasureStatus, colour: str, shape: str) -> Symbol:
    """Return the symbol of a measure that has come so far."""
    return Symbol(words.STATUSES[status], words.STATUSES[status], colour, shape=shape)


LOOKS: dict[What, Symbols] = {
    What.PLACES: Symbols(
        "Läge",
        POLYGON,
        place_part.VERDICT,
        tuple(
            Symbol(look.word, f"{look.symbol} {look.word}", look.colour, look.pattern)
            for look in VERDICTS.values()
        ),
        (place_part.NAME, place_part.SYMBOL, place_part.COUNT),
    ),
    What.INCIDENTS: Symbols(
        "Grupp",
        POINT,
        incident_part.GROUP,
        tuple(
            Symbol(look.word, look.word, look.colour, shape=look.shape) for look in GROUPS.values()
        ),
    ),
    What.VISITS: Symbols(
        "Besök",
        POINT,
        "Till fots",
        (
            Symbol("ja", "Till fots", ACCENT),
            Symbol("nej", "Inte till fots", ACCENT, shape="square"),
            Symbol("", "Inte sagt", ACCENT, shape="ring"),
        ),
    ),
    What.MEASURES: Symbols(
        "Status",
        POINT,
        measure_part.STATUS,
        (
            _measure(MeasureStatus.PROPOSED, ACCENT, "ring"),
            _measure(MeasureStatus.DECIDED, ACCENT, "diamond"),
            _measure(MeasureStatus.ONGOING, GROUPS[Group.DISORDER].colour, "triangle"),
            _measure(MeasureStatus.DONE, VERDICTS[Verdict.DECREASING].colour, "circle"),
            _measure(MeasureStatus.ABANDONED, SECONDARY, "square"),
        ),
        ("Plats", "Åtgärdstyp"),
    ),
}  # fmt: skip
"""Of what is drawn; a symbol beside the colour, so that it can be read without it."""


def style(what: What, *, made: datetime) -> LayerStyle:
    """Return the default style of a layer.

    Parameters
    ----------
    what : What
        One of :data:`LOOKS`.
    made : datetime
        Aware; QGIS keeps it beside the style.
    """
    look = LOOKS[what]
    return LayerStyle(look.name, look.geometry, to_qml(look), to_sld(look, KINDS[what].file), made)
