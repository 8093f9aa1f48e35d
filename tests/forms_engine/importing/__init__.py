"""What becomes of forms that were written elsewhere."""
