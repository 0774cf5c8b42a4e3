"""Suppression and generalisation for what leaves the house. Pure: tables in, tables out."""
