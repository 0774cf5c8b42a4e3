from __future__ import annotations

import io
import zipfile

import pytest

from geo.errors import FormatError
from geo.sources import _tabular

TEXT = "Namn;Å\r\nÄlg;1\r\n\r\nÖn;2\r\n"


def cells(table: _tabular.Table) -> list[list[str]]:
    return [list(row) for row in zip(*(c.to_pylist() for c in table.columns), strict=True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_swedish_letters_survive_every_encoding_people_use(encoding: str) -> None:
    table = _tabular.read(TEXT.encode(encoding), file="a.csv")
    assert table.headers == ("Namn", "Å")
    assert cells(table) == [["Älg", "1"], ["Ön", "2"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "a;b;c\n1;2,5;3\n4;5;6\n" if delimiter == ";" else "a;b;c\n1;2;3\n4;5;6\n"
    table = _tabular.read(text.replace(";", delimiter).encode(), file="a.csv")
    assert table.headers == ("a", "b", "c")
    assert len(table) == 2


def test_excels_own_sep_line_names_the_delimiter() -> None:
    table = _tabular.read(b"sep=|\na|b;c\n1|2;3\n", file="a.csv")
    assert table.headers == ("a", "b;c")
    assert table.lines.tolist() == [3]


def test_lines_are_those_of_the_file_past_blank_lines_and_line_breaks_in_cells() -> None:
    table = _tabular.read(b'a;b\n"x\ny";1\n\n;\nz;2\n', file="a.csv")
    assert table.lines.tolist() == [2, 6]
    assert cells(table) == [["x\ny", "1"], ["z", "2"]]


def test_short_rows_are_filled_and_long_rows_are_marked() -> None:
    table = _tabular.read(b"a;b\n1\n1;2;3\n1;2;;\n", file="a.csv")
    assert cells(table) == [["1", ""], ["1", "2"], ["1", "2"]]
    assert table.overlong.tolist() == [False, True, False]


def test_headers_without_a_name_and_repeated_ones_are_told_apart() -> None:
    assert _tabular.read(b"a;;a\n1;2;3\n", file="a.csv").headers == ("a", "Kolumn 2", "a (2)")


def test_decomposed_letters_are_composed() -> None:
    assert _tabular.read("Å;b\nö;1\n".encode(), file="a.csv").headers[0] == "Å"


def test_mojibake_is_told_and_left_as_it_is() -> None:
    table = _tabular.read("Plats;b\nVÃ¤stervik;1\n".encode(), file="a.csv")
    assert cells(table)[0][0] == "VÃ¤stervik"
    assert any("felkodad" in note for note in table.notes)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "tom"),
        (b"\r\n \r\n", "tom"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, r"\.xls"),
        (
            b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "lösenordsskyddad",
        ),
        (b"PK\x03\x04 not a zip", "skadad"),
        (b"a;b\n\x81\x8d\x8f;1\n", "tecken"),
        (b"a\x00b\n", "tecken"),
        (b'a;b\n1;2\n3;"4\n5;6\n7;8\n', "citattecken"),
        (b'a;b\n1;"' + b"x" * 200_000 + b'"\n', "för lång"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        _tabular.read(content, file="fil.xlsx")
    assert caught.value.file == "fil.xlsx"


def test_an_unclosed_quote_is_found_on_its_line() -> None:
    with pytest.raises(FormatError) as caught:
        _tabular.read(b'a;b\n1;2\n3;"4\n5;6\n7;8\n', file="a.csv")
    assert caught.value.line == 3


def test_a_table_that_begins_with_mz_is_no_program() -> None:
    assert _tabular.read(b"MZ;b\n1;2\n", file="a.csv").headers == ("MZ", "b")


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(FormatError, match="för stor"):
        _tabular.read(zipped(xl__workbook_xml=b"\x00" * 20_000_000), file="a.xlsx")


def test_an_opendocument_file_is_named() -> None:
    content = zipped(mimetype=b"application/vnd.oasis", content_xml=b"<x/>")
    with pytest.raises(FormatError, match="OpenDocument"):
        _tabular.read(content, file="a.xlsx")


def test_any_other_zip_is_named() -> None:
    with pytest.raises(FormatError, match="zip-arkiv"):
        _tabular.read(zipped(a_txt=b"hej"), file="a.zip")


def test_a_damaged_workbook_is_refused() -> None:
    with pytest.raises(FormatError, match="skadad"):
        _tabular.read(zipped(xl__workbook_xml=b"<not xml"), file="a.xlsx")
