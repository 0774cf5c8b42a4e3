"""A visit written down: on foot, in the dark, with one thumb; corrected and withdrawn."""
