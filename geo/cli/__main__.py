"""``python -m geo.cli`` is ``platsbild``."""

from geo.cli import main

main()
