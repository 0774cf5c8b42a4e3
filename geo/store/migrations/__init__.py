"""Alembic's steps from an empty file to the newest tables; run when a store is opened."""
