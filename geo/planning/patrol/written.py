"""A plan as JSON, and back; what is read is checked field by field."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from geo.errors import FormatError
from geo.planning.patrol.result import Plan

VERSION = 1
"""Of the JSON; it changes when what is written can no longer be read."""


def to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as what ``json.dumps`` takes, with ``version`` first."""
    return {"version": VERSION, **_plain(plan)}


def from_json(content: str | bytes | Mapping[str, Any]) -> Plan:
    """Return the plan that was written.

    Raises
    ------
    FormatError
        It is no plan, or one of another version.
    """
    broken = FormatError("Planen går inte att läsa.", hint="Gör en ny plan för passet.")
    try:
        found = json.loads(content) if isinstance(content, str | bytes) else dict(content)
    except (ValueError, RecursionError, TypeError) as error:
        raise broken from error
    if not isinstance(found, dict):
        raise broken
    version = found.pop("version", None)
    if version != VERSION:
        raise FormatError(
            "Planen är skriven av en annan version av programmet.",
            hint="Gör en ny plan för passet.",
        )
    try:
        plan: Plan = _read(Plan, found)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise broken from error
    return plan


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _read(kind: Any, value: Any) -> Any:
    """Return a value of a type, from what JSON made of it.

    Raises
    ------
    ValueError, TypeError, KeyError
        It is not of that type.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        others = [each for each in inner if each is not NoneType]
        return None if value is None else _read(others[0], value)
    if origin in (tuple, frozenset):
        return _read_many(origin, inner, value)
    if is_dataclass(kind):
        return _read_record(kind, value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return _read_scalar(kind, value)


def _read_many(origin: Any, inner: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    if origin is frozenset or inner[-1] is Ellipsis:
        return origin(_read(inner[0], each) for each in value)
    return tuple(_read(each, part) for each, part in zip(inner, value, strict=True))


def _read_record(kind: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    hints = get_type_hints(kind)
    if unknown := set(value) - {field.name for field in fields(kind)}:
        raise ValueError(f"unknown: {unknown}")
    return kind(**{name: _read(hints[name], each) for name, each in value.items()})


def _read_scalar(kind: Any, value: Any) -> Any:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not kind or (kind is float and not math.isfinite(value)):
        raise TypeError(f"{kind} is expected")
    return value
