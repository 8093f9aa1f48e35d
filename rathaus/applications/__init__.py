"""What citizens fill in and send."""
