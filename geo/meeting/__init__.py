"""The meeting: what was decided last, what is new, what is decided now, and what is then frozen."""
