"""How much of what is known of a place is known because police looked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scipy.stats import hypergeom

from geo.analysis.presence_bias.finding import FEWEST, LEVEL, TIMES, Finding

POLICE_INITIATED = frozenset({"narkotika", "tillhygge", "trafik_fart"})
"""Categories that mostly come to light by police being there; this project's own choice.

Nobody is robbed by them, so nobody reports them: statisticians call them discovered rather than
reported incidents, and they grow with the number of police looking (Ensign et al. 2018, Proceedings
of Machine Learning Research 81, 160–171). *narkotika*: Brå calls it a crime of detection, whose
numbers follow how the police work. *tillhygge*: found when somebody is searched. *trafik_fart*:
found by measuring.

Left out, because others report at least as many: *olovlig_vistelse* (owners and guards; olaga
intrång in police reports), *alkohol_langning* and *trafik_buskorning* (neighbours call), and all
that has a victim. An EST report of drugs comes from those who saw it: where the sources are known,
count police reports only.
"""


@dataclass(frozen=True)
class Share:
    """A place's police-initiated incidents against the rest of the kommun.

    Attributes
    ----------
    initiated, total : int
        Of the place.
    initiated_elsewhere, total_elsewhere : int
        Of the kommun without the place.
    p : float
        One-sided: as many or more among the place's if they were drawn from the kommun's at random.
    finding : Finding
    """

    initiated: int
    total: int
    initiated_elsewhere: int
    total_elsewhere: int
    p: float
    finding: Finding

    @property
    def here(self) -> float:
        """Share in the place, 0–1; nan of nothing."""
        return self.initiated / self.total if self.total else float("nan")

    @property
    def elsewhere(self) -> float:
        """Share in the rest of the kommun, 0–1; nan of nothing."""
        if not self.total_elsewhere:
            return float("nan")
        return self.initiated_elsewhere / self.total_elsewhere


def initiated_share(place: Mapping[str, int], kommun: Mapping[str, int]) -> Share:
    """Tell whether a place has unusually many incidents that police themselves discover.

    Fisher's exact test (1922, Journal of the Royal Statistical Society 85, 87–94), one-sided. A
    binomial test would take the kommun's share as known without error, though the kommun is small
    and the place a part of it.

    Parameters
    ----------
    place, kommun : mapping of str to int
        Incidents by category; those of the kommun hold those of the place.

    Raises
    ------
    ValueError
        The place has more of a category than the kommun.

    Examples
    --------
    >>> found = initiated_share({"narkotika": 10, "hot": 20}, {"narkotika": 37, "hot": 263})
    >>> round(found.here, 2), round(found.elsewhere, 2), found.finding
    (0.33, 0.1, <Finding.STANDS_OUT: 'sticker_ut'>)
    """
    if any(count > kommun.get(category, 0) for category, count in place.items()):
        raise ValueError("the kommun's incidents hold those of the place")
    initiated, total = _initiated(place), sum(place.values())
    in_kommun, all_of_kommun = _initiated(kommun), sum(kommun.values())
    p = float(hypergeom.sf(initiated - 1, all_of_kommun, in_kommun, total)) if total else 1.0
    elsewhere, total_elsewhere = in_kommun - initiated, all_of_kommun - total
    if min(total, total_elsewhere) < FEWEST:
        finding = Finding.TOO_FEW
    elif p <= LEVEL and initiated * total_elsewhere >= TIMES * elsewhere * total:
        finding = Finding.STANDS_OUT
    else:
        finding = Finding.NOTHING
    return Share(initiated, total, elsewhere, total_elsewhere, p, finding)


def _initiated(counts: Mapping[str, int]) -> int:
    return sum(count for category, count in counts.items() if category in POLICE_INITIATED)
