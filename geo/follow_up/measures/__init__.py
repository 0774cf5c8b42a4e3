"""Measures: from problem to cause to measure to effect, and what is overdue or owned by nobody."""

from geo.follow_up.measures.model import Measure, measures

__all__ = ["Measure", "measures"]
