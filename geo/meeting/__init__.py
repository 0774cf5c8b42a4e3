"""The meeting: what was decided last, what is new, what is decided now, and what is then frozen."""

from geo.meeting.agenda import Agenda, PlaceItem, agenda
from geo.meeting.coming import arrange, prioritise, release
from geo.meeting.decisions import Changed, Settled, change, decide, settle, take_back, take_up
from geo.meeting.followed import Followed, Outcome, follow, summary
from geo.meeting.freezing import freeze, reopen
from geo.meeting.opening import cancel, open_, open_now
from geo.meeting.proposals import Proposal, usual
from geo.store.meetings import Meeting

__all__ = [
    "Agenda",
    "Changed",
    "Followed",
    "Meeting",
    "Outcome",
    "PlaceItem",
    "Proposal",
    "Settled",
    "agenda",
    "arrange",
    "cancel",
    "change",
    "decide",
    "follow",
    "freeze",
    "open_",
    "open_now",
    "prioritise",
    "release",
    "reopen",
    "settle",
    "summary",
    "take_back",
    "take_up",
    "usual",
]
