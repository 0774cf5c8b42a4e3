"""What was promised and what is counted: promises and their pace."""
