"""Random tables and sequences of publications to hide cells in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from geo.privacy import Account, State, System, link, suppress, table, with_total
from geo.privacy.linked import stretches

FIRST = date(2026, 1, 5)


def margins(rng: np.random.Generator, count: int) -> np.ndarray:
    """So many lines, their total, and often totals of some of them: a hierarchy."""
    lines = with_total(count)
    if count < 4 or rng.random() < 0.4:
        return lines
    cut = int(rng.integers(2, count - 1))
    parts = np.zeros((2, count))
    parts[0, :cut] = 1
    parts[1, cut:] = 1
    return np.vstack([lines, parts])


def counts(rng: np.random.Generator, areas: int, groups: int) -> np.ndarray:
    """Incidents as towns have them: few in most, many in one or two, in some groups only."""
    size = rng.gamma(0.8, rng.choice([6.0, 15.0, 40.0]), (areas, 1))
    return rng.poisson(size * rng.dirichlet(np.full(groups, 1.2))[None, :] * 2)


def random_table(rng: np.random.Generator, *, areas: int = 9, groups: int = 6) -> System:
    """A table of fewer areas and groups than these, with totals and often totals of parts."""
    areas, groups = int(rng.integers(2, areas)), int(rng.integers(2, groups))
    rows, columns = margins(rng, areas), margins(rng, groups)
    state = np.zeros((len(rows), len(columns)), dtype=np.int8)
    return table(counts(rng, areas, groups), rows, columns, state)


def random_sequence(rng: np.random.Generator) -> tuple[list[Account], np.ndarray, np.ndarray]:
    """Consecutive weeks and sums of them, in the order in which they are published."""
    areas, groups = int(rng.integers(2, 4)), int(rng.integers(2, 4))
    weeks = int(rng.integers(2, 5))
    step = timedelta(weeks=1)
    spans = [(FIRST + step * each, FIRST + step * (each + 1)) for each in range(weeks)]
    spans.append((FIRST, FIRST + step * weeks))
    if weeks > 3:
        spans.append((FIRST + step, FIRST + step * 3))
    if rng.random() < 0.5:
        spans = [spans[at] for at in rng.permutation(len(spans))]
    if rng.random() < 0.5:
        spans.pop(int(rng.integers(len(spans))))
    times = stretches(spans)
    told = np.stack([counts(rng, areas, groups) for _ in times])
    rows, columns = with_total(areas), with_total(groups)
    state = np.zeros((len(rows), len(columns)), dtype=np.int8)
    return [Account(*span, state, told) for span in spans], rows, columns


def one_after_another(
    accounts: Sequence[Account], rows: np.ndarray, columns: np.ndarray
) -> list[Account]:
    """Publish the accounts in turn: none may change what was published before it."""
    signed: list[Account] = []
    for account in accounts:
        near = _cut([*signed, account], accounts)
        linked = link(near, rows, columns)
        found = suppress(linked.system, linked.new)
        state = found.state[linked.new].reshape(len(rows), len(columns))
        signed.append(replace(account, state=state))
    return signed


def _cut(chosen: Sequence[Account], everything: Sequence[Account]) -> list[Account]:
    """Only the stretches that the accounts chosen so far cut time into."""
    fine = stretches([(each.start, each.end) for each in everything])
    coarse = stretches([(each.start, each.end) for each in chosen])
    into = np.array([[a <= s and e <= b for s, e in fine] for a, b in coarse], dtype=float)
    return [
        replace(each, counts=np.rint(np.einsum("cf,fag->cag", into, each.counts)).astype(int))
        for each in chosen
    ]


def hidden_share(state: np.ndarray) -> float:
    """How much of what could be shown is not."""
    printed = state != State.IMPLIED
    return float((state[printed] != State.SHOWN).mean())
