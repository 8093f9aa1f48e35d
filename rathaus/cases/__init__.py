"""What departments have to decide."""
