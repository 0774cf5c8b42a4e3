"""Run by path in a child process: reads a map file with GDAL; Arrow on stdout.

On stdout stands a line of JSON with the CRS, the name of the geometry column and the layers, and
then the first layer as an Arrow stream. Exit codes: 4 cannot be read, 5 no layer with geometry.
It imports nothing of ``geo``.
"""

from __future__ import annotations

import json
import sys


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, memory: int) -> int:
    """Read, write and say how it went."""
    _limit(memory)
    import pyarrow as pa
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

    try:
        layers = pyogrio.list_layers(path)
        # Layers without geometry (styles) have no type.
        named = [str(name) for name, geometry_type in layers if geometry_type is not None]
        if not named:
            return 5
        meta, table = pyogrio.read_arrow(path, layer=named[0])
    except (DataSourceError, DataLayerError, FeatureError, ValueError, RuntimeError, OSError):
        return 4
    about = {
        "crs": meta["crs"],
        "geometry": meta["geometry_name"] or "wkb_geometry",
        "layers": named,
    }
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n")
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
        stream.write_table(table)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
