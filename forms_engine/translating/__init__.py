"""Says which texts of a process are translated, and carries translations out and in as files."""

from forms_engine.translating.grid import Row, rows
from forms_engine.translating.incoming import Incoming, NotReadable, Taken, sort_out
from forms_engine.translating.outgoing import Outgoing
from forms_engine.translating.state import EASY_GERMAN, State, source_digest, states

__all__ = [
    "EASY_GERMAN",
    "Incoming",
    "NotReadable",
    "Outgoing",
    "Row",
    "State",
    "Taken",
    "rows",
    "sort_out",
    "source_digest",
    "states",
]
