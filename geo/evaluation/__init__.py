"""Did it help: measures and visits of what is on record, held against comparison places."""
