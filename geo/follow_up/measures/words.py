"""Measures in Swedish: status, cost, and what surfaces."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from geo.look import count, number
from geo.model import CATEGORIES, CostBand, MeasureStatus

STATUSES = MappingProxyType(
    {
        MeasureStatus.PROPOSED: "Föreslagen",
        MeasureStatus.DECIDED: "Beslutad",
        MeasureStatus.ONGOING: "Pågår",
        MeasureStatus.DONE: "Klar",
        MeasureStatus.ABANDONED: "Avbruten",
    }
)
SYMBOLS = MappingProxyType(
    {
        MeasureStatus.PROPOSED: "○",
        MeasureStatus.DECIDED: "◔",
        MeasureStatus.ONGOING: "◑",
        MeasureStatus.DONE: "●",
        MeasureStatus.ABANDONED: "✕",
    }
)
"""Beside the word, so that a list is told apart without colour."""
COSTS = MappingProxyType(
    {
        CostBand.NOTHING: "Ingen",
        CostBand.UNDER_10: "Under 10 tkr",
        CostBand.UNDER_100: "10–100 tkr",
        CostBand.UNDER_1000: "100–1 000 tkr",
        CostBand.MORE: "Över 1 000 tkr",
    }
)
WHOLE_KOMMUN = "Hela kommunen"
_MONTHS = (
    "jan", "feb", "mars", "april", "maj", "juni",
    "juli", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip


def day(when: date, *, today: date) -> str:
    """Return a day, with its year where that is another.

    >>> day(date(2026, 3, 12), today=date(2026, 3, 22))
    '12 mars'
    >>> day(date(2025, 1, 2), today=date(2026, 1, 1))
    '2 jan 2025'
    """
    year = "" if when.year == today.year else f" {when.year}"
    return f"{when.day} {_MONTHS[when.month - 1]}{year}"


def days(amount: int) -> str:
    """Return ``1 dag`` or ``3 dagar``."""
    return count(amount, "dag", "dagar")


def problem(category: str) -> str:
    """Return what a problem is called; nothing of an empty one."""
    known = CATEGORIES.get(category)
    return known.label if known else category


def summary(*, ongoing: int, overdue: int, ownerless: int, unmet: int) -> str:
    """Return the answer of the page in words; what is decided goes on.

    >>> summary(ongoing=1, overdue=0, ownerless=0, unmet=4)
    '1 åtgärd pågår, ingen är försenad, alla har ansvarig; 4 problem har ingen åtgärd'
    """
    begun = count(ongoing, "åtgärd pågår", "åtgärder pågår")
    parts = [begun if ongoing else "Ingen åtgärd pågår"]
    if ongoing:
        late = "är försenad" if overdue == 1 else "är försenade"
        parts.append(f"{number(overdue)} {late}" if overdue else "ingen är försenad")
        parts.append(f"{number(ownerless)} saknar ansvarig" if ownerless else "alla har ansvarig")
    left = f"{number(unmet)} problem har ingen åtgärd" if unmet else "inget problem saknar åtgärd"
    return f"{', '.join(parts)}; {left}"
