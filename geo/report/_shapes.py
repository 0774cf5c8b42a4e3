"""Drawings on their way into a page: shapes and nothing else, with names of their own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs",
     "pattern", "clipPath"}
)  # fmt: skip
ATTRIBUTES = frozenset(
    {"width", "height", "viewBox", "id", "d", "x", "y", "cx", "cy", "r", "rx", "ry", "x1", "x2",
     "y1", "y2", "points", "transform", "patternUnits", "patternTransform", "clipPathUnits", "fill",
     "fill-rule", "fill-opacity", "opacity", "stroke", "stroke-width", "stroke-dasharray",
     "stroke-linecap", "stroke-linejoin", "stroke-opacity", "clip-path", "clip-rule"}
)  # fmt: skip
_REFERENCE = re.compile(r"url\(#([A-Za-z][\w-]*)\)")
_DOCTYPE = re.compile(rb"<!(?!--)")


def alone(svg: bytes, prefix: str) -> str:
    r"""Return what stands inside a drawing's ``<svg>``, its ids made its own.

    Parameters
    ----------
    svg : bytes
    prefix : str
        Before every id, so that two drawings of a page never share one.

    Raises
    ------
    ValueError
        It holds something that is no shape: text, a script, a link, a picture.

    Examples
    --------
    >>> alone(b'<svg xmlns="http://www.w3.org/2000/svg"><rect id="a" width="2"/></svg>', "p1-")
    '<rect id="p1-a" width="2" />'
    """
    if _DOCTYPE.search(svg):
        raise ValueError("a drawing has no declarations")
    root = ElementTree.fromstring(svg)  # noqa: S314 - without declarations there are no entities
    for each in root.iter():
        _check(each)
        _rename(each, prefix)
    return "".join(ElementTree.tostring(each, encoding="unicode") for each in root)


def _check(each: ElementTree.Element) -> None:
    namespace, _, name = str(each.tag).rpartition("}")
    if name not in ELEMENTS or namespace not in ("", "{" + SVG):
        raise ValueError(f"a drawing has shapes only, not {name}")
    if (each.text or "").strip() or (each.tail or "").strip():
        raise ValueError("a drawing has no text: its texts are labels")
    each.tag, each.text, each.tail = name, None, None
    for key, value in each.attrib.items():
        outside = "url(" in value and not _REFERENCE.fullmatch(value)
        if key not in ATTRIBUTES or outside:
            raise ValueError(f"a drawing has no {key}={value[:40]!r}")


def _rename(each: ElementTree.Element, prefix: str) -> None:
    if "id" in each.attrib:
        each.set("id", prefix + each.attrib["id"])
    for key, value in each.attrib.items():
        if found := _REFERENCE.fullmatch(value):
            each.set(key, f"url(#{prefix}{found[1]})")
