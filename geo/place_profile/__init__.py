"""All that is known of one place, over time."""

from geo.place_profile.build import build
from geo.place_profile.past import Past, first_day, look_back
from geo.place_profile.result import (
    CategoryChange,
    Hints,
    PlaceProfile,
    SeriesPoint,
    Shared,
    Span,
    SpanView,
    SurveyAnswer,
    VisitItem,
)

__all__ = [
    "CategoryChange",
    "Hints",
    "Past",
    "PlaceProfile",
    "SeriesPoint",
    "Shared",
    "Span",
    "SpanView",
    "SurveyAnswer",
    "VisitItem",
    "build",
    "first_day",
    "look_back",
]
