"""Data enters a map through one door, and is inert behind it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Template

from geo.layers import _script
from geo.layers._script import payload

ROOT = Path(__file__).parents[3]
TEXTS = st.text() | st.sampled_from(
    [
        "{{7*191}}",
        "${alert(1)}",
        "{% 50",
        "C:\\users",
        "`x`",
        "</script>",
        "<img src=x>",
        '\\"',
        "\\",
    ]
)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


@given(DATA)
def test_a_payload_says_the_same_as_the_data(data: object) -> None:
    assert json.loads(payload(data)) == data


@given(DATA)
def test_no_string_of_a_payload_holds_a_character_with_a_meaning(data: object) -> None:
    written = payload(data)
    assert written.isascii()
    for inner in re.findall(r'"((?:[^"\\]|\\.)*)"', written):
        assert not set(inner) & set("{}<>&'`$/")
        assert re.fullmatch(r"(?:[^\\]|\\u[0-9a-f]{4}|\\[bfnrt])*", inner)


@given(DATA)
def test_a_template_engine_leaves_a_payload_as_it_is(data: object) -> None:
    written = payload(data)
    assert Template(written).render() == written


def test_the_library_holds_nothing_a_template_engine_would_run() -> None:
    library = _script.library()
    assert not re.search(r"\{\{|\{%|\{#", library)
    assert "innerHTML" not in library


def test_only_the_layers_import_folium_and_none_uses_its_text_carriers() -> None:
    forbidden = {"Popup", "Tooltip", "GeoJsonTooltip", "GeoJsonPopup", "Marker", "GeoJson", "Icon"}
    for path in [*(ROOT / "geo").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
            + [alias.name for alias in node.names if isinstance(node, ast.Import)]
        }
        if "layers" not in path.parts:
            assert not names & {"folium", "branca"}, path
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if names & {"folium"}:
            assert not used & forbidden, path
