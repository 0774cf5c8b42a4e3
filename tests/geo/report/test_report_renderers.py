"""Renderers of a report: what is written stands as it was written, for eyes and ears alike."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.model import Audience
from geo.report.document import (
    Columns,
    Document,
    Grid,
    Heading,
    Items,
    Label,
    PageBreak,
    Paragraph,
    Picture,
    Tone,
)
from geo.report.html import to_html
from geo.report.pdf import to_pdf
from geo.report.plain import to_text
from tests.report_pages import read
from tests.report_weeks import HOSTILE, NOW

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><pattern id="a" '
    b'width="1" height="1"/></defs><rect width="40" height="20" fill="url(#a)"/></svg>'
)


def document(text: str = "Ord", *, svg: bytes = SVG, audience: Audience = Audience.INTERNAL):
    picture = Picture(svg, 40, 20, text, text, (Label(text, 20, 10),))
    return Document(
        title=text,
        subtitle=text,
        blocks=(
            Heading(text),
            *(Paragraph(text, tone) for tone in Tone),
            Columns(((picture,), (Items(((text, text), ("", text))),)), (1, 1)),
            PageBreak(),
            Heading(text, 2),
            Grid(text, (text, text), ((text, text), (text, "12")), frozenset({1}), (2, 1)),
        ),
        basis=(text, text),
        audience=audience,
        name="rapport",
    )


def test_markup_in_every_field_stays_text_on_paper(tmp_path: Path) -> None:
    paper = read(to_pdf(document(HOSTILE), now=NOW), tmp_path)
    assert "1337" not in paper.text
    found = paper.text.replace(" ", "").count(HOSTILE.replace(" ", ""))
    assert found >= 16


def test_markup_in_every_field_stays_text_on_the_page() -> None:
    page = to_html(document(HOSTILE))
    assert "<script" not in page
    assert "1337" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 16
    assert page.count("{{7*191}}") >= 16


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_gives_a_page_with_the_same_elements(text: str) -> None:
    def tags(page: str) -> list[str]:
        return re.findall(r"<(\w+)", page)

    assert tags(to_html(document(f"a{text}"))) == tags(to_html(document("a")))


@settings(max_examples=8)
@given(st.text(max_size=40))
def test_any_text_can_be_set_on_paper(text: str) -> None:
    assert to_pdf(document(text), now=NOW).startswith(b"%PDF")


def test_paper_is_tagged_swedish_and_says_on_each_page_for_whom_and_from_what(
    tmp_path: Path,
) -> None:
    content = to_pdf(document("Läget", audience=Audience.PUBLIC), now=NOW)
    paper = read(content, tmp_path)
    assert paper.tagged
    assert re.search(rb"/Lang\s*\(sv", content)
    assert b"pdfuaid" in content
    assert "Title:           Läget" in paper.info
    for number, page in enumerate(paper.pages, start=1):
        assert f"Offentligt Sida {number} av 2" in page
        assert "Läget · Läget" in page
    for tag in ("H1", "H2", "Table", "THead", "TH ", "L (block)", "Figure", "Caption"):
        assert tag in paper.structure, tag


def test_internal_paper_says_so(tmp_path: Path) -> None:
    assert "Internt: får inte spridas" in read(to_pdf(document(), now=NOW), tmp_path).pages[0]


def test_the_page_has_one_heading_row_heads_and_captions_and_asks_for_nothing_outside() -> None:
    page = to_html(document())
    assert page.count("<h1>") == 1
    assert '<html lang="sv">' in page
    assert page.count('<th scope="row">') == 2
    assert page.count('<th scope="col"') == 2
    assert "<caption><span>Ord</span></caption>" in page
    assert 'role="img" aria-label="Ord"' in page
    assert not re.findall(r"(?:src|href|@import|url\((?!#))", page.split("<body>")[1])


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>alert(1)</script>",
        b'<image href="http://a/b"/>',
        b"<text>Namn</text>",
        b'<rect onload="alert(1)"/>',
        b'<rect fill="url(http://a/b)"/>',
        b'<rect style="fill:red"/>',
        b"<foreignObject/>",
        b'<a xmlns="http://www.w3.org/1999/xhtml">x</a>',
    ],
)
def test_a_drawing_with_anything_but_shapes_is_refused(inside: bytes) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg">' + inside + b"</svg>"
    with pytest.raises(ValueError, match="drawing"):
        to_html(document(svg=svg))


def test_a_drawing_with_declarations_is_refused() -> None:
    with pytest.raises(ValueError, match="declarations"):
        to_html(document(svg=b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG))


def test_two_drawings_of_a_page_share_no_id() -> None:
    made = document()
    blocks = (*made.blocks, *made.blocks)
    page = to_html(Document("A", "", blocks, (), Audience.INTERNAL, "a"))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 2
    assert [f"url(#{each})" in page for each in ids] == [True, True]


def test_as_text_a_table_is_a_line_per_row_and_a_picture_what_it_shows() -> None:
    made = Document(
        "Vecka 12", "Västervik",
        (Grid("Platser", ("Plats", "Nu", "Normalt"), (("Karstorp", "12", "4–7"),)),
         Picture(SVG, 40, 20, "Karta över 7 platser")),
        ("lager version 41",), Audience.INTERNAL, "a",
    )  # fmt: skip
    text = to_text(made)
    assert "- Karstorp: nu 12, normalt 4–7\n" in text
    assert "[Bild: Karta över 7 platser]" in text
    assert text.endswith("lager version 41\n")


def test_what_users_wrote_makes_no_lines_of_its_own_in_text() -> None:
    assert "\n-- " not in to_text(document("Ord\n-- Offentligt"))


def test_the_shapes_on_the_page_are_those_of_the_drawing() -> None:
    page = to_html(document())
    drawn = re.search(r"<svg.*?</svg>", page, re.DOTALL)
    assert drawn is not None
    root = ElementTree.fromstring(drawn[0])  # noqa: S314 - made here
    assert {"rect", "pattern", "text"} <= {each.tag for each in root.iter()}
