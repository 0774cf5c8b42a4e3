"""A report as one page of HTML that asks for nothing outside itself."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from itertools import count
from typing import Any

import jinja2
from markupsafe import Markup

from geo import look
from geo.report import _shapes
from geo.report._levels import stepped
from geo.report._text import printable
from geo.report.document import Document, Grid, Picture
from geo.report.pdf import AUDIENCES

MM_PER_POINT = 25.4 / 72


def to_html(document: Document) -> str:
    """Return a report as a page of HTML5: Swedish, with its style and its drawings in itself.

    Parameters
    ----------
    document : Document

    Raises
    ------
    ValueError
        A drawing of it holds something else than shapes.
    """
    number = count(1)

    def drawn(picture: Picture) -> Markup:
        """Return a drawing's shapes; they were found to be nothing else."""
        return Markup(_shapes.alone(picture.svg, f"bild{next(number)}-"))  # noqa: S704

    return _template().render(
        document=replace(document, blocks=stepped(document.blocks)),
        audience=AUDIENCES[document.audience],
        look=look,
        drawn=drawn,
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.filters["millimetres"] = lambda points: round(points * MM_PER_POINT, 2)
    environment.filters["shares"] = _shares
    source = (files("geo.report") / "document.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def _shown(value: Any) -> Any:
    return printable(value) if type(value) is str else value


def _shares(block: Grid) -> list[float]:
    """Return the widths of a table's columns in per cent, none where they are automatic."""
    return [round(100 * each / sum(block.widths), 1) for each in block.widths]
