"""A label shows what users have written as it is."""

from __future__ import annotations

import re

import pytest

from dashboard.widgets import frame


@pytest.mark.parametrize(
    "text",
    [":material/home:", "http://127.0.0.1:9/x.png", "www.example.se", "namn@example.se", ":red[x]"],
)
def test_nothing_in_a_label_becomes_an_icon_or_a_link_once_its_escapes_are_gone(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", frame.plain(text))
    assert shown.replace("\u2060", "") == text
    assert not re.search(r":[a-z]+[/\[]|https?://|www\.|\w@\w", shown)


def test_times_and_ordinary_words_are_left_as_they_are() -> None:
    assert frame.plain("Måndag 18:40") == "Måndag 18\\:40"
