"""Promises: documents of ``data/promises`` and of users, read from TOML."""

from geo.follow_up.promises.loading import load, shipped
from geo.follow_up.promises.model import Counted, Document, Each, Only, Per, Promise
from geo.shipped.activity_kinds import ActivityKind, kinds

__all__ = [
    "ActivityKind",
    "Counted",
    "Document",
    "Each",
    "Only",
    "Per",
    "Promise",
    "kinds",
    "load",
    "shipped",
]
