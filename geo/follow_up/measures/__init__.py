"""Measures: from problem to cause to measure to effect, and what is overdue or owned by nobody."""

from geo.follow_up.measures.addressing import Addressed, addressed
from geo.follow_up.measures.chain import chain
from geo.follow_up.measures.chain_result import (
    Cause,
    Chain,
    Evaluated,
    PlaceChain,
    Problem,
    Surface,
    Surfaced,
)
from geo.follow_up.measures.grounds import Told, causes, problems
from geo.follow_up.measures.model import Measure, measures
from geo.follow_up.measures.state import State, state
from geo.follow_up.measures.suggestions import Suggestion, suggest, suggestions

__all__ = [
    "Addressed",
    "Cause",
    "Chain",
    "Evaluated",
    "Measure",
    "PlaceChain",
    "Problem",
    "State",
    "Suggestion",
    "Surface",
    "Surfaced",
    "Told",
    "addressed",
    "causes",
    "chain",
    "measures",
    "problems",
    "state",
    "suggest",
    "suggestions",
]
