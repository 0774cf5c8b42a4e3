"""Exploring place and time: a filter of the incidents on record, and what they show.

``filters`` says what is looked at, ``query`` writes it as an address and ``words`` as a sentence;
``columns`` reads the incidents once, ``select`` finds the rows; ``tables`` and ``rows`` say in
numbers what is on the map.
"""
