"""The ledger: promises, what was done for them, and measures, written down, changed and taken back.

What is typed in the program is an import of one row, like a logged visit: it goes through the same
guard of free text, is listed among the imports, and is undone as one.
"""
