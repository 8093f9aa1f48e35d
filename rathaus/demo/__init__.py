"""Three invented-but-true cities to try everything out with."""
