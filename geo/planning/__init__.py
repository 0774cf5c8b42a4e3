"""Where, when and how to walk: need, travel, the patrol, the year. Frames and arrays arrive."""
