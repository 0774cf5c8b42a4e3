"""An OpenStreetMap extract (.osm.pbf, .osm.gz, .osm) to plain arrays: its ways, and its ground."""
