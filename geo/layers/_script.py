"""The only door for data into a map.

folium compiles what it has rendered as a template once more, and Leaflet writes texts as HTML. So
data travels as JSON in which every character that means something to a template, to HTML or to a
JavaScript string is written as an escape; the layer's own script reads it and writes texts with
``textContent``.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from branca.element import MacroElement
from folium import FeatureGroup
from jinja2 import Template

COMMON = "platsbild.js"
"""What every layer's script builds on."""

_MEANINGFUL = re.compile(r"[{}<>&'`$/\x7f]")


class _Text(json.JSONEncoder):
    """Writes strings with every meaningful character escaped."""

    def iterencode(self, o: Any, _one_shot: bool = False) -> Any:
        """Encode piece by piece, so that strings can be told from structure."""
        for piece in super().iterencode(o, _one_shot=False):
            yield _escaped(piece) if '"' in piece else piece


def _escaped(piece: str) -> str:
    start, end = piece.index('"'), piece.rindex('"')
    inner = piece[start + 1 : end].replace("\\\\", "\\u005c").replace('\\"', "\\u0022")
    inner = _MEANINGFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", inner)
    return f'{piece[:start]}"{inner}"{piece[end + 1 :]}'


def payload(data: Any) -> str:
    r"""Return data as ASCII JSON that is inert in a template, in HTML and in a script.

    Parameters
    ----------
    data : Any
        Dicts, lists, texts, numbers, booleans and None.

    Examples
    --------
    >>> payload(["{{7*191}}"])
    '["\\u007b\\u007b7*191\\u007d\\u007d"]'
    """
    return "".join(_Text(ensure_ascii=True, allow_nan=False).iterencode(data))


def library() -> str:
    """Return the layers' own scripts, the common one first; they hold no data."""
    scripts = [each for each in files("geo.layers").iterdir() if each.name.endswith(".js")]
    scripts.sort(key=lambda each: (each.name != COMMON, each.name))
    return "\n".join(each.read_text(encoding="utf-8") for each in scripts)


class Layer(MacroElement):
    """A layer drawn by a class of ``platsbild.js`` from one payload.

    Parameters
    ----------
    name : str
        Name of the class.
    data : Any
        Its content, see :func:`payload`.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "new platsbild.{{ this.drawn_by }}({{ this.payload }})"
        ".addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, name: str, data: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca has no types
        self._name = name
        self.drawn_by = name
        self.payload = payload(data)


def group(layers: list[Layer]) -> FeatureGroup:
    """Return layers as what ``st_folium`` takes as ``feature_group_to_add``."""
    together = FeatureGroup(name="platsbild")
    for layer in layers:
        layer.add_to(together)
    return together
