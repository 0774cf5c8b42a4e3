"""What a change of a plan costs: two plans of one shift, held against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from geo import look
from geo.planning.patrol.result import Plan
from geo.planning.patrol.telling import minutes, visits


@dataclass(frozen=True, slots=True)
class Difference:
    """The second plan less the first.

    Attributes
    ----------
    covered : float
        Need.
    walked, driven, at_places : float
        Minutes of all patrols.
    added, removed : tuple of str
        Names of stops, once for each visit.
    """

    covered: float
    walked: float
    driven: float
    at_places: float
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return it in Swedish: ``2,5 mindre behov täckt · besök bort: Parken``."""
        parts = [
            _more(look.brief(abs(self.covered), 1), self.covered, "behov täckt"),
            _more(minutes(abs(self.walked)), self.walked, "gång"),
            _more(minutes(abs(self.driven)), self.driven, "körning"),
            _more(minutes(abs(self.at_places)), self.at_places, "på plats"),
            f"besök till: {', '.join(self.added)}" if self.added else "",
            f"besök bort: {', '.join(self.removed)}" if self.removed else "",
        ]
        return " · ".join(part for part in parts if part) or "ingen skillnad"


def difference(before: Plan, after: Plan) -> Difference:
    """Return what the second plan has more and less than the first."""
    was, now = _stops(before), _stops(after)
    return Difference(
        covered=after.covered - before.covered,
        walked=_sum(after, "walked") - _sum(before, "walked"),
        driven=_sum(after, "driven") - _sum(before, "driven"),
        at_places=_sum(after, "at_places") - _sum(before, "at_places"),
        added=_names(now - was),
        removed=_names(was - now),
    )


def _stops(plan: Plan) -> Counter[tuple[str, int]]:
    return Counter((stop.name, stop.place_id or 0) for stop in visits(plan))


def _names(stops: Counter[tuple[str, int]]) -> tuple[str, ...]:
    return tuple(name for name, _ in sorted(stops.elements()))


def _sum(plan: Plan, what: str) -> float:
    return float(sum(getattr(walk, what) for walk in plan.walks))


def _more(amount: str, change: float, what: str) -> str:
    if amount.split("\u00a0")[0] in ("0", "0 min"):
        return ""
    return f"{amount} {'mer' if change > 0 else 'mindre'} {what}"
