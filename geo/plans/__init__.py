"""Plans of what is on record: need, the year and the walk of a kommun, put together."""

from geo.plans.year import debts, goals, year

__all__ = ["debts", "goals", "year"]
