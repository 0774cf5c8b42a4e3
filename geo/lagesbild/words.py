"""The lägesbild in Swedish sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geo.analysis.busy_hours import Window
from geo.lagesbild.result import Comparison
from geo.look import number, percent
from geo.model import CATEGORIES, PeriodKind, Presence, Verdict
from geo.weeks import PER_YEAR

DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
PERIODS = {
    PeriodKind.WEEK: "vecka",
    PeriodKind.TWO_WEEKS: "tvåveckorsperiod",
    PeriodKind.FOUR_WEEKS: "fyraveckorsperiod",
    PeriodKind.MONTH: "månad",
    PeriodKind.TERTIAL: "tertial",
}
CHANGES = {
    Verdict.INCREASING: "ökar",
    Verdict.GROWING: "växer",
    Verdict.DECREASING: "minskar",
    Verdict.WANING: "avtar",
}
LONGEST_YEARS = 20
"""Chances are told as once in so many years at most."""


def number_of(count: int) -> str:
    """Return ``Inga händelser``, ``1 händelse``, ``1 234 händelser``."""
    if not count:
        return "Inga händelser"
    return "1 händelse" if count == 1 else f"{number(count)} händelser"


def normal(comparison: Comparison) -> str:
    """Return the normal band: ``normalt 4–7``."""
    low, high = comparison.normal_low, comparison.normal_high
    if low is None or high is None:
        return "för kort historik för att säga vad som är normalt"
    return f"normalt {number(low)}" + (f"–{number(high)}" if high != low else "")


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
        (verdicts.count(verdict), word) for verdict, word in CHANGES.items() if verdict in verdicts
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


def seldom(chance: float, kind: PeriodKind) -> str:
    """Return how often chance alone gives it: ``ungefär en gång på 3 år``.

    Examples
    --------
    >>> seldom(0.02, PeriodKind.WEEK), seldom(0.0064, PeriodKind.WEEK)
    ('ungefär en vecka på 50', 'ungefär en gång på 3 år')
    """
    periods = 1 / max(chance, 1e-12)
    years = periods / PER_YEAR[kind]
    if years < 1.5:
        return f"ungefär en {PERIODS[kind]} på {max(2, round(periods))}".replace(
            "en tertial", "ett tertial"
        )
    if years > LONGEST_YEARS:
        return f"mer sällan än en gång på {LONGEST_YEARS} år"
    return f"ungefär en gång på {round(years)} år"


def change(now: Comparison) -> str:
    """Return a change in numbers: of the period, or of the last four."""
    if now.verdict in (Verdict.GROWING, Verdict.WANING) and now.recent_mean is not None:
        return f"{number(now.recent)} på fyra perioder, väntat {number(round(now.recent_mean))}"
    return f"{number(now.count)} nu, {normal(now)}"


def presence(now: Comparison) -> str:
    """Return how incidents keep coming back to a place."""
    texts = {
        Presence.NEW: "nytt: nästan inget hände här förut",
        Presence.PERSISTENT: "ihållande: händelser nästan varje period",
        Presence.INTERMITTENT: "återkommande: händelser vissa perioder",
        Presence.FADING: "klingar av: klart färre än förut",
        Presence.QUIET: "tyst: sällan något",
    }
    return texts[now.presence]


def reason(
    comparison: Comparison,
    *,
    kind: PeriodKind,
    by_category: Mapping[str, int],
    busy: Window | None,
    dark_share: float | None,
    days_since_visit: int | None,
) -> str:
    """Return why a place ranks where it does, in a few sentences."""
    parts = []
    if common := _common(by_category):
        parts.append(f"mest {common}")
    if busy is not None:
        parts.append(f"senaste tiden mest {window(busy)}")
    if dark_share is not None:
        parts.append(f"{percent(dark_share)} i mörker")
    sentences = [_count(comparison), _sure(comparison, kind), ", ".join(parts)]
    sentences.append(_visit(days_since_visit))
    return " ".join(f"{each[0].upper()}{each[1:]}." for each in sentences if each)


def _count(now: Comparison) -> str:
    if now.verdict is Verdict.TOO_FEW and now.normal_low is not None:
        return f"{number_of(now.count)}: för få för att säga om något ändrats"
    return f"{number_of(now.count)}, {normal(now)}"


def _sure(now: Comparison, kind: PeriodKind) -> str:
    """Say how sure a change is, and what to think of a count outside the band that is none."""
    if now.chance is None or now.verdict is Verdict.TOO_FEW:
        return ""
    if now.verdict in (Verdict.GROWING, Verdict.WANING):
        return f"{CHANGES[now.verdict]} sedan flera perioder: {change(now)}"
    low, high = now.normal_low or 0, now.normal_high or 0
    if low <= now.count <= high:
        return ""
    size = "många" if now.count > high else "få"
    if now.verdict is Verdict.AS_USUAL:
        return f"så {size} väntas av en slump {seldom(now.chance, kind)}: inte nog för en ändring"
    return f"så {size} väntas av en slump {seldom(now.chance, kind)}"


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
