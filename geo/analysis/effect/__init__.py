"""Before and after, beside a comparison: what changed, and whether the design carries a cause."""
