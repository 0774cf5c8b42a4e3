"""The public account: what was promised, what happened, what was done, as anybody may read it.

A preview is made and held against everything signed before; somebody signs it; then, and only
then, there are files.
"""

from geo.publishing.account.candidates import candidates
from geo.publishing.account.content import Account, from_json
from geo.publishing.account.exporting import export, exported
from geo.publishing.account.making import make
from geo.publishing.account.preview import Preview, preview
from geo.publishing.account.signing import FUNCTIONS, sign
from geo.publishing.account.withholding import Withheld
from geo.store.publications import Publication

__all__ = [
    "FUNCTIONS",
    "Account",
    "Preview",
    "Publication",
    "Withheld",
    "candidates",
    "export",
    "exported",
    "from_json",
    "make",
    "preview",
    "sign",
]
