"""The public catalogue: what the cities of this installation share, for other installations."""
