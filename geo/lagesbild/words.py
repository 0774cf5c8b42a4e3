"""The lägesbild in Swedish sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.analysis.busy_hours import Window
from geo.lagesbild.result import Comparison
from geo.model import CATEGORIES, Verdict

DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


def number_of(count: int) -> str:
    """Return ``1 händelse``, ``12 händelser``."""
    return "1 händelse" if count == 1 else f"{count} händelser"


def normal(comparison: Comparison) -> str:
    """Return the normal band: ``normalt 4–7``."""
    low, high = comparison.normal_low, comparison.normal_high
    if low is None:
        return "för kort historik för att säga vad som är normalt"
    return f"normalt {low}" if low == high else f"normalt {low}–{high}"


def headline(whole: Comparison, verdicts: Sequence[Verdict]) -> str:
    """Return the answer at the top of the page."""
    count = number_of(whole.count) if whole.count else "Inga händelser"
    first = count if whole.normal_low is None else f"{count}, {normal(whole)}"
    up, down = verdicts.count(Verdict.INCREASING), verdicts.count(Verdict.DECREASING)
    changes = [
        f"{n} {'plats' if n == 1 else 'platser'} {word}"
        for n, word in ((up, "ökar"), (down, "minskar"))
        if n
    ]
    return f"{first} · {', '.join(changes) or 'ingen plats avviker'}"


def window(found: Window) -> str:
    """Return weekdays and hours: ``fre–lör 21–02``."""
    hours = f"{found.first_hour % 24:02d}–{found.end_hour % 24:02d}"
    if found.days == 7:
        return hours
    first, last = DAYS[found.first_day], DAYS[(found.first_day + found.days - 1) % 7]
    return f"{first} {hours}" if found.days == 1 else f"{first}–{last} {hours}"


def reason(
    comparison: Comparison,
    *,
    by_category: Mapping[str, int],
    busy: Window | None,
    dark_share: float | None,
    days_since_visit: int | None,
) -> str:
    """Return why a place ranks where it does."""
    if comparison.verdict is Verdict.TOO_FEW:
        parts = [f"{number_of(comparison.count)}: för få för att säga om något ändrats"]
    else:
        parts = [number_of(comparison.count), normal(comparison)]
    if common := _common(by_category):
        parts.append(f"mest {common}")
    if busy is not None:
        parts.append(f"senaste tiden mest {window(busy)}")
    if dark_share is not None:
        parts.append(f"{round(dark_share * 100)} % i mörker")
    parts.append(_visit(days_since_visit))
    return f"{', '.join(parts)}."


def _common(by_category: Mapping[str, int]) -> str:
    """Name the one or two categories that make up most of at least four incidents."""
    total = sum(by_category.values())
    if total < 4:
        return ""
    top = sorted(by_category.items(), key=lambda item: (-item[1], item[0]))[:2]
    kept = [code for code, count in top if count >= max(2, total / 4)]
    return " och ".join(CATEGORIES[code].label.lower() for code in kept)


def _visit(days: int | None) -> str:
    if days is None:
        return "inget besök i loggen"
    if days == 0:
        return "besökt periodens sista dag"
    return f"senaste besök för {days} {'dag' if days == 1 else 'dagar'} sedan"
