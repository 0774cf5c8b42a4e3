"""The only reader and writer of the database; every read belongs to a store version."""
