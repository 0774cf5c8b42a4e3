"""Suppression and generalisation for what leaves the house. Pure: tables in, tables out.

``generalise`` says which areas, periods and groups there may be; ``columns`` which columns;
``linked`` makes one system of all that is and was published; ``secondary`` finds what to hide;
``audit`` tries to work it out again; ``corrections`` says what late reports may change.
"""

from geo.privacy.audit import Audit, audit, whole
from geo.privacy.columns import LISTED, NotPublic, only_listed
from geo.privacy.generalise import Area, Division, Merged, check_period, divide
from geo.privacy.linked import Account, Linked, link
from geo.privacy.secondary import Suppressed, suppress
from geo.privacy.state import FEW, NOT_SHOWN, K, State, words
from geo.privacy.system import System, table, with_total

__all__ = [
    "FEW",
    "LISTED",
    "NOT_SHOWN",
    "Account",
    "Area",
    "Audit",
    "Division",
    "K",
    "Linked",
    "Merged",
    "NotPublic",
    "State",
    "Suppressed",
    "System",
    "audit",
    "check_period",
    "divide",
    "link",
    "only_listed",
    "suppress",
    "table",
    "whole",
    "with_total",
    "words",
]
