"""Plans of what is on record: need, the year and the walk of a kommun, put together."""
