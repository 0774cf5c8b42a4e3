"""Map layers: frames in, folium layers out; one layer per file.

User data enters a map through :func:`geo.layers._script.payload` only.
"""

from geo.layers._script import Layer, group

__all__ = ["Layer", "group"]
