"""A file that cannot be taken is refused with a Swedish sentence and a hint, never otherwise."""

from __future__ import annotations

import re
from typing import Any

import pytest

from geo.errors import InputError
from tests.outside.bad import BAD, Bad


def files(*, readable: bool) -> list[Any]:
    return [pytest.param(bad, id=bad.name) for bad in BAD if bad.readable == readable]


def refuse(parse: Any, bad: Bad) -> None:
    with pytest.raises(InputError) as raised:
        parse(bad.kind, bad.content, file=bad.file)
    error = raised.value
    assert error.file == bad.file
    assert error.message.endswith(".")
    assert error.hint.endswith(".")
    assert re.search(bad.says, f"{error.message} {error.hint}"), bad.wrong
    assert len(str(error)) < 400
    assert "<" not in str(error)


@pytest.mark.parametrize("bad", files(readable=False))
def test_a_bad_file_is_refused_with_what_is_wrong_and_a_hint(parse: Any, bad: Bad) -> None:
    refuse(parse, bad)


@pytest.mark.parametrize("bad", files(readable=True))
def test_a_doubtful_file_is_refused_or_parsed_with_a_note(parse: Any, bad: Bad) -> None:
    try:
        parsed = parse(bad.kind, bad.content, file=bad.file)
    except InputError:
        refuse(parse, bad)
        return
    assert any(re.search(bad.says, note) for note in parsed.notes), parsed.notes
    assert parsed.rows == len(parsed.frame) == 2


def test_mojibake_is_told_and_left_as_it_stands(parse: Any) -> None:
    (bad,) = (bad for bad in BAD if bad.name == "mojibake")
    parsed = parse(bad.kind, bad.content, file=bad.file)
    assert parsed.frame.place_text.tolist() == ["Karstorp", "Ã–verum"]
