"""What every page of every hall needs."""
