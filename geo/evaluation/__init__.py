"""Did it help: measures and visits of what is on record, held against comparison places."""

from geo.evaluation.build import evaluate, propose_comparison, study
from geo.evaluation.comparison import Proposed
from geo.evaluation.of_measure import followed, of_measure
from geo.evaluation.recorded import begun, place_and_day
from geo.evaluation.result import Compared, Effect, Finding
from geo.evaluation.studied import Line, Series, Study
from geo.evaluation.visits import DoseRow, DoseStudy, dose

__all__ = [
    "Compared",
    "DoseRow",
    "DoseStudy",
    "Effect",
    "Finding",
    "Line",
    "Proposed",
    "Series",
    "Study",
    "begun",
    "dose",
    "evaluate",
    "followed",
    "of_measure",
    "place_and_day",
    "propose_comparison",
    "study",
]
