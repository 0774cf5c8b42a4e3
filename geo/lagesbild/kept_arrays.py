"""How the arrays of a lägesbild are kept as JSON: as lists of the very same numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class AsLists:
    """Tells pydantic how an array of float64 is written and read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Return the schema: an array or nested lists in, nested lists out."""
        from pydantic_core import core_schema  # only where something is kept

        return core_schema.no_info_plain_validator_function(
            _array,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda a: a.tolist()),
        )


AS_LISTS = AsLists()


def _array(value: Any) -> NDArray[np.float64]:
    array = np.array(value, dtype=np.float64)
    array.setflags(write=False)
    return array
