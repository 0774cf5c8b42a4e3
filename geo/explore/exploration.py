"""One selection and all that the page says of it; made once, shared between sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd

from geo.explore import bars, rows, tables, words
from geo.explore.bars import Bars
from geo.explore.columns import Columns
from geo.explore.filters import Filter
from geo.explore.select import Selected, select
from geo.explore.tables import Table
from geo.look import number


@dataclass(frozen=True)
class Exploration:
    """What a filter found among the incidents of a kommun.

    Parameters
    ----------
    wanted : Filter
    found : Columns
        All incidents of the kommun.
    incidents : DataFrame
        The frame that `found` was read from.
    names : tuple of str
        Of the places, in the order of ``found.place_ids``.
    shapes : GeoSeries
        Their outlines in ``found.crs``, in the same order.
    """

    wanted: Filter
    found: Columns
    incidents: pd.DataFrame
    names: tuple[str, ...]
    shapes: gpd.GeoSeries

    @cached_property
    def selected(self) -> Selected:
        """The rows."""
        return select(self.wanted, self.found)

    @cached_property
    def place_names(self) -> Mapping[int, str]:
        """Name of each place by its id."""
        return dict(zip(self.found.place_ids.tolist(), self.names, strict=True))

    @property
    def sentence(self) -> str:
        """The filter in words."""
        return words.sentence(self.wanted, self.place_names)

    @cached_property
    def per_place(self) -> Table:
        """Incidents per place."""
        return tables.per_place(self.selected, self.found, self.names)

    @cached_property
    def per_category(self) -> Table:
        """Incidents per category."""
        return tables.per_category(self.selected, self.found)

    @cached_property
    def per_week(self) -> Table:
        """Incidents per week."""
        return tables.per_week(self.selected, self.found)

    @cached_property
    def per_hour(self) -> Table:
        """Incidents per hour and weekday."""
        return tables.per_hour(*tables.hour_table(self.selected, self.found))

    @cached_property
    def charts(self) -> tuple[Bars, ...]:
        """Weeks, weekdays, hours and categories as bars."""
        return bars.charts(self.wanted, self.found)

    def all_rows(self) -> pd.DataFrame:
        """Return the incidents one by one, in words."""
        return rows.table(self.incidents, self.selected, self.found, self.names)

    def row_table(self, most: int | None) -> Table:
        """Return the incidents one by one as a table, latest first.

        Parameters
        ----------
        most : int, optional
            How many; all of them if not given.
        """
        count = len(self.selected.rows)
        since = 0 if most is None else max(0, count - most)
        kept = Selected(self.selected.rows[since:], self.selected.drawn[since:], {}, 0)
        frame = rows.table(self.incidents, kept, self.found, self.names).iloc[::-1]
        left = f"De {most} senaste av {number(count)}; filerna har alla." if since else ""
        told = tuple(frame.itertuples(index=False, name=None))
        return Table("Händelser", tuple(map(str, frame.columns)), told, note=left)
