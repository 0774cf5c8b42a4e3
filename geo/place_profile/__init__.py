"""All that is known of one place, over time."""
