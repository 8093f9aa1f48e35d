"""What `make` does; runs on a bare python3, because it is what makes the virtual environment."""
