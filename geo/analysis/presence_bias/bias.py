"""All that speaks for a place looking hot because police was there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.analysis.presence_bias.finding import Finding
from geo.analysis.presence_bias.share import Share, initiated_share
from geo.analysis.presence_bias.visits import AFTER_HOURS, AfterVisits, after_visits

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class PresenceBias:
    """What is known of one place; see :class:`Share` and :class:`AfterVisits`."""

    share: Share
    visits: AfterVisits

    @property
    def finding(self) -> Finding:
        """STANDS_OUT if anything does, TOO_FEW if nothing can be told, else NOTHING."""
        found = {self.share.finding, self.visits.finding_during, self.visits.finding_after}
        if Finding.STANDS_OUT in found:
            return Finding.STANDS_OUT
        return Finding.NOTHING if Finding.NOTHING in found else Finding.TOO_FEW

    @property
    def warning(self) -> bool:
        """Whether the place may look hotter than it is."""
        return self.finding is Finding.STANDS_OUT


def presence_bias(
    start_utc: Ints,
    visit_start_utc: Ints,
    visit_minutes: Ints,
    *,
    place: Mapping[str, int],
    kommun: Mapping[str, int],
    span_utc: tuple[int, int],
    after_hours: int = AFTER_HOURS,
) -> PresenceBias:
    """Ask whether a place looks hot because police was there.

    Parameters
    ----------
    start_utc, visit_start_utc, visit_minutes, span_utc, after_hours
        See :func:`after_visits`.
    place, kommun : mapping of str to int
        Incidents by category in the same time; see :func:`initiated_share`.

    Examples
    --------
    >>> nothing = np.zeros(0, dtype=np.int64)
    >>> counts = {"narkotika": 10, "hot": 20}, {"narkotika": 37, "hot": 263}
    >>> found = presence_bias(
    ...     nothing, nothing, nothing, place=counts[0], kommun=counts[1], span_utc=(0, 86_400)
    ... )
    >>> found.warning, found.visits.finding_after
    (True, <Finding.TOO_FEW: 'for_fa'>)
    """
    return PresenceBias(
        initiated_share(place, kommun),
        after_visits(
            start_utc, visit_start_utc, visit_minutes, span_utc=span_utc, after_hours=after_hours
        ),
    )
