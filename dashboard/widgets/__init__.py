"""What pages are composed of; each widget takes a value and shows it."""
