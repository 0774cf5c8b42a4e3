"""What is on record as files for other programs: CSV, XLSX, GeoJSON, GeoPackage, iCalendar.

``what`` says what can be taken out and how, a ``…_part`` module makes each table, ``audience``
refuses what may not leave the house, and ``making`` puts the file together. Every file carries its
basis: selection, rows, method, store version, for whom, and when.
"""
