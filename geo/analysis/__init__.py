"""Pure functions on arrays and frames: counting, comparing, and when things happen."""
