"""Words compared without case, accents, space and punctuation."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Return `text` without case, accents, space and punctuation.

    >>> fold("Ärende-nr. (K)")
    'arendenrk'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


def tokens(text: str) -> tuple[str, ...]:
    """Return the words of `text`, each folded.

    >>> tokens("Västra Torget, c:a")
    ('vastra', 'torget', 'c', 'a')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    marks = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(re.findall(r"[a-z0-9]+", marks))
