"""Kernels: how the weight of one incident is laid out around it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Kernel: TypeAlias = Literal["quartic", "gaussian"]

FARTHEST = {"quartic": 1.0, "gaussian": 5.0}
"""Bandwidths beyond which a kernel is 0, or less than 4e-6 of its top."""
TOP = {"quartic": 3 / np.pi, "gaussian": 1 / (2 * np.pi)}
"""K(0, 0)."""
CURVATURE = {"quartic": 4.0, "gaussian": 1.0}
"""-K_xx(0, 0) / K(0, 0), the largest anywhere."""
COARSEST = {"quartic": 0.2, "gaussian": 0.5}
"""Distance of nodes in bandwidths that still follows the kernel; the quartic's rim has a bend."""
DOUBT = {"quartic": 4.0, "gaussian": 2.0}
"""How far errors on nodes reach beyond their leading term, in trials: spread, snapped, stacked."""


def quartic(squared: Floats) -> Floats:
    """Return 3/π (1 - u²)² for u² below 1, else 0.

    Silverman (1986), *Density Estimation for Statistics and Data Analysis*, equation 4.5. The
    bandwidth is the radius beyond which an incident is not felt.

    Parameters
    ----------
    squared : ndarray of float
        Squared distance in bandwidths.
    """
    left = np.maximum(1.0 - squared, 0.0)
    return TOP["quartic"] * left * left


def gaussian(squared: Floats) -> Floats:
    """Return exp(-u²/2) / 2π; the bandwidth is the standard deviation.

    Parameters
    ----------
    squared : ndarray of float
        Squared distance in bandwidths.
    """
    return np.asarray(TOP["gaussian"] * np.exp(-0.5 * squared))


SHAPES = {"quartic": quartic, "gaussian": gaussian}
