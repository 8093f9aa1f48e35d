"""What cities give each other: the shelf, taking over, staying in step, giving back, files."""
