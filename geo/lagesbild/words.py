"""The lägesbild in Swedish sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from babel.numbers import format_decimal

from geo.analysis.busy_hours import Window
from geo.lagesbild.result import Comparison
from geo.model import CATEGORIES, Verdict

DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")


def number_of(count: int) -> str:
    """Return ``Inga händelser``, ``1 händelse``, ``1 234 händelser``."""
    if not count:
        return "Inga händelser"
    return "1 händelse" if count == 1 else f"{_number(count)} händelser"


def _number(count: int) -> str:
    return str(format_decimal(count, locale="sv"))


def normal(comparison: Comparison) -> str:
    """Return the normal band: ``normalt 4–7``."""
    low, high = comparison.normal_low, comparison.normal_high
    if low is None or high is None:
        return "för kort historik för att säga vad som är normalt"
    return f"normalt {_number(low)}" + (f"–{_number(high)}" if high != low else "")


def headline(whole: Comparison, verdicts: Sequence[Verdict], *, over: bool = True) -> str:
    """Return the answer at the top of the page.

    Parameters
    ----------
    whole : Comparison
        The kommun.
    verdicts : sequence of Verdict
        Of its places.
    over : bool
        Whether the period is over.
    """
    count = number_of(whole.count) + ("" if over else " hittills")
    changes = "" if whole.normal_low is None else _changes(verdicts)
    return " · ".join(part for part in (f"{count}, {normal(whole)}", changes) if part)


def _changes(verdicts: Sequence[Verdict]) -> str:
    """Say how many places change: ``1 plats ökar, 2 minskar``."""
    counted = [
        (verdicts.count(verdict), word)
        for verdict, word in ((Verdict.INCREASING, "ökar"), (Verdict.DECREASING, "minskar"))
        if verdict in verdicts
    ]
    if counted:
        noun = " plats" if counted[0][0] == 1 else " platser"
        first, *rest = (f"{n}{{}} {word}" for n, word in counted)
        return ", ".join([first.format(noun), *(each.format("") for each in rest)])
    if not verdicts:
        return ""
    if all(verdict is Verdict.TOO_FEW for verdict in verdicts):
        return "för få per plats för att säga om något ändrats"
    return "ingen plats avviker"


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
    if comparison.verdict is Verdict.TOO_FEW and comparison.normal_low is not None:
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
