"""All that is known of one place, over time."""

from geo.place_profile.build import build
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
    "PlaceProfile",
    "SeriesPoint",
    "Shared",
    "Span",
    "SpanView",
    "SurveyAnswer",
    "VisitItem",
    "build",
]
