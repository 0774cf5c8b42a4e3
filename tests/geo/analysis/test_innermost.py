"""Each incident in the smallest place that it lies in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.innermost import innermost

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 4)), max_size=30).map(sorted)
AREA = np.array([5.0, 1.0, 3.0, 3.0, 2.0])


@given(PAIRS, st.randoms(use_true_random=False))
def test_every_row_is_kept_once_in_its_smallest_place(pairs, random):
    random.shuffle(pairs)
    row, place = (np.array([pair[i] for pair in pairs], dtype=np.int64) for i in (0, 1))
    kept = innermost(row, place, AREA)
    assert sorted(row[kept]) == sorted(set(row))
    for one, its in zip(row[kept], place[kept], strict=True):
        assert AREA[its] == AREA[place[row == one]].min()


def test_of_places_equally_large_the_first_is_taken():
    assert innermost(np.array([0, 0]), np.array([3, 2]), AREA).tolist() == [False, True]
