"""The studio: where staff keep their city's processes."""
