"""Every example in a docstring gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import geo

STARTED_AS_PROGRAMS = ("__main__", "_excel_reader", "_gdal_reader")
MODULES = [
    each.name
    for each in pkgutil.walk_packages(geo.__path__, "geo.")
    if not each.name.endswith(STARTED_AS_PROGRAMS) and ".migrations" not in each.name
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [
        example
        for name in MODULES
        for test in finder.find(importlib.import_module(name))
        for example in test.examples
    ]
    assert len(found) > 60
