"""Over 1,000 random tables and consecutive weeks: bounds narrower than the rule, and what it costs.

``PLATSBILD_TABLES`` says how many tables; a quarter as many sequences of weeks.
"""

from __future__ import annotations

import os
import time

import numpy as np

from geo.privacy import audit, link, suppress
from tests import privacy_world

TABLES = int(os.environ.get("PLATSBILD_TABLES", "800"))
SEQUENCES = TABLES // 4


def test_no_suppressed_cell_of_a_table_can_be_solved_for() -> None:
    began, fails, cells, shares, silent = time.process_time(), 0, 0, [], 0
    for seed in range(TABLES):
        system = privacy_world.random_table(np.random.default_rng(seed), areas=7, groups=5)
        found = suppress(system, np.ones(len(system.state), dtype=bool))
        tried = audit(system.stated(found.state))
        fails, cells = fails + int(tried.fails.sum()), cells + len(tried.cell)
        shares.append(privacy_world.hidden_share(found.state))
        silent += found.silent
    spent = time.process_time() - began
    print(
        f"\n{TABLES} tables: {fails} of {cells} hidden cells narrower than the rule; hidden "
        f"{np.mean(shares):.0%} of cells, {silent} without the words; {spent:.0f} CPU-seconds"
    )
    assert fails == 0


def test_no_suppressed_cell_of_consecutive_weeks_can_be_solved_for() -> None:
    began, fails, cells, shares, made = time.process_time(), 0, 0, [], 0
    for seed in range(SEQUENCES):
        accounts, rows, columns = privacy_world.random_sequence(np.random.default_rng(seed))
        signed = privacy_world.one_after_another(accounts, rows, columns)
        made += len(signed)
        tried = audit(link(signed, rows, columns).system)
        fails, cells = fails + int(tried.fails.sum()), cells + len(tried.cell)
        shares += [privacy_world.hidden_share(each.state) for each in signed]
    spent = time.process_time() - began
    print(
        f"\n{SEQUENCES} sequences of {made} publications: {fails} of {cells} hidden cells narrower "
        f"than the rule; hidden {np.mean(shares):.0%} of cells; {spent:.0f} CPU-seconds"
    )
    assert fails == 0
