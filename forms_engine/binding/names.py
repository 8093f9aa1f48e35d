"""
Names of inputs, which are their ids too: `f_call-0-day` is the day of field `f_call` in row 0.

Node ids hold no hyphen, rows are figures and parts are words, so a name says where it belongs.
"""

from forms_engine.answers.visibility import Rows

DAY_PARTS = ("day", "month", "year")


def name_of(node_id: str, rows: Rows, *parts: str) -> str:
    """Return the name of an input."""
    return "-".join([node_id, *(str(row) for row in rows), *parts])


def count_name(list_id: str, rows: Rows) -> str:
    """Return the name of the hidden input that says how many rows a list had on the page."""
    return name_of(list_id, rows, "rows")


def place_of(name: str) -> tuple[str, Rows] | None:
    """Return the node and rows that a name without parts means, or None if it is none."""
    node_id, *rows = name.split("-")
    if not node_id or not all(row.isascii() and row.isdigit() and len(row) < 5 for row in rows):  # noqa: PLR2004
        return None
    return node_id, tuple(int(row) for row in rows)
