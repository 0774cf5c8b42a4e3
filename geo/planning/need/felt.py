"""FELT: how unsafe each place is felt to be, by the latest survey, else by what people report."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from geo.lagesbild import SurveyValue
from geo.look import percent
from geo.model import CATEGORIES, Group
from geo.planning.need.expected import Expected
from geo.planning.need.log import Log
from geo.planning.need.strength import Strength, per_place

Floats = NDArray[np.float64]

FULL = 0.5
"""Share unsafe at which the part is full: half of those who were asked."""
REPORTS = 0.5
"""What the place with most reports of unease gets: fewer are behind a report than a survey."""


def felt(surveys: Mapping[int, SurveyValue], log: Log, expected: Expected, slots: int) -> Strength:
    """Return the share unsafe beside a half; reports of unease where no survey names the place.

    Reports come in numbers that grow with the place, a share does not: so the survey goes first.

    Parameters
    ----------
    surveys : mapping of int to SurveyValue
        By the place's position.
    log : Log
    expected : Expected
        Of that log.
    slots : int
    """
    value = _reports(log, expected)
    words = ["rapporter om oro" if each > 0 else "" for each in value]
    for place, survey in surveys.items():
        value[place] = min(survey.share_unsafe / FULL, 1.0)
        words[place] = f"{percent(survey.share_unsafe)} otrygga"
    missing = "" if surveys else "Otrygghet: ingen mätning nämner platserna, bara rapporter räknas."
    if not value.any() and not surveys:
        missing = (
            "Otrygghet: ingen mätning nämner platserna och ingen rapport handlar om oro. "
            "Delen är 0."
        )
    return per_place(value, words, slots, missing)


def _reports(log: Log, expected: Expected) -> Floats:
    """Return the rate of reports of unease beside the highest, at most :data:`REPORTS`."""
    unease = [
        at for at, code in enumerate(log.categories) if CATEGORIES[code].group is Group.PERCEPTION
    ]
    rate = expected.rate[:, unease].sum(axis=1)
    top = float(rate.max(initial=0.0))
    return np.asarray(REPORTS * rate / top if top > 0 else np.zeros(len(rate)))
