"""Which rows are new, changed or duplicates, against a slow and plain answer."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.store import versions

Rows = list[tuple[str, str]]

rows = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("123")), max_size=12)


def _known(current: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [(key, at + 1, content, 0) for at, (key, content) in enumerate(current.items())],
        columns=["key", "row_id", "content_hash", "place_id"],
    )


def _sorted(file: Rows, current: dict[str, str]) -> versions.Sorted:
    key = pd.Series([k for k, _ in file], dtype="str")
    content = pd.Series([c for _, c in file], dtype="str")
    return versions.sort_out(key, content, _known(current))


def _after(file: Rows, current: dict[str, str], found: versions.Sorted) -> dict[str, str]:
    newest = {file[at][0]: file[at][1] for at in found.insert[~found.overtaken]}
    return current | newest


@given(file=rows, current=st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")))
def test_the_store_ends_up_with_the_last_version_of_every_row(
    file: Rows, current: dict[str, str]
) -> None:
    found = _sorted(file, current)
    assert _after(file, current, found) == current | dict(file)


@given(file=rows, current=st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")))
def test_the_same_file_twice_is_the_same_as_once(file: Rows, current: dict[str, str]) -> None:
    after = _after(file, current, _sorted(file, current))
    again = _sorted(file, after)
    assert (again.new, again.changed, len(again.insert)) == (0, 0, 0)


@given(file=rows, current=st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")))
def test_rows_are_counted_once_as_one_thing(file: Rows, current: dict[str, str]) -> None:
    found = _sorted(file, current)
    assert found.new + found.changed + found.duplicates == len(file)
    assert found.new == len({key for key, _ in file} - set(current))
    assert len(found.insert) == found.new + found.changed


@given(file=rows, current=st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123")))
def test_just_the_rows_that_got_a_newer_version_are_replaced(
    file: Rows, current: dict[str, str]
) -> None:
    known = _known(current)
    replaced = set(known["key"][known["row_id"].isin(_sorted(file, current).replaces)])
    last = dict(file)
    assert replaced == {key for key in current if key in last and last[key] != current[key]}
