"""The cells of activities that name a kind, a promise or how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from geo.folding import fold
from geo.model import PromiseStatus
from geo.shipped import activity_kinds
from geo.sources._clock import is_unknown
from geo.sources._context import Promised
from geo.sources._faults import quoted

_STATUS = {
    PromiseStatus.NOT_BEGUN: "ejpaborjad ejpaborjat intepaborjad intepaborjat planerad planerat",
    PromiseStatus.ONGOING: "pagar pagaende paborjad paborjat lopande",
    PromiseStatus.DONE: "klar klart genomford genomfort utford utfort uppfylld uppfyllt hallet",
    PromiseStatus.ABANDONED: "avbruten avbrutet installd installt inteaktuell inteaktuellt",
}
STATUSES: Mapping[str, PromiseStatus] = {
    word: status for status, words in _STATUS.items() for word in words.split()
}
"""Folded words of files and what they say of how far something has come."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row means: its promise, kind and status; what is wrong with it, by field."""

    promise: Promised | None = None
    kind: str = ""
    status: PromiseStatus | None = None
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def is_note(self) -> bool:
        """Return whether the status is of the promise, not of one occasion."""
        if self.promise is None:
            return False
        said_of_promise = not self.kind and self.status is not None
        return self.promise.counts != "activities" or said_of_promise

    @property
    def called_off(self) -> bool:
        """Return whether the row is of an occasion that has not been."""
        wrong = (PromiseStatus.NOT_BEGUN, PromiseStatus.ABANDONED)
        return not self.is_note and self.status in wrong


def meant(
    activity: str, promise: str, status: str, *, day: date | None, promises: Sequence[Promised]
) -> Meant:
    """Return what the cells of a row mean.

    Parameters
    ----------
    activity, promise, status : str
        The cells.
    day : date, optional
        Tells promises of the same name apart.
    promises : sequence of Promised
        Those of the kommun.
    """
    faults: dict[str, str] = {}
    found = None
    if not is_unknown(promise):
        found = _promise(promise, day, promises, faults)
    kind = "" if is_unknown(activity) else _kind(activity, promises)
    if kind is None:
        faults["activity"] = _unknown_kind(activity, promises)
    if not kind and not faults and found is None:
        faults["activity"] = "Aktivitet eller löfte saknas."
    told = None if is_unknown(status) else STATUSES.get(fold(status))
    if told is None and not is_unknown(status):
        faults["status"] = f"Statusen {quoted(status)} är okänd. Skriv pågår, klart eller avbrutet."
    return Meant(found, kind or "", told, faults)


def _kind(text: str, promises: Sequence[Promised]) -> str | None:
    own = {fold(each.activity): each.activity for each in promises if each.activity}
    return activity_kinds.named(text) or own.get(fold(text))


def _unknown_kind(text: str, promises: Sequence[Promised]) -> str:
    names = [each.name for each in activity_kinds.kinds().values()]
    names += [activity_kinds.name(each.activity) for each in promises if each.activity]
    return f"Aktiviteten {quoted(text)} är okänd. {_nearest(text, dict.fromkeys(names))}"


def _promise(
    text: str, day: date | None, promises: Sequence[Promised], faults: dict[str, str]
) -> Promised | None:
    word = fold(text)
    found = [each for each in promises if word in each.words]
    if len(found) > 1 and day is not None:
        found = [each for each in found if each.first <= day <= each.last] or found
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(each.key for each in found)
        faults["promise"] = f"Löftet {quoted(text)} kan vara flera: {listed}."
    else:
        keys = dict.fromkeys(each.key for each in promises)
        faults["promise"] = f"Löftet {quoted(text)} är okänt. {_nearest(text, keys)}"
    return None


def _nearest(text: str, names: Mapping[str, object] | Sequence[str]) -> str:
    """Return what would have fitted: the likest names, or all of them where none is like it."""
    folded = {fold(name): name for name in names}
    folded |= {fold(name.rpartition("/")[2]): name for name in names}
    close = get_close_matches(fold(text), list(folded), n=3, cutoff=0.5)
    listed = list(dict.fromkeys(folded[each] for each in close)) or list(names)[:8]
    if not listed:
        return "Kommunen har inget löfte inläst."
    return f"{'Närmast' if close else 'Till exempel'}: {', '.join(listed)}."
