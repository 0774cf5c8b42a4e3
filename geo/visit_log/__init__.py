"""A visit written down becomes a row of the ordinary table: saved, corrected, taken back.

It goes through the same guard of free text and the same versions as an imported file, as an import
of one row, so that it is listed, undone and counted as any other visit.
"""

from geo.sources.logged import guarded, metres
from geo.store.visit_versions import Version
from geo.visit_log import choices
from geo.visit_log.draft import Draft, from_json, is_id, new_id, to_json
from geo.visit_log.draft import guarded as guarded_draft
from geo.visit_log.keeping import KeptDraft, keep, load, throw
from geo.visit_log.listing import Entry, history, latest, words
from geo.visit_log.moments import local_moment
from geo.visit_log.offers import Offer, lies_in, offers
from geo.visit_log.progress import Progress, progress
from geo.visit_log.saving import (
    Saved,
    correct,
    draft_of,
    restore,
    row_key_of,
    save,
    undo,
    withdraw,
)
from geo.visit_log.tonight import StopToLog, Tonight, begun, tonight

__all__ = [
    "Draft", "Entry", "KeptDraft", "Offer", "Progress", "Saved", "StopToLog", "Tonight",
    "Version", "begun", "choices", "correct", "draft_of", "from_json", "guarded", "guarded_draft",
    "history", "is_id", "keep", "latest", "lies_in", "load", "local_moment", "metres", "new_id",
    "offers", "progress", "restore", "row_key_of", "save", "throw", "to_json", "tonight", "undo",
    "withdraw", "words",
]  # fmt: skip
