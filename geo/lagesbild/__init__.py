"""The lägesbild: what one kommun looks like in one period, place by place."""

from geo.lagesbild.build import build
from geo.lagesbild.counting import first_day, rows_in
from geo.lagesbild.result import (
    Basis,
    Comparison,
    Lagesbild,
    NewsItem,
    NoticeItem,
    PlaceStatus,
    SurveyValue,
    Totals,
)
from geo.lagesbild.to_json import to_json

__all__ = [
    "Basis",
    "Comparison",
    "Lagesbild",
    "NewsItem",
    "NoticeItem",
    "PlaceStatus",
    "SurveyValue",
    "Totals",
    "build",
    "first_day",
    "rows_in",
    "to_json",
]
