"""A layer's symbols as QML, the style file of QGIS.

The elements and the names of the settings are those that QGIS writes: ``renderer-v2`` of type
``categorizedSymbol`` (``QgsCategorizedSymbolRenderer::save``), symbol layers ``SimpleFill``,
``LinePatternFill`` and ``SimpleMarker`` (``properties()`` of each class) and ``labeling`` of type
``simple`` (``QgsPalLayerSettings::writeXml``). What is left out has QGIS's own default. Settings
stand twice, as ``Option`` and as ``prop``: QGIS reads the first from 3.18, the second before.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from geo.look import INK
from geo.publishing.exports.symbols import POLYGON, Symbol, Symbols, rgb

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
VERSION = "3.34.0"
CATEGORIES = "Symbology|Labeling"
"""The parts of a layer's style that the file says something of."""
ALPHA = {"solid": 41, "hatched": 31, "dashed": 18}
"""Of 255: how much of the ground an area covers, as on the program's own maps."""
SHAPES = {"circle": "circle", "ring": "circle", "triangle": "triangle", "square": "square",
          "diamond": "diamond"}  # fmt: skip
Settings = Mapping[str, str]


def to_qml(symbols: Symbols) -> str:
    """Return a style: categories by colour and pattern or shape, and labels."""
    root = Xml.Element(
        "qgis",
        {
            "version": VERSION,
            "styleCategories": CATEGORIES,
            "labelsEnabled": "1" if symbols.label else "0",
        },
    )
    root.append(_renderer(symbols))
    if symbols.label:
        root.append(_labeling(symbols))
    for name, value in (
        ("blendMode", "0"), ("featureBlendMode", "0"),
        ("layerGeometryType", "2" if symbols.geometry == POLYGON else "0"),
    ):  # fmt: skip
        Xml.SubElement(root, name).text = value
    Xml.indent(root, " ")
    return DOCTYPE + Xml.tostring(root, encoding="unicode")


def _renderer(symbols: Symbols) -> Xml.Element:
    renderer = Xml.Element(
        "renderer-v2",
        {"type": "categorizedSymbol", "attr": symbols.column, "symbollevels": "0",
         "enableorderby": "0", "forceraster": "0", "referencescale": "-1"},
    )  # fmt: skip
    categories = Xml.SubElement(renderer, "categories")
    drawn = Xml.SubElement(renderer, "symbols")
    for at, each in enumerate(symbols.symbols):
        told = {"symbol": str(at), "value": each.value, "label": each.label}
        Xml.SubElement(categories, "category", {**told, "type": "string", "render": "true"})
        drawn.append(_area(at, each) if symbols.geometry == POLYGON else _point(at, each))
    Xml.SubElement(renderer, "rotation")
    Xml.SubElement(renderer, "sizescale")
    return renderer


def _symbol(name: str, kind: str) -> Xml.Element:
    return Xml.Element(
        "symbol",
        {"name": name, "type": kind, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"},
    )


def _area(at: int, each: Symbol) -> Xml.Element:
    symbol = _symbol(str(at), "fill")
    dashed = each.pattern == "dashed"
    fill = {
        "color": _colour(each.colour, ALPHA[each.pattern]),
        "style": "solid",
        "joinstyle": "bevel",
        "outline_color": _colour(each.colour),
        "outline_style": "dash" if dashed else "solid",
        "outline_width": "0.5",
        "outline_width_unit": "MM",
    }
    symbol.append(_layer("SimpleFill", fill))
    if each.pattern == "hatched":
        symbol.append(_hatching(at, each))
    return symbol


def _hatching(at: int, each: Symbol) -> Xml.Element:
    lines = {
        "angle": "45",
        "color": _colour(each.colour),
        "distance": "2",
        "distance_unit": "MM",
        "line_width": "0.4",
        "line_width_unit": "MM",
        "offset": "0",
        "offset_unit": "MM",
    }
    layer = _layer("LinePatternFill", lines)
    line = _symbol(f"@{at}@1", "line")
    look = {
        "line_color": _colour(each.colour, 140),
        "line_style": "solid",
        "line_width": "0.4",
        "line_width_unit": "MM",
        "capstyle": "square",
        "joinstyle": "bevel",
    }
    line.append(_layer("SimpleLine", look))
    layer.append(line)
    return layer


def _point(at: int, each: Symbol) -> Xml.Element:
    symbol = _symbol(str(at), "marker")
    ring = each.shape == "ring"
    look = {
        "name": SHAPES[each.shape],
        "color": _colour("#ffffff" if ring else each.colour),
        "outline_color": _colour(each.colour if ring else "#ffffff"),
        "outline_style": "solid",
        "outline_width": "0.6" if ring else "0.2",
        "outline_width_unit": "MM",
        "size": "2.4",
        "size_unit": "MM",
        "scale_method": "diameter",
        "angle": "0",
        "offset": "0,0",
        "offset_unit": "MM",
    }
    symbol.append(_layer("SimpleMarker", look))
    return symbol


def _layer(kind: str, settings: Settings) -> Xml.Element:
    layer = Xml.Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = Xml.SubElement(layer, "Option", {"type": "Map"})
    for name, value in settings.items():
        Xml.SubElement(options, "Option", {"name": name, "type": "QString", "value": value})
    for name, value in settings.items():
        Xml.SubElement(layer, "prop", {"k": name, "v": value})
    return layer


def _labeling(symbols: Symbols) -> Xml.Element:
    labeling = Xml.Element("labeling", {"type": "simple"})
    settings = Xml.SubElement(labeling, "settings", {"calloutType": "simple"})
    text = Xml.SubElement(
        settings,
        "text-style",
        {"fieldName": expression(symbols.label), "isExpression": "1", "fontSize": "9",
         "fontSizeUnit": "Point", "fontFamily": "Open Sans", "namedStyle": "Regular",
         "textColor": _colour(INK), "textOpacity": "1"},
    )  # fmt: skip
    Xml.SubElement(
        text,
        "text-buffer",
        {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM",
         "bufferColor": _colour("#ffffff"), "bufferOpacity": "1"},
    )  # fmt: skip
    around_point, over_point = "0", "1"
    placement = over_point if symbols.geometry == POLYGON else around_point
    Xml.SubElement(settings, "placement", {"placement": placement, "dist": "0"})
    Xml.SubElement(settings, "rendering", {"displayAll": "0", "obstacle": "1"})
    return labeling


def expression(columns: tuple[str, ...]) -> str:
    r"""Return QGIS's expression for the texts of columns, each on a line.

    Examples
    --------
    >>> expression(("Plats", "Läge"))
    'concat("Plats", \'\\n\', "Läge")'
    """
    named = ['"' + column.replace('"', '""') + '"' for column in columns]
    new_line = r"'\n'"
    return f"concat({f', {new_line}, '.join(named)})"


def _colour(colour: str, alpha: int = 255) -> str:
    return ",".join(str(part) for part in (*rgb(colour), alpha))
