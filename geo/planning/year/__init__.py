"""The year: how many visits each place is to have, when, and how it goes."""
