"""Ratios to peers, within one run; printed, and held to the figures the project promises."""
