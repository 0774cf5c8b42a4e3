"""Whether places are coloured by their last visit instead of by what changed; in the URL."""

from __future__ import annotations

from dashboard.state import address

NAME, ON = "farg", "besok"


def on() -> bool:
    """Return whether the lägesbild shows how lately places were visited."""
    return address.get(NAME) == ON


def choose(shown: bool) -> None:
    """Show how lately places were visited, or what changed."""
    address.put(NAME, ON if shown else None)
