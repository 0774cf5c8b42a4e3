"""Where incidents gather: cells, density, Gi*, how concentrated, and how sure."""

from geo.analysis.hotspots.concentration import Concentration, concentration, generalised_gini
from geo.analysis.hotspots.gi_star import GiStar, getis_ord_gi_star
from geo.analysis.hotspots.grid import MIN_CELL, Grid
from geo.analysis.hotspots.kernel_density import kernel_density
from geo.analysis.hotspots.permutations import permutation_p
from geo.analysis.hotspots.stability import stability

__all__ = [
    "MIN_CELL",
    "Concentration",
    "GiStar",
    "Grid",
    "concentration",
    "generalised_gini",
    "getis_ord_gi_star",
    "kernel_density",
    "permutation_p",
    "stability",
]
