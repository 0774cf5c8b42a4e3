"""Exploring place and time: a filter of the incidents on record, and what they show."""
