"""Lets the garbage collector look more seldom: a large form alone makes it look a dozen times."""

import gc


def look_seldom() -> None:
    """Leave alone what is there at the start, and look only when a lot has been made since."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
