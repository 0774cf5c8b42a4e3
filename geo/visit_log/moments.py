"""What the clock on the wall says, as seconds UTC, also where the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

from geo.errors import InputError
from geo.weeks import STOCKHOLM


def local_moment(told: datetime) -> int:
    """Return a time as seconds UTC; one without an offset is Swedish time.

    Of the hour that comes twice in October the first is meant.

    Raises
    ------
    InputError
        There is no such time: the clocks skip it in March, or it is outside the calendar.

    Examples
    --------
    >>> local_moment(datetime(2026, 3, 20, 18, 40))
    1774028400
    """
    local = told if told.tzinfo else told.replace(tzinfo=STOCKHOLM)
    try:
        seconds = int(local.timestamp())
        again = datetime.fromtimestamp(seconds, UTC).astimezone(local.tzinfo)
    except (OverflowError, OSError, ValueError) as error:
        raise InputError("Tiden finns inte.", hint="Välj en annan dag.") from error
    if again.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0, microsecond=0):
        raise InputError(
            "Tiden finns inte: klockan ställdes fram då.", hint="Välj en tid före eller efter."
        )
    return seconds
