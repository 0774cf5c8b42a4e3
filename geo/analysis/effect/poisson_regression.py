"""Poisson regression with a variance that may be larger, and errors that may follow each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDS = 100
CLOSE = 1e-10
STEEPEST = 30.0
"""Bound of a log mean: beyond it a coefficient runs off to infinity."""


@dataclass(frozen=True)
class Fit:
    """A fitted regression.

    Attributes
    ----------
    coefficient : ndarray, shape (columns,)
    robust, plain : ndarray, shape (columns, columns)
        Covariances of the coefficients, of Newey & West and of quasi-Poisson chance.
    mean : ndarray, shape (rows,)
    dispersion : float
        Pearson's chi-square over the degrees of freedom; 1 for Poisson.
    autocorrelation : float
        Of the Pearson residuals with those of the period before, within each series.
    freedom : int
        Rows less the rank of the columns.
    converged : bool
    """

    coefficient: Floats
    robust: Floats
    plain: Floats
    mean: Floats
    dispersion: float
    autocorrelation: float
    freedom: int
    converged: bool

    def error(self, of: Floats) -> float:
        """Return the standard error of coefficients, each times a number: the larger one."""
        return float(np.sqrt(max(float(of @ each @ of) for each in (self.robust, self.plain))))


def poisson_regression(count: Floats, columns: Floats, series: Ints, *, lags: int) -> Fit:
    """Fit log mean = columns × coefficient by iteratively reweighted least squares.

    McCullagh & Nelder 1989, Generalized Linear Models (2nd ed.), section 2.5; the dispersion is
    Pearson's. The standard errors hold for errors that vary more than Poisson and
    follow each other over `lags` periods (Newey & West 1987, Econometrica 55, 703–708, on the
    scores), times rows over degrees of freedom; they are never taken to be smaller than those of a
    quasi-Poisson fit, for the former tend to be too small in short series.

    Parameters
    ----------
    count : ndarray, shape (rows,)
        0 or more.
    columns : ndarray, shape (rows, columns)
    series : ndarray of int, shape (rows,)
        Which series a row belongs to; rows of one series stand in the order of time.
    lags : int
        0 or more.
    """
    mean, converged = _solve(count, columns)
    fisher = columns.T @ (columns * mean[:, None])
    inverse = np.linalg.pinv(fisher, hermitian=True)
    freedom = max(len(count) - int(np.linalg.matrix_rank(fisher, hermitian=True)), 1)
    pearson = (count - mean) / np.sqrt(mean)
    dispersion = float((pearson**2).sum()) / freedom
    meat = _scores(columns * (count - mean)[:, None], series, lags) * len(count) / freedom
    return Fit(
        coefficient=inverse @ (columns.T @ (mean * np.log(mean))),
        robust=inverse @ meat @ inverse,
        plain=np.asarray(inverse * max(dispersion, 1.0), dtype=np.float64),
        mean=mean,
        dispersion=dispersion,
        autocorrelation=_autocorrelation(pearson, series),
        freedom=freedom,
        converged=converged,
    )


def newey_west_lags(periods: int) -> int:
    """Return the usual number of lags, 4 (n / 100)^(2/9).

    Newey & West 1994, Review of Economic Studies 61, 631–653.

    Examples
    --------
    >>> newey_west_lags(100), newey_west_lags(156)
    (4, 4)
    """
    return int(4 * (periods / 100) ** (2 / 9))


def _solve(count: Floats, columns: Floats) -> tuple[Floats, bool]:
    line = np.log(count + 0.5)
    deviance = np.inf
    for _ in range(ROUNDS):
        mean = np.exp(np.clip(line, -STEEPEST, STEEPEST))
        working = line + (count - mean) / mean
        weighted = columns * mean[:, None]
        found = np.linalg.lstsq(columns.T @ weighted, weighted.T @ working, rcond=None)[0]
        line = np.clip(columns @ found, -STEEPEST, STEEPEST)
        mean = np.exp(line)
        with np.errstate(divide="ignore", invalid="ignore"):  # 0 log 0 is 0
            terms = np.where(count > 0, count * np.log(count / mean), 0.0)
        now = 2 * float((terms - count + mean).sum())
        if abs(deviance - now) <= CLOSE * (abs(now) + 1):
            return mean, True
        deviance = now
    return mean, False


def _scores(score: Floats, series: Ints, lags: int) -> Floats:
    """Return the sum of products of scores; of nearby periods with the weights of Bartlett."""
    total = score.T @ score
    for lag in range(1, lags + 1):
        near = series[lag:] == series[:-lag]
        product = score[lag:][near].T @ score[:-lag][near]
        total = total + (1 - lag / (lags + 1)) * (product + product.T)
    return np.asarray(total, dtype=np.float64)


def _autocorrelation(residual: Floats, series: Ints) -> float:
    near = series[1:] == series[:-1]
    spread = float((residual**2).sum())
    return float((residual[1:][near] * residual[:-1][near]).sum()) / spread if spread else 0.0
