"""Which places or cells are likely to have most incidents next, and how right that has been here.

Three simple models rank the units; each is scored on the past by what it would have said then; what
is shown is the one that has been best, or that none has been better than chance.
"""

from geo.analysis.forecast.accuracy import (
    hit_rate,
    prediction_efficiency_index,
    predictive_accuracy_index,
)
from geo.analysis.forecast.choice import Forecast, forecast
from geo.analysis.forecast.models import (
    DecayedCount,
    DecayedDensity,
    EmpiricalBayesRate,
    Model,
    RecentCount,
    cell_models,
    place_models,
)
from geo.analysis.forecast.origins import rolling_origin
from geo.analysis.forecast.scores import Scores
from geo.analysis.forecast.words import CELLS, PLACES, Units, words

__all__ = [
    "CELLS",
    "PLACES",
    "DecayedCount",
    "DecayedDensity",
    "EmpiricalBayesRate",
    "Forecast",
    "Model",
    "RecentCount",
    "Scores",
    "Units",
    "cell_models",
    "forecast",
    "hit_rate",
    "place_models",
    "prediction_efficiency_index",
    "predictive_accuracy_index",
    "rolling_origin",
    "words",
]
