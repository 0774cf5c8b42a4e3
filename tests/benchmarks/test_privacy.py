"""Over 1,000 random tables and consecutive weeks: bounds narrower than the rule, and what it costs.

``PLATSBILD_TABLES`` says how many tables; a quarter as many sequences of weeks are published.
"""

from __future__ import annotations

import os
import time

import numpy as np

from geo.privacy import audit, link, suppress
from tests import privacy_world

TABLES = int(os.environ.get("PLATSBILD_TABLES", "800"))


def test_no_suppressed_cell_can_be_solved_for() -> None:
    began, fails, cells, shares, silent = time.process_time(), 0, 0, [], 0
    for seed in range(TABLES):
        system = privacy_world.random_table(np.random.default_rng(seed))
        found = suppress(system, np.ones(len(system.state), dtype=bool))
        tried = audit(system.stated(found.state))
        fails, cells = fails + int(tried.fails.sum()), cells + len(tried.cell)
        shares.append(privacy_world.hidden_share(found.state))
        silent += found.silent
    publications = 0
    for seed in range(TABLES, TABLES + TABLES // 4):
        accounts, rows, columns = privacy_world.random_sequence(np.random.default_rng(seed))
        signed = privacy_world.one_after_another(accounts, rows, columns)
        publications += len(signed)
        tried = audit(link(signed, rows, columns).system)
        fails, cells = fails + int(tried.fails.sum()), cells + len(tried.cell)
        shares += [privacy_world.hidden_share(each.state) for each in signed]
    spent = time.process_time() - began
    print(
        f"\n{TABLES} tables, {TABLES // 4} sequences of {publications} publications: {fails} of "
        f"{cells} hidden cells narrower than the rule; hidden {np.mean(shares):.0%} of cells, "
        f"{silent} tables without the words; {spent:.0f} CPU-seconds"
    )
    assert fails == 0
