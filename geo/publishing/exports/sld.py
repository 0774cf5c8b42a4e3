"""A layer's symbols as OGC Styled Layer Descriptor 1.1.0, for programs other than QGIS."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from geo.publishing.exports.symbols import POLYGON, Symbol, Symbols

SLD, SE, OGC = (
    "http://www.opengis.net/sld", "http://www.opengis.net/se", "http://www.opengis.net/ogc",
)  # fmt: skip
OPACITY = {"solid": 0.16, "hatched": 0.5, "dashed": 0.07}
MARKS = {"circle": "circle", "ring": "circle", "triangle": "triangle", "square": "square",
         "diamond": "square"}  # fmt: skip
"""Well-known names of Symbology Encoding 1.1, 11.3.2; a diamond is a square on its corner."""


def to_sld(symbols: Symbols, layer: str) -> str:
    """Return a style with a rule for each category.

    Parameters
    ----------
    symbols : Symbols
    layer : str
        Name of the layer in the file.
    """
    for prefix, space in (("", SLD), ("se", SE), ("ogc", OGC)):
        Xml.register_namespace(prefix, space)
    root = Xml.Element(f"{{{SLD}}}StyledLayerDescriptor", {"version": "1.1.0"})
    named = Xml.SubElement(root, f"{{{SLD}}}NamedLayer")
    Xml.SubElement(named, f"{{{SE}}}Name").text = layer
    style = Xml.SubElement(named, f"{{{SLD}}}UserStyle")
    Xml.SubElement(style, f"{{{SE}}}Name").text = symbols.name
    kind = Xml.SubElement(style, f"{{{SE}}}FeatureTypeStyle")
    for each in symbols.symbols:
        kind.append(_rule(symbols, each))
    return Xml.tostring(root, encoding="unicode")


def _rule(symbols: Symbols, each: Symbol) -> Xml.Element:
    rule = Xml.Element(f"{{{SE}}}Rule")
    Xml.SubElement(rule, f"{{{SE}}}Name").text = each.label
    test = Xml.SubElement(rule, f"{{{OGC}}}Filter")
    equal = Xml.SubElement(test, f"{{{OGC}}}PropertyIsEqualTo")
    Xml.SubElement(equal, f"{{{OGC}}}PropertyName").text = symbols.column
    Xml.SubElement(equal, f"{{{OGC}}}Literal").text = each.value
    rule.append(_area(each) if symbols.geometry == POLYGON else _point(each))
    return rule


def _area(each: Symbol) -> Xml.Element:
    area = Xml.Element(f"{{{SE}}}PolygonSymbolizer")
    fill = Xml.SubElement(area, f"{{{SE}}}Fill")
    if each.pattern == "hatched":
        pattern = Xml.SubElement(fill, f"{{{SE}}}GraphicFill")
        graphic = Xml.SubElement(pattern, f"{{{SE}}}Graphic")
        mark = Xml.SubElement(graphic, f"{{{SE}}}Mark")
        Xml.SubElement(mark, f"{{{SE}}}WellKnownName").text = "horline"
        _parameters(Xml.SubElement(mark, f"{{{SE}}}Stroke"), {"stroke": each.colour})
        Xml.SubElement(graphic, f"{{{SE}}}Size").text = "8"
        Xml.SubElement(graphic, f"{{{SE}}}Rotation").text = "45"
    else:
        opacity = str(OPACITY[each.pattern])
        _parameters(fill, {"fill": each.colour, "fill-opacity": opacity})
    edge = {"stroke": each.colour, "stroke-width": "2"}
    if each.pattern == "dashed":
        edge["stroke-dasharray"] = "5 5"
    _parameters(Xml.SubElement(area, f"{{{SE}}}Stroke"), edge)
    return area


def _point(each: Symbol) -> Xml.Element:
    point = Xml.Element(f"{{{SE}}}PointSymbolizer")
    graphic = Xml.SubElement(point, f"{{{SE}}}Graphic")
    mark = Xml.SubElement(graphic, f"{{{SE}}}Mark")
    Xml.SubElement(mark, f"{{{SE}}}WellKnownName").text = MARKS[each.shape]
    ring = each.shape == "ring"
    _parameters(Xml.SubElement(mark, f"{{{SE}}}Fill"), {"fill": "#ffffff" if ring else each.colour})
    _parameters(
        Xml.SubElement(mark, f"{{{SE}}}Stroke"), {"stroke": each.colour if ring else "#ffffff"}
    )
    Xml.SubElement(graphic, f"{{{SE}}}Size").text = "9"
    if each.shape == "diamond":
        Xml.SubElement(graphic, f"{{{SE}}}Rotation").text = "45"
    return point


def _parameters(parent: Xml.Element, told: dict[str, str]) -> None:
    for name, value in told.items():
        Xml.SubElement(parent, f"{{{SE}}}SvgParameter", {"name": name}).text = value
