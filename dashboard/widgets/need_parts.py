"""The parts of need in words and colours, for bars, sliders and legends."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from geo.planning.need import Part


@dataclass(frozen=True, slots=True)
class PartLook:
    """A part's word, colour, and what it is in a sentence."""

    word: str
    colour: str
    hint: str


PARTS = MappingProxyType(
    {
        Part.HARM: PartLook(
            "Skada",
            "#33475b",
            "Händelser som väntas på platsen den veckodagen och de timmarna, vägda efter skada. "
            "Full vikt får den plats och tid som har mest.",
        ),
        Part.FELT: PartLook(
            "Otrygghet",
            "#6b4e9b",
            "Andel otrygga i senaste mätningen; hälften eller fler ger full vikt.",
        ),
        Part.SINCE: PartLook(
            "Senaste besök",
            "#5f8fbf",
            "Dagar sedan senaste besök mot platsens mål; dubbla, eller aldrig, ger full vikt.",
        ),
        Part.PROMISE: PartLook("Löfte", "#c77f1a", "Hur långt efter löftets takt platsen ligger."),
        Part.PRIORITY: PartLook(
            "Prioritet", "#b3432b", "Platser som mötet har satt först, de dagar det gäller."
        ),
        Part.OCCASION: PartLook(
            "Tillfälle",
            "#1f7a78",
            "Kväll och natt under lönehelg, valborg och liknande, i centrum, torg, park och "
            "resecentrum: så mycket mer än vanligt som tidigare tillfällen gett.",
        ),
        Part.DARK: PartLook(
            "Mörker",
            "#8a97a5",
            "Mörka timmar, där många är otrygga eller mer än på andra platser sker i mörker.",
        ),
    }
)
"""Every part, in the order of bars and sliders."""


def legend() -> str:
    """Return the parts' colours and words as HTML."""
    keys = "".join(
        f"<span class='pb-key'><i class='pb-swatch' style='background:{look.colour}'></i> "
        f"{look.word}</span>"
        for look in PARTS.values()
    )
    return f"<p class='pb-legend'>{keys}</p>"
