"""How long ago a place was visited, in classes with a word, a symbol and a colour each."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from geo import look
from geo.look import VerdictLook


class Recency(StrEnum):
    """Age of a place's last visit."""

    WEEK = "vecka"
    FOUR_WEEKS = "fyra_veckor"
    QUARTER = "kvartal"
    LONGER = "langre"
    NEVER = "aldrig"


OLDEST = MappingProxyType({Recency.WEEK: 7, Recency.FOUR_WEEKS: 28, Recency.QUARTER: 91})
"""Days since the visit, at most."""

LOOKS = MappingProxyType(
    {
        Recency.WEEK: VerdictLook("●", "Senaste veckan", "#1f4e79", "solid"),
        Recency.FOUR_WEEKS: VerdictLook("◕", "Senaste fyra veckorna", "#4d6d8a", "solid"),
        Recency.QUARTER: VerdictLook("◑", "Senaste tre månaderna", "#77746c", "solid"),
        Recency.LONGER: VerdictLook("◔", "Längre sedan", "#8f6a12", "hatched"),
        Recency.NEVER: VerdictLook("✕", "Aldrig besökt", "#1b2430", "dashed"),
    }
)
"""From blue to brown, which everybody can tell apart; the symbol empties as time passes."""


def recency(days: int | None) -> Recency:
    """Return the class of so many days since the last visit; None is never.

    Examples
    --------
    >>> recency(7).value, recency(8).value, recency(None).value
    ('vecka', 'fyra_veckor', 'aldrig')
    """
    if days is None:
        return Recency.NEVER
    return next((each for each, most in OLDEST.items() if days <= most), Recency.LONGER)


def words(days: int | None, of_28: int, of_365: int) -> str:
    """Say how long ago, and how often: ``Besökt för 9 dagar sedan. 3 besök på 28 dagar, …``."""
    if days is None:
        return "Aldrig besökt, enligt loggen."
    last = "Besökt i dag" if days <= 0 else f"Besökt för {look.count(days, 'dag', 'dagar')} sedan"
    return f"{last}. {look.number(of_28)} besök på 28 dagar, {look.number(of_365)} på 365."
