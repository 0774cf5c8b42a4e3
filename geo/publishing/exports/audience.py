"""For whom an export is: what may not leave the house is refused, and said why.

Everything is denied that is not allowed by name.
"""

from __future__ import annotations

from geo.errors import InputError
from geo.model import Audience
from geo.publishing.exports.what import KINDS, LABELS, Format, Wanted, What

PUBLIC = frozenset({What.PROMISES, What.ACCOUNT})
"""What may be published: what was promised and how much of it is done, and the numbers of areas as
they were signed; never a row of a log."""
FOR = {
    Audience.INTERNAL: "internt: sprids inte utanför samverkan",
    Audience.PUBLIC: "offentligt: får spridas",
}


def check(wanted: Wanted) -> None:
    """Refuse what cannot be taken out so, or not for such readers.

    Raises
    ------
    InputError
        The format does not fit, or the content may not be public.
    """
    kind = KINDS[wanted.what]
    if wanted.format not in kind.formats:
        raise InputError(
            f"{kind.name} kan inte tas ut som {LABELS[wanted.format]}.",
            hint=f"Välj {_listed(kind.formats)}.",
        )
    if wanted.audience is Audience.PUBLIC and wanted.what not in PUBLIC:
        raise InputError(
            f"{kind.name} kan inte tas ut för offentligheten: rader, punkter och fritext lämnar "
            "aldrig huset.",
            hint="Använd sidan Redovisning, som prövar vad som kan röjas, eller ta ut filen "
            "internt.",
        )


def _listed(formats: tuple[Format, ...]) -> str:
    names = [each.value for each in formats]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} eller {names[-1]}"
