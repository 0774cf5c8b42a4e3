"""Pages that are timed against each other."""
